// Whether a foot that is said to walk makes strides. A model that only knows walking is confident of noise too; but
// of noise no strides come. Of 116 feet walking, simulated and recorded (voisard2023: hemiplegia, turns, frailty),
// none went longer than 2.64 stride times from one stride to the next, or 2.7 s until the first.

/** A stride as far as it matters here. */
export interface Seen {
    start_s: number;
    end_s: number;
    stride_time_s: number | null;
}

export interface Striding {
    /** Since when the foot has walked without a break; null: it doesn't. */
    since_s: number | null;
    /** The latest, the newest last. */
    seen: readonly Seen[];
    /** It is said to walk, and no strides come. */
    lacking: boolean;
}

export const kNotStriding: Striding = { since_s: null, seen: [], lacking: false };

/** So many stride times from one stride to the next are too long, ... */
export const kMostStrideTimes = 3;
/** ... and so many seconds before the first. */
export const kMostBeforeFirst_s = 4;
/** Frames further apart than this were not one walk watched. */
const kLongestBreak_s = 2;
const kKept = 5;

/** The middle one of the latest stride times; null before any. */
function strideTime(seen: readonly Seen[]): number | null {
    const times = seen
        .map((stride) => stride.stride_time_s)
        .filter((time): time is number => time !== null)
        .sort((one, other) => one - other);
    return times[Math.floor(times.length / 2)] ?? null;
}

/** The foot is, or isn't, said to walk at `time_s`, `passed_s` after the last time that was said. */
export function walkingAt(before: Striding, walks: boolean, time_s: number, passed_s: number): Striding {
    if (!walks) {
        return before.since_s === null ? before : { ...before, since_s: null, lacking: false };
    }
    const unbroken = before.since_s !== null && passed_s <= kLongestBreak_s;
    const since_s = unbroken && before.since_s !== null ? before.since_s : time_s;
    const time = strideTime(before.seen);
    const between_s = time === null ? kMostBeforeFirst_s : kMostStrideTimes * time;
    const newest = before.seen.at(-1);
    const lastButOne = before.seen.at(-2);
    let lacking: boolean;
    if (unbroken && before.lacking) {
        // One stride alone comes of noise now and then.
        lacking = lastButOne === undefined || time_s - lastButOne.end_s > between_s;
    } else {
        const strode = newest !== undefined && newest.end_s > since_s;
        lacking = strode
            ? time_s - newest.end_s > between_s
            : time_s - since_s > Math.max(between_s, kMostBeforeFirst_s);
    }
    return { since_s, seen: before.seen, lacking };
}

/** A stride was told; one told again (with its length) counts once. */
export function withSeen(before: Striding, told: Seen): Striding {
    if (before.seen.some((stride) => stride.start_s === told.start_s)) {
        return before;
    }
    const seen = [...before.seen, told].sort((one, other) => one.end_s - other.end_s).slice(-kKept);
    return { ...before, seen };
}
