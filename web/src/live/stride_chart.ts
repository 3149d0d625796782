// Stride times as they come: round dots and a line for the left foot, squares and a dashed line for the right.
import uPlot from 'uplot';
import type { Foot, LiveStride } from '../api/contract';
import type { Reader } from '../language/reader';
import { colour } from '../style/colours';
import { strideRows, strideScale } from './stride_rows';

const kShown_s = 60;
const kHeight_px = 150;
const kDot_px = 6;

export class StrideChart {
    private readonly plot: uPlot;

    constructor(
        private readonly element: HTMLElement,
        private readonly reader: Reader,
    ) {
        this.plot = new uPlot(this.options(), [[], [], []], element);
    }

    draw(strides: readonly LiveStride[], now_s: number): void {
        const width = this.element.clientWidth;
        if (width > 0 && width !== this.plot.width) {
            this.plot.setSize({ width, height: kHeight_px });
        }
        const recent = strides.filter((stride) => stride.end_s > now_s - kShown_s);
        const rows = strideRows(recent);
        const [low, high] = strideScale([...rows[1], ...rows[2]]);
        const last = Math.max(kShown_s, now_s);
        this.plot.batch(() => {
            this.plot.setData(rows, false);
            this.plot.setScale('x', { min: last - kShown_s, max: last });
            this.plot.setScale('y', { min: low, max: high });
        });
    }

    destroy(): void {
        this.plot.destroy();
    }

    private options(): uPlot.Options {
        const axis: uPlot.Axis = {
            font: '12px system-ui, sans-serif',
            stroke: () => colour('soft'),
            grid: { stroke: () => colour('faint'), width: 1 },
            ticks: { show: false },
        };
        const duration = (value: number): string => this.reader.duration(value);
        return {
            width: Math.max(this.element.clientWidth, 200),
            height: kHeight_px,
            cursor: { show: false },
            legend: { show: false },
            scales: { x: { time: false, auto: false }, y: { auto: false } },
            series: [
                {},
                { stroke: () => colour('left'), width: 1, points: { show: false } },
                { stroke: () => colour('right'), width: 1, dash: [4, 3], points: { show: false } },
            ],
            axes: [
                { ...axis, size: 24, space: 64, values: (_plot, splits) => splits.map(duration) },
                { ...axis, size: 46, values: (_plot, splits) => splits.map((value) => this.reader.number(value, 2)) },
            ],
            hooks: { draw: [(plot) => this.dots(plot, 1, 'left'), (plot) => this.dots(plot, 2, 'right')] },
        };
    }

    private dots(plot: uPlot, series: number, foot: Foot): void {
        const pen = plot.ctx;
        const size = kDot_px * devicePixelRatio;
        pen.save();
        pen.fillStyle = colour(foot);
        plot.data[0].forEach((time, index) => {
            const value = plot.data[series]?.[index];
            if (value === null || value === undefined) {
                return;
            }
            const x = plot.valToPos(time, 'x', true);
            const y = plot.valToPos(value, 'y', true);
            pen.beginPath();
            if (foot === 'left') {
                pen.arc(x, y, size / 2, 0, 2 * Math.PI);
            } else {
                pen.rect(x - size / 2, y - size / 2, size, size);
            }
            pen.fill();
        });
        pen.restore();
    }
}
