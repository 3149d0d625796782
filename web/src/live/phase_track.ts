// The last seconds of one foot's phases, as stretches of the same kind.
import { kShown_s } from './signal_ring';

export interface Stretch {
    from_s: number;
    to_s: number;
    /** null: not walking, or nothing can be said. */
    phase: 'stance' | 'swing' | null;
    unsure: boolean;
}

/** Of the phases that models tell apart the two that are shown. */
export function knownPhase(phase: string | null): Stretch['phase'] {
    return phase === 'stance' || phase === 'swing' ? phase : null;
}

/** A hole between frames that is longer was no phase at all. */
const kLongestHole_s = 0.25;

export class PhaseTrack {
    stretches: Stretch[] = [];

    add(time_s: number, phase: Stretch['phase'], unsure: boolean): void {
        const last = this.stretches.at(-1);
        if (last !== undefined && time_s <= last.to_s) {
            return;
        }
        const near = last !== undefined && time_s - last.to_s <= kLongestHole_s;
        if (near && last.phase === phase && last.unsure === unsure) {
            last.to_s = time_s;
        } else {
            this.stretches.push({ from_s: near ? last.to_s : time_s, to_s: time_s, phase, unsure });
        }
        while (this.stretches.length > 0 && (this.stretches[0]?.to_s ?? 0) < time_s - kShown_s - 1) {
            this.stretches.shift();
        }
    }
}
