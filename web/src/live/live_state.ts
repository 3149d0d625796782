// What the live view knows besides the signals: a reducer over the server's messages.
import type { Connection } from '../api/live_socket';
import type {
    Foot,
    FootFrame,
    LiveData,
    LiveMessage,
    LiveStride,
    LiveSummary,
    Mark,
    SessionState,
    StrideRow,
} from '../api/contract';
import { losing, type Received, withCounts } from './packet_loss';
import { kNotStriding, type Striding, walkingAt, withSeen } from './striding';

export interface FootNow {
    state: FootFrame['state'] | 'waiting';
    /** Of the phase, smoothed over about a second: it dips at every contact, which is no reason to call it unsure. */
    confidence: number | null;
    /** The confidence is low, or no strides come. */
    unsure: boolean;
    striding: Striding;
    data: LiveData | null;
    /** Samples that came since the page is open. */
    received: number;
    /** Of the last seconds. */
    counts: readonly Received[];
    losing: boolean;
}

export interface LiveState {
    time_s: number;
    connection: Connection;
    ended: SessionState | null;
    feet: Record<Foot, FootNow>;
    summary: LiveSummary | null;
    /** The newest last. */
    strides: LiveStride[];
    marks: Mark[];
    /** What is measured can't be written at the moment. */
    storeTrouble: boolean;
}

const kWaiting: FootNow = {
    state: 'waiting',
    confidence: null,
    unsure: false,
    striding: kNotStriding,
    data: null,
    received: 0,
    counts: [],
    losing: false,
};

export const kNothingYet: LiveState = {
    time_s: 0,
    connection: 'connecting',
    ended: null,
    feet: { left: kWaiting, right: kWaiting },
    summary: null,
    strides: [],
    marks: [],
    storeTrouble: false,
};

/** Below the first it becomes unsure, above the second sure again. */
export const kUnsureBelow = 0.65;
export const kSureAbove = 0.75;
const kSmoothing_s = 1;
export const kStridesKept = 400;

function smoothed(before: number | null, now: number | null, passed_s: number): number | null {
    if (before === null || now === null) {
        return now;
    }
    return before + Math.min(1, Math.max(0, passed_s) / kSmoothing_s) * (now - before);
}

function countsOf(foot: FootNow, time_s: number): Received {
    return { time_s, received: foot.received, lost: foot.data?.lost ?? 0, gaps: foot.data?.gaps ?? 0 };
}

/** What was lost before the page came is told in the counts alone: without counts there is nothing to compare. */
function withLosses(foot: FootNow, time_s: number): FootNow {
    if (foot.data === null) {
        return foot;
    }
    const now = countsOf(foot, time_s);
    return { ...foot, counts: withCounts(foot.counts, now), losing: losing(foot.counts, now) };
}

function footAt(foot: FootNow, frame: FootFrame | undefined, time_s: number, passed_s: number): FootNow {
    if (frame === undefined) {
        return withLosses(foot, time_s);
    }
    const confidence = smoothed(foot.confidence, frame.confidence, passed_s);
    const walks = frame.state === 'walking';
    const striding = walkingAt(foot.striding, walks, time_s, passed_s);
    const limit = foot.unsure ? kSureAbove : kUnsureBelow;
    const unsure = walks && (striding.lacking || (confidence !== null && confidence < limit));
    const received = foot.received + frame.signal.length;
    return withLosses({ ...foot, state: frame.state, confidence, unsure, striding, received }, time_s);
}

/** A stride is told when it ends, and once more when its length is known; after a break it may be told again. */
function withStride(strides: readonly LiveStride[], told: LiveStride): LiveStride[] {
    const isTold = (stride: LiveStride) => stride.foot === told.foot && stride.start_s === told.start_s;
    return strides.some(isTold)
        ? strides.map((stride) => (isTold(stride) ? told : stride))
        : [...strides, told].slice(-kStridesKept);
}

function withMark(marks: readonly Mark[], { time_s, text }: Mark): Mark[] {
    return marks.some((mark) => mark.time_s === time_s && mark.text === text)
        ? [...marks]
        : [...marks, { time_s, text }].sort((one, other) => one.time_s - other.time_s);
}

/** What the server keeps of the session joins what was heard of it: on opening, and after every break. */
export function withStored(state: LiveState, marks: readonly Mark[], strides: readonly StrideRow[]): LiveState {
    // What is stored is a second behind: a length that was heard stays.
    const isMeasured = (stride: StrideRow): boolean =>
        state.strides.some(
            (known) =>
                known.foot === stride.foot && known.start_s === stride.start_s && known.stride_length_m !== null,
        );
    const told = strides
        .filter((stride) => !isMeasured(stride))
        .map((stride): LiveMessage => ({ ...stride, type: 'stride' }));
    const joined = told.reduce(heard, state);
    return {
        ...joined,
        marks: marks.reduce(withMark, joined.marks),
        strides: [...joined.strides].sort((one, other) => one.end_s - other.end_s),
    };
}

const withStrideOf = (foot: FootNow, stride: LiveStride): FootNow => ({
    ...foot,
    striding: withSeen(foot.striding, stride),
});

export function heard(state: LiveState, message: LiveMessage): LiveState {
    switch (message.type) {
        case 'frame': {
            const passed_s = message.time_s - state.time_s;
            return {
                ...state,
                time_s: message.time_s,
                feet: {
                    left: footAt(state.feet.left, message.feet.left, message.time_s, passed_s),
                    right: footAt(state.feet.right, message.feet.right, message.time_s, passed_s),
                },
            };
        }
        case 'stride':
            return {
                ...state,
                strides: withStride(state.strides, message),
                feet: { ...state.feet, [message.foot]: withStrideOf(state.feet[message.foot], message) },
            };
        case 'summary':
            return { ...state, summary: message };
        case 'data': {
            const foot = withLosses({ ...state.feet[message.foot], data: message }, state.time_s);
            return { ...state, feet: { ...state.feet, [message.foot]: foot } };
        }
        case 'mark':
            return { ...state, marks: withMark(state.marks, message) };
        case 'trouble':
            return { ...state, storeTrouble: message.store };
        case 'end':
            return { ...state, ended: message.state };
    }
}

function looksSame(one: FootNow, other: FootNow): boolean {
    return (
        one.state === other.state &&
        one.unsure === other.unsure &&
        one.losing === other.losing &&
        one.data === other.data
    );
}

/** Whether anything but the moving pictures has to be drawn anew. */
export function looksDifferent(before: LiveState, after: LiveState): boolean {
    return (
        before.connection !== after.connection ||
        before.ended !== after.ended ||
        before.summary !== after.summary ||
        before.strides !== after.strides ||
        before.marks !== after.marks ||
        before.storeTrouble !== after.storeTrouble ||
        !looksSame(before.feet.left, after.feet.left) ||
        !looksSame(before.feet.right, after.feet.right)
    );
}
