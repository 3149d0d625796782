// The real `footfall serve`, with recordings that `footfall simulate` made, for the length of a test file.
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test as base } from '@playwright/test';

const kProgram = process.env['FOOTFALL_PROGRAM'] ?? fileURLToPath(new URL('../../build/footfall', import.meta.url));
const kStartWithin_ms = 30_000;

export class Server {
    private constructor(
        private readonly process: ChildProcess,
        readonly folder: string,
        readonly recordings: string,
        /** "http://127.0.0.1:PORT/" */
        readonly address: string,
    ) {}

    static async start(): Promise<Server> {
        const folder = mkdtempSync(join(tmpdir(), 'footfall-story-'));
        const recordings = join(folder, 'walkers');
        execFileSync(kProgram, ['simulate', '--out', recordings, '--people', '2', '--seconds', '40', '--seed', '7'], {
            stdio: 'ignore',
        });
        const process_ = spawn(
            kProgram,
            ['serve', '--port', '0', '--store', join(folder, 'story.db'), '--replay', recordings],
            {
                stdio: ['ignore', 'pipe', 'pipe'],
                env: { ...process.env, FOOTFALL_PAGE: fileURLToPath(new URL('../dist', import.meta.url)) },
            },
        );
        const address = await new Promise<string>((resolve, reject) => {
            let said = '';
            const listen = (part: Buffer): void => {
                said += part.toString();
                const found = /http:\/\/127\.0\.0\.1:\d+/.exec(said);
                if (found !== null) {
                    resolve(`${found[0]}/`);
                }
            };
            process_.stdout.on('data', listen);
            process_.stderr.on('data', listen);
            process_.on('exit', (code) => reject(new Error(`footfall serve ended with ${code}: ${said}`)));
            setTimeout(() => reject(new Error(`footfall serve names no address: ${said}`)), kStartWithin_ms).unref();
        });
        return new Server(process_, folder, recordings, address);
    }

    /** As when the machine is switched off. */
    kill(): void {
        this.process.kill('SIGKILL');
    }

    end(): void {
        this.kill();
        rmSync(this.folder, { recursive: true, force: true });
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
