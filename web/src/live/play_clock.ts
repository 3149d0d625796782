// The session's time as it is drawn: messages come in steps, and what is drawn from them moves evenly.

/** How fast the drawn time is drawn to the newest (1/s), and beyond which distance it jumps there. */
const kPull_per_s = 4;
const kJump_s = 1;
const kSmoothing_s = 1;

export class PlayClock {
    private drawn_s = 0;
    private newest_s: number | null = null;
    private newestAt_s = 0;
    private drawnAt_s = 0;
    private pace = 1;

    /** A message said that the session is at `time_s`; `now_s` is the browser's clock. */
    hear(time_s: number, now_s: number): void {
        const passed = now_s - this.newestAt_s;
        if (this.newest_s !== null && passed > 0) {
            const weight = Math.min(1, passed / kSmoothing_s);
            this.pace += weight * (Math.max(0, (time_s - this.newest_s) / passed) - this.pace);
        }
        this.newest_s = time_s;
        this.newestAt_s = now_s;
    }

    /** The session's time to draw; it never goes back, and never runs ahead of what came by more than a frame. */
    at(now_s: number): number {
        if (this.newest_s === null) {
            return 0;
        }
        const step = Math.max(0, now_s - this.drawnAt_s);
        this.drawnAt_s = now_s;
        if (Math.abs(this.newest_s - this.drawn_s) > kJump_s * Math.max(1, this.pace)) {
            this.drawn_s = this.newest_s;
            return this.drawn_s;
        }
        const evenly = this.drawn_s + this.pace * step;
        const pulled = evenly + (this.newest_s - evenly) * Math.min(1, kPull_per_s * step);
        this.drawn_s = Math.max(this.drawn_s, Math.min(pulled, this.newest_s));
        return this.drawn_s;
    }
}
