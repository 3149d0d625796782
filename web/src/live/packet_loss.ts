// Whether packets are being lost: more than now and then, and not long ago.

/** What a foot's sensor has sent and lost until then. */
export interface Received {
    time_s: number;
    received: number;
    lost: number;
    gaps: number;
}

/** For so long a loss counts as going on. */
export const kLosing_s = 5;
/** So often the counts are kept. */
const kStep_s = 0.5;
/** Beyond this share it is told. A radio loses a packet now and then, which the timeline fills in. */
const kToldShare = 0.05;

/** The counts of the last seconds, the oldest first, of which the first is what they are compared with. */
export function withCounts(kept: readonly Received[], now: Received): readonly Received[] {
    const last = kept.at(-1);
    if (last !== undefined && now.time_s - last.time_s < kStep_s) {
        return kept;
    }
    return [...kept.filter((one) => one.time_s >= now.time_s - kLosing_s), now];
}

export function losing(kept: readonly Received[], now: Received): boolean {
    const then = kept.find((one) => one.time_s >= now.time_s - kLosing_s);
    if (then === undefined) {
        return false;
    }
    const lost = now.lost - then.lost;
    const sent = lost + now.received - then.received;
    return now.gaps > then.gaps || (lost > 0 && lost / sent > kToldShare);
}
