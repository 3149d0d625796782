// A session as it runs: what the socket brings goes to what draws it, and what changed to who asked to be told.
import * as client from '../api/client';
import type { Foot, FootFrame, Id, LiveFrame, LiveMessage } from '../api/contract';
import { kFeet } from '../api/contract';
import { LiveSocket } from '../api/live_socket';
import { heard, kNothingYet, kStridesKept, looksDifferent, type LiveState, withStored } from './live_state';
import { knownPhase, PhaseTrack } from './phase_track';
import { PlayClock } from './play_clock';
import { SignalRing } from './signal_ring';

/** One foot's moving pictures. */
export class FootFeed {
    readonly signal = new SignalRing();
    readonly phases = new PhaseTrack();
    now: FootFrame | null = null;
}

export class LiveFeed {
    readonly clock = new PlayClock();
    readonly feet: Record<Foot, FootFeed> = { left: new FootFeed(), right: new FootFeed() };
    state: LiveState = kNothingYet;
    private readonly socket: LiveSocket;
    private closed = false;

    constructor(
        private readonly session: Id,
        private readonly onChange: (state: LiveState) => void,
    ) {
        this.socket = new LiveSocket(
            session,
            (message) => this.hear(message),
            (connection) => {
                this.become({ ...this.state, connection });
                if (connection === 'open') {
                    void this.catchUp();
                }
            },
        );
    }

    close(): void {
        this.closed = true;
        this.socket.close();
    }

    /** What was said while nobody listened. */
    private async catchUp(): Promise<void> {
        try {
            const [session, strides, status] = await Promise.all([
                client.session(this.session),
                client.latestStrides(this.session, kStridesKept),
                client.status(),
            ]);
            if (this.closed) {
                return;
            }
            const stored = withStored(this.state, session.marks, strides);
            this.become({ ...stored, storeTrouble: status.store_in_trouble });
        } catch {
            // The connection broke again: when it is open, this is asked again.
        }
    }

    private hear(message: LiveMessage): void {
        if (message.type === 'frame') {
            this.draw(message);
        }
        this.become(heard(this.state, message));
    }

    private draw(frame: LiveFrame): void {
        this.clock.hear(frame.time_s, performance.now() / 1000);
        for (const foot of kFeet) {
            const now = frame.feet[foot];
            if (now === undefined) {
                continue;
            }
            const feed = this.feet[foot];
            feed.now = now;
            feed.signal.add(now.signal);
            feed.phases.add(
                frame.time_s,
                now.state === 'walking' ? knownPhase(now.phase) : null,
                this.state.feet[foot].unsure,
            );
        }
    }

    private become(state: LiveState): void {
        const different = looksDifferent(this.state, state);
        this.state = state;
        if (different) {
            this.onChange(state);
        }
    }
}
