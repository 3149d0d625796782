// The real `footfall serve`, with recordings that `footfall simulate` made, for the length of a test file.
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test as base } from '@playwright/test';

const kProgram = process.env['FOOTFALL_PROGRAM'] ?? fileURLToPath(new URL('../../build/footfall', import.meta.url));
const kStartWithin_ms = 30_000;

interface Options {
    /** That every request must come with. */
    token?: string;
}

export class Server {
    private process: ChildProcess | null = null;
    /** "http://127.0.0.1:PORT/" */
    address = '';
    /** Where sensors' datagrams are taken. */
    sensorPort = 0;
    readonly recordings: string;
    private readonly folder = mkdtempSync(join(tmpdir(), 'footfall-story-'));

    private constructor(private readonly options: Options) {
        this.recordings = join(this.folder, 'walkers');
    }

    static async start(options: Options = {}): Promise<Server> {
        const server = new Server(options);
        execFileSync(
            kProgram,
            ['simulate', '--out', server.recordings, '--people', '2', '--seconds', '40', '--seed', '7'],
            { stdio: 'ignore' },
        );
        await server.run('0');
        return server;
    }

    /** As when the machine is switched off. */
    kill(): void {
        this.process?.kill('SIGKILL');
        this.process = null;
    }

    /** As when it is switched on again: at the same address, with the same sessions. */
    async again(): Promise<void> {
        await this.run(new URL(this.address).port);
    }

    end(): void {
        this.kill();
        rmSync(this.folder, { recursive: true, force: true });
    }

    private async run(port: string): Promise<void> {
        const args = ['serve', '--port', port, '--store', join(this.folder, 'story.db'), '--replay', this.recordings];
        if (this.options.token !== undefined) {
            const file = join(this.folder, 'token');
            writeFileSync(file, `${this.options.token}\n`, { mode: 0o600 });
            args.push('--token', file);
        }
        const started = spawn(kProgram, [...args, '--udp-port', String(this.sensorPort)], {
            stdio: ['ignore', 'pipe', 'pipe'],
            env: { ...process.env, FOOTFALL_PAGE: fileURLToPath(new URL('../dist', import.meta.url)) },
        });
        this.process = started;
        const said = await new Promise<string>((resolve, reject) => {
            let text = '';
            const listen = (part: Buffer): void => {
                text += part.toString();
                if (/http:\/\/127\.0\.0\.1:\d+/.test(text) && /udp 127\.0\.0\.1:\d+/.test(text)) {
                    resolve(text);
                }
            };
            started.stdout.on('data', listen);
            started.stderr.on('data', listen);
            started.on('exit', (code) => reject(new Error(`footfall serve ended with ${code}: ${text}`)));
            setTimeout(() => reject(new Error(`footfall serve names no address: ${text}`)), kStartWithin_ms).unref();
        });
        this.address = `${/http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0]}/`;
        this.sensorPort = Number(/udp 127\.0\.0\.1:(\d+)/.exec(said)?.[1]);
    }
}

export const test = base.extend<object, { server: Server }>({
    server: [
        async ({}, use) => {
            const server = await Server.start();
            await use(server);
            server.end();
        },
        { scope: 'worker' },
    ],
});

export const cannotRun = existsSync(kProgram) ? null : `no program at ${kProgram}; ./run builds it`;
