// Walking that is only said, and walking that makes strides.
import { describe, expect, it } from 'vitest';
import { kNotStriding, type Striding, walkingAt, withSeen } from '../src/live/striding';

const kFrame_s = 1 / 30;

/** The foot is said to walk from one moment to another; strides of 1 s end at these moments. */
function walked(before: Striding, from_s: number, to_s: number, ends: readonly number[] = []): Striding {
    let now = before;
    for (let time_s = from_s; time_s < to_s; time_s += kFrame_s) {
        now = walkingAt(now, true, time_s, kFrame_s);
        for (const end_s of ends.filter((end) => end > time_s - kFrame_s && end <= time_s)) {
            now = withSeen(now, { start_s: end_s - 1, end_s, stride_time_s: 1 });
        }
    }
    return now;
}
const steady = walked(kNotStriding, 0, 10.5, [2, 3, 4, 5, 6, 7, 8, 9, 10]);

describe('strides', () => {
    it('may take their time before the first', () => {
        expect(walked(kNotStriding, 0, 3.9).lacking).toBe(false);
        expect(walked(kNotStriding, 0, 4.2).lacking).toBe(true);
    });
    it('lack when three of them could have been', () => {
        expect(steady.lacking).toBe(false);
        expect(walked(steady, 10.5, 12.9).lacking).toBe(false);
        expect(walked(steady, 10.5, 13.2).lacking).toBe(true);
    });
    it('of a slow walk take longer', () => {
        const slow = [3, 5, 7].reduce(
            (now, end_s) => withSeen(now, { start_s: end_s - 2, end_s, stride_time_s: 2 }),
            walked(kNotStriding, 0, 7.5),
        );
        expect(walked({ ...slow, lacking: false }, 7.5, 12.5).lacking).toBe(false);
        expect(walked({ ...slow, lacking: false }, 7.5, 13.5).lacking).toBe(true);
    });
    it('are back after two of them: one comes of noise as well', () => {
        const lacking = walked(steady, 10.5, 20);
        expect(walked(lacking, 20, 24, [21]).lacking).toBe(true);
        expect(walked(lacking, 20, 22.5, [21, 22]).lacking).toBe(false);
    });
    it('are not missed while the foot stands, nor counted from before it stood', () => {
        const stood = walkingAt(steady, false, 11, kFrame_s);
        expect(stood.lacking).toBe(false);
        expect(walked(stood, 30, 33.9).lacking).toBe(false);
        expect(walked(stood, 30, 34.2).lacking).toBe(true);
    });
    it('are not missed across a break of the connection', () => {
        expect(walkingAt(steady, true, 60, 49).lacking).toBe(false);
    });
    it('told again with their length count once', () => {
        expect(withSeen(steady, { start_s: 9, end_s: 10, stride_time_s: 1 }).seen).toBe(steady.seen);
    });
});
