// A trend as it is drawn: in the figure's own unit, with the band that is no more than noise.
import type { Trend } from '../api/contract';
import { figureValue } from '../format/figures';

export interface DrawnTrend {
    /** Of each session in seconds since 1970, oldest first. */
    times_s: number[];
    means: number[];
    lows: (number | null)[];
    highs: (number | null)[];
    /** The first mean less and plus MDC95; null when MDC95 is not known. */
    band: { low: number; high: number } | null;
    scale: [number, number];
}

const kMargin = 0.12;

/** null: nothing to draw, as fewer than two sessions have the figure. */
export function drawnTrend(trend: Trend): DrawnTrend | null {
    const value = (of: number): number => figureValue(trend.figure, of);
    const known = trend.points
        .filter((point): point is typeof point & { mean: number } => point.mean !== null)
        .sort((one, other) => Date.parse(one.time) - Date.parse(other.time));
    const first = known[0];
    if (first === undefined || known.length < 2) {
        return null;
    }
    const bound = (of: number | null | undefined): number | null =>
        of === null || of === undefined ? null : value(of);
    const means = known.map((point) => value(point.mean));
    const lows = known.map((point) => bound(point.ci95?.[0]));
    const highs = known.map((point) => bound(point.ci95?.[1]));
    const band =
        trend.mdc95 === null
            ? null
            : { low: value(first.mean) - value(trend.mdc95), high: value(first.mean) + value(trend.mdc95) };
    const all = [...means, ...lows, ...highs, band?.low ?? null, band?.high ?? null].filter(
        (one): one is number => one !== null,
    );
    const low = Math.min(...all);
    const high = Math.max(...all);
    const margin = high > low ? kMargin * (high - low) : 0.1 * Math.max(Math.abs(high), 0.1);
    return {
        times_s: known.map((point) => Date.parse(point.time) / 1000),
        means,
        lows,
        highs,
        band,
        scale: [low - margin, high + margin],
    };
}
