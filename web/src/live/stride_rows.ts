// Stride times as rows and a scale for the chart.
import type { Foot, LiveStride } from '../api/contract';

/** After so long without a stride of a foot its line is broken. */
const kLongestGap_s = 3;

/** A stride time; null where a line is to be broken, and undefined where another foot's stride is passed over. */
export type StrideTime = number | null | undefined;

interface Row {
    time_s: number;
    foot: Foot;
    stride_time_s: number | null;
}

/** The strides of one foot, and a break in the middle of each gap. */
function rowsOf(strides: readonly LiveStride[], foot: Foot): Row[] {
    const mine = strides.filter((stride) => stride.foot === foot).sort((one, other) => one.end_s - other.end_s);
    return mine.flatMap((stride, index) => {
        const row: Row = { time_s: stride.end_s, foot, stride_time_s: stride.stride_time_s };
        const before = mine[index - 1];
        return before !== undefined && stride.start_s - before.end_s > kLongestGap_s
            ? [{ time_s: (before.end_s + stride.start_s) / 2, foot, stride_time_s: null }, row]
            : [row];
    });
}

/** One row a stride: when it ended, and its stride time for the foot it is of. */
export function strideRows(strides: readonly LiveStride[]): [number[], StrideTime[], StrideTime[]] {
    const rows = [...rowsOf(strides, 'left'), ...rowsOf(strides, 'right')].sort(
        (one, other) => one.time_s - other.time_s,
    );
    const of = (foot: Foot): StrideTime[] => rows.map((row) => (row.foot === foot ? row.stride_time_s : undefined));
    return [rows.map((row) => row.time_s), of('left'), of('right')];
}

/** A little more than what comes, and never less than 0.4 s, so that a steady walk looks steady. */
export function strideScale(times: readonly StrideTime[]): [number, number] {
    const known = times.filter((time): time is number => time !== null && time !== undefined);
    if (known.length === 0) {
        return [0.8, 1.4];
    }
    const low = Math.min(...known);
    const high = Math.max(...known);
    const middle = (low + high) / 2;
    const half = Math.max(0.2, 0.6 * (high - low));
    return [middle - half, middle + half];
}
