// A trend on uPlot: means with their intervals, and the shaded band of the measurement's own noise.
import uPlot from 'uplot';
import { figureUnit } from '../format/figures';
import type { Reader } from '../language/reader';
import { colour } from '../style/colours';
import type { DrawnTrend } from './trend_points';

const kHeight_px = 240;
const kDay_s = 86400;
/** Steps between what the axis of time says: no less than the minute that it tells. */
const kSteps_s = [1, 2, 5, 10, 30, 60, 180, 360, 720].map((minutes) => 60 * minutes);
const kSteps_days = [1, 2, 7, 14, 30, 91, 182, 365, 730].map((days) => kDay_s * days);

export class TrendChart {
    private readonly plot: uPlot;
    private readonly watch: ResizeObserver;

    constructor(
        element: HTMLElement,
        private readonly trend: DrawnTrend,
        figure: string,
        private readonly reader: Reader,
    ) {
        this.plot = new uPlot(this.options(figure, element.clientWidth), [trend.times_s, trend.means], element);
        this.watch = new ResizeObserver(() => this.plot.setSize({ width: element.clientWidth, height: kHeight_px }));
        this.watch.observe(element);
    }

    destroy(): void {
        this.watch.disconnect();
        this.plot.destroy();
    }

    private options(figure: string, width: number): uPlot.Options {
        const first = this.trend.times_s[0] ?? 0;
        const last = this.trend.times_s.at(-1) ?? 0;
        const margin = Math.max(60, 0.06 * (last - first));
        const when = (time_s: number): string =>
            last - first > 2 * kDay_s ? this.reader.day(1000 * time_s) : this.reader.clock(1000 * time_s);
        const axis: uPlot.Axis = {
            font: '12px system-ui, sans-serif',
            stroke: () => colour('soft'),
            grid: { stroke: () => colour('faint'), width: 1 },
            ticks: { show: false },
        };
        return {
            width: Math.max(width, 200),
            height: kHeight_px,
            cursor: { show: false },
            legend: { show: false },
            scales: { x: { time: true, range: [first - margin, last + margin] }, y: { range: this.trend.scale } },
            series: [
                {},
                { stroke: () => colour('left'), width: 2, points: { show: true, size: 9, fill: () => colour('left') } },
            ],
            axes: [
                { ...axis, size: 28, space: 100, incrs: [...kSteps_s, ...kSteps_days], values: (_plot, splits) => splits.map(when) },
                {
                    ...axis,
                    size: 62,
                    label: figureUnit(this.reader, figure),
                    labelFont: '12px system-ui, sans-serif',
                    labelSize: 18,
                    values: (_plot, splits) => splits.map((value) => this.reader.number(value, this.decimals())),
                },
            ],
            hooks: { drawClear: [(plot) => this.band(plot)], draw: [(plot) => this.intervals(plot)] },
        };
    }

    private decimals(): number {
        const span = this.trend.scale[1] - this.trend.scale[0];
        return span > 20 ? 0 : span > 2 ? 1 : span > 0.2 ? 2 : 3;
    }

    private band(plot: uPlot): void {
        const { band } = this.trend;
        if (band === null) {
            return;
        }
        const pen = plot.ctx;
        const top = plot.valToPos(band.high, 'y', true);
        const bottom = plot.valToPos(band.low, 'y', true);
        pen.save();
        pen.fillStyle = colour('shade');
        pen.fillRect(plot.bbox.left, top, plot.bbox.width, bottom - top);
        pen.restore();
    }

    private intervals(plot: uPlot): void {
        const pen = plot.ctx;
        pen.save();
        pen.strokeStyle = colour('left');
        pen.lineWidth = 1.5 * devicePixelRatio;
        this.trend.times_s.forEach((time_s, index) => {
            const low = this.trend.lows[index];
            const high = this.trend.highs[index];
            if (low === null || low === undefined || high === null || high === undefined) {
                return;
            }
            const x = plot.valToPos(time_s, 'x', true);
            pen.beginPath();
            pen.moveTo(x, plot.valToPos(low, 'y', true));
            pen.lineTo(x, plot.valToPos(high, 'y', true));
            pen.stroke();
        });
        pen.restore();
    }
}
