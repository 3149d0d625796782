// What the live view makes of the server's messages.
import { describe, expect, it } from 'vitest';
import type { FootFrame, LiveData, LiveMessage, LiveStride } from '../src/api/contract';
import { signOf } from '../src/live/foot_sign';
import { heard, kNothingYet, looksDifferent, type LiveState } from '../src/live/live_state';

const foot = (fields: Partial<FootFrame> = {}): FootFrame => ({
    state: 'walking',
    cycle: 0.3,
    phase: 'stance',
    confidence: 0.95,
    signal: [],
    ...fields,
});
const frame = (time_s: number, left: FootFrame, right: FootFrame = foot()): LiveMessage => ({
    type: 'frame',
    time_s,
    feet: { left, right },
});
const data = (fields: Partial<LiveData>): LiveData => ({
    type: 'data',
    foot: 'left',
    lost: 0,
    late: 0,
    doubled: 0,
    gaps: 0,
    drift_ppm: null,
    gone_s: null,
    ...fields,
});
const stride = (fields: Partial<LiveStride> = {}): LiveStride => ({
    type: 'stride',
    foot: 'left',
    start_s: 1,
    final_contact_s: 1.6,
    end_s: 2.05,
    stride_time_s: 1.05,
    stance_time_s: 0.6,
    swing_time_s: 0.45,
    stance_percent: 57,
    stride_length_m: null,
    speed_m_s: null,
    ...fields,
});
const after = (...messages: LiveMessage[]): LiveState => messages.reduce(heard, kNothingYet);
/** Ten seconds of frames, 30 a second, all with this confidence. */
const steady = (from_s: number, confidence: number): LiveMessage[] =>
    Array.from({ length: 300 }, (_, index) => frame(from_s + index / 30, foot({ confidence })));

/** Frames with three samples of the left foot each, 33 a second. */
const sampled = (from_s: number, to_s: number): LiveMessage[] =>
    Array.from({ length: Math.round(33 * (to_s - from_s)) }, (_, index) => {
        const time_s = from_s + (index + 1) / 33;
        return frame(time_s, foot({ signal: [0, 1, 2].map((sample) => [time_s + sample / 100, 9.8, 0]) }));
    });

describe('the sign of a foot', () => {
    it('waits before the first frame', () => {
        expect(signOf(kNothingYet.feet.left).word).toBe('sign.waiting');
    });
    it('tells walking from standing and from not knowing', () => {
        expect(signOf(after(frame(1, foot())).feet.left).gravity).toBe('good');
        expect(signOf(after(frame(1, foot({ state: 'not_walking' }))).feet.left).word).toBe('sign.not_walking');
        expect(signOf(after(frame(1, foot({ state: 'unknown' }))).feet.left).gravity).toBe('unsure');
    });
    it('is unsure when the confidence stays low, and not at a contact', () => {
        const sure = after(...steady(0, 0.97));
        expect(heard(sure, frame(10.03, foot({ confidence: 0.5 }))).feet.left.unsure).toBe(false);
        const unsure = steady(10, 0.6).reduce(heard, sure);
        expect(signOf(unsure.feet.left).word).toBe('sign.unsure');
        expect(steady(20, 0.75).reduce(heard, unsure).feet.left.unsure).toBe(true);
        expect(steady(20, 0.9).reduce(heard, unsure).feet.left.unsure).toBe(false);
    });
    it('says that packets are lost while they are, and for a few seconds', () => {
        const before = after(...sampled(0, 10), data({ lost: 3 }), ...sampled(10, 11));
        expect(signOf(before.feet.left).gravity).toBe('good');
        const losing = heard(before, data({ lost: 40 }));
        expect(signOf(losing.feet.left).word).toBe('sign.losing');
        expect(signOf(losing.feet.right).gravity).toBe('good');
        expect(signOf(sampled(11, 15).reduce(heard, losing).feet.left).word).toBe('sign.losing');
        expect(signOf(sampled(11, 17).reduce(heard, losing).feet.left).word).toBe('sign.walking');
    });
    it('says nothing of a packet lost now and then, and something of a gap', () => {
        const messages: LiveMessage[] = [data({})];
        for (let second = 0; second < 20; ++second) {
            messages.push(...sampled(second, second + 1), data({ lost: 2 * second }));
        }
        const walked = after(...messages);
        expect(signOf(walked.feet.left).word).toBe('sign.walking');
        expect(signOf(heard(walked, data({ lost: 39, gaps: 1 })).feet.left).word).toBe('sign.losing');
    });
    it('says that a sensor is gone before anything else', () => {
        const gone = after(
            frame(5, foot()),
            data({}),
            data({ lost: 9, gone_s: 2 }),
            frame(5.1, foot({ state: 'gone' })),
        );
        expect(signOf(gone.feet.left)).toMatchObject({ gravity: 'bad', word: 'sign.gone_for' });
    });
});

describe('the state', () => {
    it('keeps a stride once, as it was told last', () => {
        const measured = stride({ stride_length_m: 1.31, speed_m_s: 1.25 });
        const { strides } = after(stride(), stride({ foot: 'right' }), measured);
        expect(strides).toEqual([measured, stride({ foot: 'right' })]);
    });
    it('keeps a mark once', () => {
        const mark: LiveMessage = { type: 'mark', time_s: 3, text: 'turn' };
        expect(after(mark, mark).marks).toEqual([{ time_s: 3, text: 'turn' }]);
    });
    it('ends', () => {
        expect(after({ type: 'end', state: 'interrupted' }).ended).toBe('interrupted');
    });
    it('does not ask to be drawn for every frame', () => {
        const before = after(frame(1, foot()));
        expect(looksDifferent(before, heard(before, frame(1.03, foot({ cycle: 0.4, phase: 'swing' }))))).toBe(false);
        expect(looksDifferent(before, heard(before, frame(1.03, foot({ state: 'gone' }))))).toBe(true);
        expect(looksDifferent(before, heard(before, stride()))).toBe(true);
    });
});
