// What the live view makes of the server's messages.
import { describe, expect, it } from 'vitest';
import type { FootFrame, LiveData, LiveMessage, LiveStride } from '../src/api/contract';
import type { Connection } from '../src/api/live_socket';
import { Reader } from '../src/language/reader';
import { announced } from '../src/live/announcement';
import { signOf as signWhile } from '../src/live/foot_sign';
import { type FootNow, heard, kNothingYet, looksDifferent, type LiveState, withStored } from '../src/live/live_state';

const signOf = (of: FootNow, connection: Connection = 'open') => signWhile(of, connection);

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
    restarts: 0,
    astray: 0,
    too_fast: 0,
    mismatched: 0,
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
/** Ten seconds of frames, 30 a second, all with this confidence, and a stride of the left foot each second. */
const steady = (from_s: number, confidence: number): LiveMessage[] =>
    Array.from({ length: 300 }, (_, index) => index).flatMap((index): LiveMessage[] => {
        const time_s = from_s + index / 30;
        const now = frame(time_s, foot({ confidence }));
        return index % 30 === 29 ? [now, stride({ start_s: time_s - 1, end_s: time_s, stride_time_s: 1 })] : [now];
    });

/** Frames with three samples of the left foot each, 33 a second. */
const sampled = (from_s: number, to_s: number): LiveMessage[] =>
    Array.from({ length: Math.round(33 * (to_s - from_s)) }, (_, index) => {
        const time_s = from_s + (index + 1) / 33;
        const signal = [0, 1, 2].map((sample): [number, number, number] => [time_s + sample / 100, 9.8, 0]);
        return frame(time_s, foot({ state: 'not_walking', signal }));
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
        expect(steady(20, 0.7).reduce(heard, unsure).feet.left.unsure).toBe(true);
        expect(steady(20, 0.9).reduce(heard, unsure).feet.left.unsure).toBe(false);
    });
    it('says that packets are lost while they are, and for a few seconds', () => {
        const before = after(...sampled(0, 10), data({ lost: 3 }), ...sampled(10, 11));
        expect(signOf(before.feet.left).gravity).toBe('idle');
        const losing = heard(before, data({ lost: 40 }));
        expect(signOf(losing.feet.left).word).toBe('sign.losing');
        expect(signOf(losing.feet.right).word).not.toBe('sign.losing');
        expect(signOf(sampled(11, 15).reduce(heard, losing).feet.left).word).toBe('sign.losing');
        expect(signOf(sampled(11, 17).reduce(heard, losing).feet.left).word).toBe('sign.not_walking');
    });
    it('says nothing of a packet lost now and then, and something of a gap', () => {
        const messages: LiveMessage[] = [data({})];
        for (let second = 0; second < 20; ++second) {
            messages.push(...sampled(second, second + 1), data({ lost: 2 * second }));
        }
        const walked = after(...messages);
        expect(signOf(walked.feet.left).word).toBe('sign.not_walking');
        expect(signOf(heard(walked, data({ lost: 39, gaps: 1 })).feet.left).word).toBe('sign.losing');
    });
    it('is unsure when a foot is said to walk and no stride comes', () => {
        const walked = after(...steady(0, 0.97));
        expect(walked.feet.left.unsure).toBe(false);
        const noise = Array.from({ length: 120 }, (_, index) => frame(10 + index / 30, foot({ confidence: 0.9 })));
        expect(signOf(noise.reduce(heard, walked).feet.left).word).toBe('sign.unsure');
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

describe('without a connection', () => {
    const walks = after(frame(1, foot()));
    it('nothing is said of the feet now', () => {
        expect(signOf(walks.feet.left, 'lost')).toMatchObject({ gravity: 'bad', word: 'sign.no_connection' });
        expect(signOf(walks.feet.left, 'connecting').gravity).toBe('idle');
    });
    it('that the session ended is no reason for alarm', () => {
        const gone = after(frame(1, foot({ state: 'gone' })));
        expect(signOf(gone.feet.left, 'ended')).toMatchObject({ gravity: 'idle', word: 'sign.ended' });
    });
});

describe('who listens', () => {
    const reader = new Reader('en', 'en');
    const open = (state: LiveState): LiveState => ({ ...state, connection: 'open' });
    it('hears of each foot what is wrong, and once more when it is well', () => {
        const told = new Set<'left' | 'right'>();
        const well = open(after(frame(1, foot())));
        expect(announced(reader, well, told)).toEqual([]);
        const gone = open(after(frame(1, foot({ state: 'gone' }), foot({ state: 'unknown' }))));
        expect(announced(reader, gone, told)).toEqual([
            'Left foot: Sensor gone.',
            'Right foot: The model can’t say yet.',
        ]);
        expect(announced(reader, well, told)).toEqual([
            'Left foot is well again: Walking.',
            'Right foot is well again: Walking.',
        ]);
    });
    it('is not told the seconds again and again', () => {
        const told = new Set<'left' | 'right'>();
        const gone = (gone_s: number) =>
            announced(reader, open(after(data({ gone_s }), frame(1, foot({ state: 'gone' })))), told);
        expect(gone(7)).toEqual(gone(8));
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
    it('takes what the server keeps, after a reload or a break', () => {
        const heardOf = after(stride({ start_s: 5, end_s: 6 }), { type: 'mark', time_s: 8, text: 'b' });
        const { type: _, ...early } = stride({ start_s: 3, end_s: 4 });
        const joined = withStored(heardOf, [{ time_s: 2, text: 'a' }, { time_s: 8, text: 'b' }], [early]);
        expect(joined.marks.map((mark) => mark.text)).toEqual(['a', 'b']);
        expect(joined.strides.map((one) => one.end_s)).toEqual([4, 6]);
        expect(joined.feet.left.striding.seen).toHaveLength(2);
    });
    it('keeps a length that was heard and is not stored yet', () => {
        const measured = stride({ stride_length_m: 1.31 });
        const { type: _, ...stored } = stride();
        expect(withStored(after(measured), [], [stored]).strides[0]?.stride_length_m).toBe(1.31);
        const later = withStored(after(stride()), [], [{ ...stored, stride_length_m: 1.2 }]);
        expect(later.strides[0]?.stride_length_m).toBe(1.2);
    });
    it('knows that the store is in trouble, and when it no longer is', () => {
        const trouble = after({ type: 'trouble', store: true });
        expect(trouble.storeTrouble).toBe(true);
        expect(looksDifferent(kNothingYet, trouble)).toBe(true);
        expect(heard(trouble, { type: 'trouble', store: false }).storeTrouble).toBe(false);
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
