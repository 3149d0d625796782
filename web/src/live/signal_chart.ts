// One foot's two signals over the last seconds, on uPlot.
import uPlot from 'uplot';
import type { Foot } from '../api/contract';
import type { Reader } from '../language/reader';
import { colour } from '../style/colours';
import { kShown_s, type SignalRing } from './signal_ring';

/** What the scales show at least; they grow with what comes, in steps, and don't shrink. */
const kAccAtLeast_mps2 = 40;
const kRateAtLeast_radps = 8;
const kAccStep_mps2 = 20;
const kRateStep_radps = 4;

const kHeight_px = 150;
/** Where there is less room only every second time is written out. */
const kNarrow_px = 420;

export function ceilTo(value: number, step: number): number {
    return Math.ceil(value / step) * step;
}

function largest(values: readonly (number | null)[]): number {
    return values.reduce((most: number, value) => Math.max(most, Math.abs(value ?? 0)), 0);
}

export class SignalChart {
    private readonly plot: uPlot;
    private accTop = kAccAtLeast_mps2;
    private rateTop = kRateAtLeast_radps;
    private isNow = true;

    constructor(
        private readonly element: HTMLElement,
        private readonly foot: Foot,
        private readonly reader: Reader,
    ) {
        this.plot = new uPlot(this.options(), [[], [], []], element);
    }

    /** Where the plot's own area lies within the element, in CSS pixels. */
    get area(): { left: number; width: number } {
        const ratio = devicePixelRatio;
        return { left: this.plot.bbox.left / ratio, width: this.plot.bbox.width / ratio };
    }

    /** `isNow`: what is newest is of now, not what was heard last. */
    draw(signal: SignalRing, now_s: number, isNow: boolean): void {
        if (isNow !== this.isNow) {
            this.isNow = isNow;
            // The axis is written anew only when its scale changes, or when told to.
            this.plot.redraw(false, true);
        }
        const width = this.element.clientWidth;
        if (width > 0 && width !== this.plot.width) {
            this.plot.setSize({ width, height: kHeight_px });
        }
        const data = signal.shown(now_s);
        this.accTop = Math.max(this.accTop, ceilTo(largest(data[1]), kAccStep_mps2));
        this.rateTop = Math.max(this.rateTop, ceilTo(largest(data[2]), kRateStep_radps));
        this.plot.batch(() => {
            this.plot.setData(data, false);
            this.plot.setScale('x', { min: -kShown_s, max: 0 });
            this.plot.setScale('acc', { min: 0, max: this.accTop });
            this.plot.setScale('rate', { min: -this.rateTop, max: this.rateTop });
        });
    }

    destroy(): void {
        this.plot.destroy();
    }

    private timeWords(time_s: number, narrow: boolean): string {
        if (time_s === 0) {
            return this.reader.say(this.isNow ? 'live.now' : 'live.last_heard');
        }
        return narrow && time_s % 2 !== 0 ? '' : `${this.reader.number(time_s)} ${this.reader.say('unit.s')}`;
    }

    private options(): uPlot.Options {
        const axis = (scale: string, side: uPlot.Axis.Side, of: string): uPlot.Axis => ({
            scale,
            side,
            size: 42,
            label: of,
            labelSize: 18,
            labelFont: '12px system-ui, sans-serif',
            font: '12px system-ui, sans-serif',
            stroke: () => colour('soft'),
            grid: { show: scale === 'acc', stroke: () => colour('faint'), width: 1 },
            ticks: { show: false },
            values: (_plot, splits) => splits.map((value) => this.reader.number(value)),
        });
        return {
            width: Math.max(this.element.clientWidth, 200),
            height: kHeight_px,
            pxAlign: 0,
            cursor: { show: false },
            legend: { show: false },
            scales: { x: { time: false, auto: false }, acc: { auto: false }, rate: { auto: false } },
            series: [
                {},
                { scale: 'acc', stroke: () => colour(this.foot), width: 1.75, points: { show: false } },
                { scale: 'rate', stroke: () => colour('soft'), width: 1.25, dash: [5, 4], points: { show: false } },
            ],
            axes: [
                {
                    size: 24,
                    font: '12px system-ui, sans-serif',
                    stroke: () => colour('soft'),
                    grid: { stroke: () => colour('faint'), width: 1 },
                    ticks: { show: false },
                    splits: () => Array.from({ length: kShown_s + 1 }, (_, index) => index - kShown_s),
                    values: (plot, splits) => splits.map((value) => this.timeWords(value, plot.width < kNarrow_px)),
                },
                axis('acc', 3, 'm/s²'),
                axis('rate', 1, 'rad/s'),
            ],
        };
    }
}
