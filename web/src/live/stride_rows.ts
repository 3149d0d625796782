// Stride times as rows and a scale for the chart.
import type { Foot, LiveStride } from '../api/contract';

/** One row a stride: when it ended, its stride time for the foot it is of, null for the other. */
export function strideRows(strides: readonly LiveStride[]): [number[], (number | null)[], (number | null)[]] {
    const sorted = [...strides].sort((one, other) => one.end_s - other.end_s);
    const of = (foot: Foot): (number | null)[] =>
        sorted.map((stride) => (stride.foot === foot ? stride.stride_time_s : null));
    return [sorted.map((stride) => stride.end_s), of('left'), of('right')];
}

/** A little more than what comes, and never less than 0.4 s, so that a steady walk looks steady. */
export function strideScale(times: readonly (number | null)[]): [number, number] {
    const known = times.filter((time): time is number => time !== null);
    if (known.length === 0) {
        return [0.8, 1.4];
    }
    const low = Math.min(...known);
    const high = Math.max(...known);
    const middle = (low + high) / 2;
    const half = Math.max(0.2, 0.6 * (high - low));
    return [middle - half, middle + half];
}
