// The live connection: made again when it breaks, after longer and longer waits, and when it falls silent.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LiveMessage } from '../src/api/contract';
import { LiveSocket } from '../src/api/live_socket';

class FakeSocket {
    static made: FakeSocket[] = [];
    onopen: () => void = () => undefined;
    onmessage: (event: { data: string }) => void = () => undefined;
    onclose: () => void = () => undefined;
    closed = false;
    constructor(readonly address: URL) {
        FakeSocket.made.push(this);
    }
    close(): void {
        this.closed = true;
    }
}
const newest = (): FakeSocket => FakeSocket.made.at(-1) as FakeSocket;

let messages: LiveMessage[] = [];
let connections: string[] = [];
const open = (): LiveSocket =>
    new LiveSocket(
        7,
        (message) => messages.push(message),
        (connection) => connections.push(connection),
    );

beforeEach(() => {
    vi.useFakeTimers();
    FakeSocket.made = [];
    messages = [];
    connections = [];
    vi.stubGlobal('WebSocket', FakeSocket);
    vi.stubGlobal('location', { href: 'http://127.0.0.1:8080/#/live/7' });
    vi.stubGlobal('sessionStorage', { getItem: () => 'a token' });
});
afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
});

describe('a live connection', () => {
    it('goes to the session, with the token', () => {
        open();
        expect(String(newest().address)).toBe('ws://127.0.0.1:8080/api/v1/sessions/7/live?token=a+token');
    });
    it('that breaks is made again after longer and longer waits', () => {
        open();
        const waits: number[] = [];
        for (let broken = 0; broken < 7; ++broken) {
            newest().onclose();
            const before = FakeSocket.made.length;
            let waited = 0;
            while (FakeSocket.made.length === before) {
                vi.advanceTimersByTime(100);
                waited += 100;
            }
            waits.push(waited);
        }
        expect(waits).toEqual([300, 600, 1200, 2400, 4800, 5000, 5000]);
        expect(connections).toEqual(Array(7).fill('lost'));
    });
    it('waits shortly again once it was open', () => {
        open();
        newest().onclose();
        vi.advanceTimersByTime(300);
        newest().onopen();
        newest().onclose();
        vi.advanceTimersByTime(300);
        expect(FakeSocket.made).toHaveLength(3);
        expect(connections).toEqual(['lost', 'open', 'lost']);
    });
    it('that falls silent is given up, once', () => {
        open();
        const silent = newest();
        silent.onopen();
        vi.advanceTimersByTime(4000);
        silent.onmessage({ data: '{"type": "mark", "time_s": 1, "text": "a"}' });
        vi.advanceTimersByTime(4000);
        expect(connections).toEqual(['open']);
        vi.advanceTimersByTime(1000);
        expect(connections).toEqual(['open', 'lost']);
        silent.onclose();
        vi.advanceTimersByTime(300);
        expect(FakeSocket.made).toHaveLength(2);
        expect(connections).toEqual(['open', 'lost']);
    });
    it('of a session that has ended is left alone', () => {
        open();
        newest().onopen();
        newest().onmessage({ data: '{"type": "end", "state": "interrupted"}' });
        newest().onclose();
        vi.advanceTimersByTime(60_000);
        expect(messages).toEqual([{ type: 'end', state: 'interrupted' }]);
        expect(connections).toEqual(['open', 'ended']);
        expect(FakeSocket.made).toHaveLength(1);
    });
});
