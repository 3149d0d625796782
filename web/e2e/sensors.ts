// Two sensors on somebody's feet, which send a recording's samples by UDP (docs/live.md), or noise.
import { createSocket, type Socket } from 'node:dgram';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from './crc32';

type Foot = 'left' | 'right';
/** What a sensor does: sends the walk, noise, nothing, or the walk with every third packet lost on the way. */
type Doing = 'walk' | 'noise' | 'nothing' | 'losing';

const kStep_s = 0.01;
const kAccStep_mps2 = (16 * 9.80665) / 32768;
const kRateStep_radps = (2000 * Math.PI) / 180 / 32768;

/** Columns time, left acc x y z, left gyr x y z, right ...; an empty cell was lost when it was recorded. */
function samplesOf(recordings: string): string[][] {
    return readFileSync(join(recordings, 'P01-1.csv'), 'utf8')
        .trim()
        .split('\n')
        .slice(1)
        .map((line) => line.split(','));
}

const gaussian = (): number => Math.sqrt(-2 * Math.log(1 - Math.random())) * Math.cos(2 * Math.PI * Math.random());

function packet(code: string, foot: Foot, counter: number, sample: readonly number[]): Buffer {
    const bytes = Buffer.alloc(80);
    bytes.write('FFIM', 0, 'ascii');
    bytes.set([1, foot === 'right' ? 1 : 0, 1], 4);
    bytes.writeUInt32LE(counter, 8);
    bytes.writeUInt32LE(100_000, 12);
    bytes.writeFloatLE(kAccStep_mps2, 24);
    bytes.writeFloatLE(kRateStep_radps, 28);
    bytes.write(code, 32, 'ascii');
    sample.forEach((value, index) => {
        const steps = Math.round(value / (index < 3 ? kAccStep_mps2 : kRateStep_radps));
        bytes.writeInt16LE(Math.max(-32768, Math.min(32767, steps)), 64 + 2 * index);
    });
    bytes.writeUInt32LE(crc32(bytes.subarray(0, 76)), 76);
    return bytes;
}

export class Sensors {
    private readonly socket: Socket = createSocket('udp4');
    private readonly rows: string[][];
    private readonly timer: NodeJS.Timeout;
    private readonly begun_ms = Date.now();
    private counter = 0;
    readonly doing: Record<Foot, Doing> = { left: 'walk', right: 'walk' };

    constructor(
        private readonly code: string,
        private readonly port: number,
        recordings: string,
    ) {
        this.rows = samplesOf(recordings);
        this.timer = setInterval(() => this.send(), 1000 * kStep_s);
    }

    stop(): void {
        clearInterval(this.timer);
        this.socket.close();
    }

    /** All that is due by now. */
    private send(): void {
        const due = (Date.now() - this.begun_ms) / 1000 / kStep_s;
        for (; this.counter < due; ++this.counter) {
            for (const foot of ['left', 'right'] as const) {
                const sample = this.sampleOf(foot);
                if (sample !== null) {
                    this.socket.send(packet(this.code, foot, this.counter, sample), this.port, '127.0.0.1');
                }
            }
        }
    }

    private sampleOf(foot: Foot): number[] | null {
        const doing = this.doing[foot];
        if (doing === 'nothing' || (doing === 'losing' && this.counter % 3 === 0)) {
            return null;
        }
        if (doing === 'noise') {
            return Array.from({ length: 6 }, (_, index) => (index === 2 ? 9.81 : 0) + (index < 3 ? 3 : 1) * gaussian());
        }
        const row = this.rows[this.counter % this.rows.length] ?? [];
        const cells = foot === 'left' ? row.slice(1, 7) : row.slice(7, 13);
        return cells.includes('') ? null : cells.map(Number);
    }
}
