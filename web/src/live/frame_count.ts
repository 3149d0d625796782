// How often a second what is drawn moves on: frames in which the drawn time does not advance don't count.

export class FrameCount {
    private moved = 0;
    private since_s: number | null = null;
    private last_s = -Infinity;
    /** In the last whole second. */
    perSecond = 0;

    /** A frame was drawn at `now_s` of the browser's clock, showing the session's `time_s`. */
    drawn(now_s: number, time_s: number): void {
        this.since_s ??= now_s;
        this.moved += time_s > this.last_s ? 1 : 0;
        this.last_s = time_s;
        if (now_s - this.since_s >= 1) {
            this.perSecond = Math.round(this.moved / (now_s - this.since_s));
            this.moved = 0;
            this.since_s = now_s;
        }
    }
}
