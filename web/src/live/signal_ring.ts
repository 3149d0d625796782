// The last seconds of one foot's signals, as they are drawn: time, acceleration's norm, pitch rate.

export const kShown_s = 6;
/** Between samples that are further apart there is a hole, and no line is drawn across it. */
const kHole_s = 0.1;
/** Beyond what is shown, so that a late drawing still has its left edge. */
const kKept_s = 7;

type Row = [number, number | null, number | null];

export class SignalRing {
    private times: number[] = [];
    private acc: (number | null)[] = [];
    private rate: (number | null)[] = [];

    /** Rows in order of time; what is older than the last row there is (a connection made again) is left out. */
    add(rows: readonly Row[]): void {
        let last = this.times.at(-1) ?? -Infinity;
        for (const [time_s, acc, rate] of rows) {
            if (time_s <= last) {
                continue;
            }
            if (time_s - last > kHole_s && Number.isFinite(last)) {
                this.push(last + kHole_s / 2, null, null);
            }
            last = time_s;
            this.push(time_s, acc, rate);
        }
        this.forget(last - kKept_s);
    }

    /** Times relative to `now_s`, then the two signals; all of the same length. */
    shown(now_s: number): [number[], (number | null)[], (number | null)[]] {
        return [this.times.map((time_s) => time_s - now_s), this.acc, this.rate];
    }

    private push(time_s: number, acc: number | null, rate: number | null): void {
        this.times.push(time_s);
        this.acc.push(acc);
        this.rate.push(rate);
    }

    private forget(before_s: number): void {
        const first = this.times.findIndex((time_s) => time_s >= before_s);
        // Now and then, as it moves everything.
        if (first > 64) {
            this.times = this.times.slice(first);
            this.acc = this.acc.slice(first);
            this.rate = this.rate.slice(first);
        }
    }
}
