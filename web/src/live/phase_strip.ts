// One foot's phases over the last seconds: height tells stance from swing, a dashed edge what the model is unsure of.
import type { Foot, LiveStride } from '../api/contract';
import { colour } from '../style/colours';
import type { PhaseTrack, Stretch } from './phase_track';
import { kShown_s } from './signal_ring';

const kHeight_px = 46;
const kMarks_px = 12;
const kSwingShare = 0.32;

interface Area {
    left: number;
    width: number;
}

export class PhaseStrip {
    private readonly pen: CanvasRenderingContext2D;

    constructor(
        private readonly canvas: HTMLCanvasElement,
        private readonly foot: Foot,
    ) {
        const pen = canvas.getContext('2d');
        if (pen === null) {
            throw new Error('this browser has no canvas');
        }
        this.pen = pen;
    }

    /** `area` is where the chart above has its own, so that times stand below each other. */
    draw(track: PhaseTrack, strides: readonly LiveStride[], now_s: number, area: Area): void {
        this.fit();
        const { pen } = this;
        const x = (time_s: number): number =>
            area.left + area.width * Math.min(1, Math.max(0, 1 + (time_s - now_s) / kShown_s));
        pen.clearRect(0, 0, this.canvas.clientWidth, kHeight_px);
        pen.fillStyle = colour('panel');
        pen.fillRect(area.left, kMarks_px, area.width, kHeight_px - 2 * kMarks_px);
        for (const stretch of track.stretches) {
            this.bar(stretch, x(stretch.from_s), x(stretch.to_s));
        }
        for (const stride of strides) {
            if (stride.foot === this.foot && stride.end_s > now_s - kShown_s) {
                this.contact(x(stride.start_s), true, stride.start_s > now_s - kShown_s);
                this.contact(x(stride.end_s), true, true);
                if (stride.final_contact_s !== null) {
                    this.contact(x(stride.final_contact_s), false, stride.final_contact_s > now_s - kShown_s);
                }
            }
        }
    }

    private fit(): void {
        const ratio = devicePixelRatio;
        const width = Math.round(this.canvas.clientWidth * ratio);
        const height = Math.round(kHeight_px * ratio);
        if (this.canvas.width !== width || this.canvas.height !== height) {
            this.canvas.width = width;
            this.canvas.height = height;
        }
        this.pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    }

    private bar(stretch: Stretch, left: number, right: number): void {
        if (stretch.phase === null || right <= left) {
            return;
        }
        const { pen } = this;
        const full = kHeight_px - 2 * kMarks_px;
        const height = stretch.phase === 'stance' ? full : kSwingShare * full;
        const top = kHeight_px - kMarks_px - height;
        pen.fillStyle = stretch.phase === 'stance' ? colour(this.foot) : colour('soft');
        if (stretch.unsure) {
            pen.strokeStyle = pen.fillStyle;
            pen.setLineDash([3, 3]);
            pen.lineWidth = 1.5;
            pen.strokeRect(left + 0.75, top + 0.75, Math.max(0, right - left - 1.5), height - 1.5);
            pen.setLineDash([]);
            return;
        }
        pen.fillRect(left, top, right - left, height);
    }

    /** A filled triangle from above where the foot lands, an open one from below where the toes leave. */
    private contact(x: number, lands: boolean, shown: boolean): void {
        if (!shown) {
            return;
        }
        const { pen } = this;
        const base = lands ? 1 : kHeight_px - 1;
        const tip = lands ? kMarks_px - 2 : kHeight_px - kMarks_px + 2;
        pen.beginPath();
        pen.moveTo(x - 4.5, base);
        pen.lineTo(x + 4.5, base);
        pen.lineTo(x, tip);
        pen.closePath();
        if (lands) {
            pen.fillStyle = colour('ink');
            pen.fill();
        } else {
            pen.strokeStyle = colour('ink');
            pen.lineWidth = 1.2;
            pen.stroke();
        }
    }
}
