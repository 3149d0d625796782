// Stride times on their way to the chart.
import { describe, expect, it } from 'vitest';
import type { Foot, LiveStride } from '../src/api/contract';
import { strideRows, strideScale } from '../src/live/stride_rows';

const stride = (foot: Foot, end_s: number, stride_time_s: number | null): LiveStride => ({
    type: 'stride',
    foot,
    start_s: end_s - 1,
    final_contact_s: null,
    end_s,
    stride_time_s,
    stance_time_s: null,
    swing_time_s: null,
    stance_percent: null,
    stride_length_m: null,
    speed_m_s: null,
});

describe('stride times', () => {
    it('are in order of time, each foot in its own row', () => {
        expect(strideRows([stride('left', 3, 1.1), stride('right', 2.5, 1.2)])).toEqual([
            [2.5, 3],
            [undefined, 1.1],
            [1.2, undefined],
        ]);
    });
    it('are not joined across a sensor that was gone', () => {
        const rows = strideRows([
            stride('left', 2, 1),
            stride('left', 25, 1),
            stride('right', 3, 1),
            stride('right', 5, 1),
        ]);
        expect(rows[0]).toEqual([2, 3, 5, 13, 25]);
        expect(rows[1]).toEqual([1, undefined, undefined, null, 1]);
        expect(rows[2]).toEqual([undefined, 1, 1, undefined, undefined]);
    });
    it('of a steady walk look steady', () => {
        const [low, high] = strideScale([1.0, 1.02, null]);
        expect(high - low).toBeCloseTo(0.4);
        expect((low + high) / 2).toBeCloseTo(1.01);
    });
    it('are all on the scale when they vary', () => {
        const [low, high] = strideScale([0.8, 1.9]);
        expect(low).toBeLessThan(0.8);
        expect(high).toBeGreaterThan(1.9);
    });
});
