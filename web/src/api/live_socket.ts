// A session's live messages. A connection that breaks is made again, after longer and longer waits.
import type { Id, LiveMessage } from './contract';
import { kRoot } from './request';
import { token } from './token';

export type Connection = 'connecting' | 'open' | 'lost' | 'ended';

const kFirstWaitMs = 300;
const kLongestWaitMs = 5000;
/** The server says something each second: so long a silence is a connection that broke without a word. */
const kLongestSilenceMs = 5000;

export class LiveSocket {
    private socket: WebSocket | null = null;
    private timer = 0;
    private silence = 0;
    private waitMs = kFirstWaitMs;
    private closed = false;

    constructor(
        private readonly session: Id,
        private readonly onMessage: (message: LiveMessage) => void,
        private readonly onConnection: (connection: Connection) => void,
    ) {
        this.open();
    }

    close(): void {
        this.closed = true;
        clearTimeout(this.timer);
        clearTimeout(this.silence);
        this.socket?.close();
    }

    private open(): void {
        const address = new URL(`${kRoot}sessions/${encodeURIComponent(String(this.session))}/live`, location.href);
        address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:';
        const key = token();
        if (key !== null) {
            address.searchParams.set('token', key);
        }
        const socket = new WebSocket(address);
        this.socket = socket;
        socket.onopen = () => {
            this.waitMs = kFirstWaitMs;
            this.onConnection('open');
            this.listen(socket);
        };
        socket.onmessage = (event: MessageEvent<string>) => {
            this.listen(socket);
            this.receive(event.data);
        };
        socket.onclose = () => this.again(socket);
    }

    private listen(socket: WebSocket): void {
        clearTimeout(this.silence);
        this.silence = setTimeout(() => {
            socket.close();
            // The closing handshake is not answered either.
            this.again(socket);
        }, kLongestSilenceMs) as unknown as number;
    }

    private receive(text: string): void {
        const message = JSON.parse(text) as LiveMessage;
        this.onMessage(message);
        if (message.type === 'end') {
            this.onConnection('ended');
            this.close();
        }
    }

    private again(socket: WebSocket): void {
        if (this.closed || socket !== this.socket) {
            return;
        }
        clearTimeout(this.silence);
        this.socket = null;
        this.onConnection('lost');
        this.timer = setTimeout(() => this.open(), this.waitMs) as unknown as number;
        this.waitMs = Math.min(2 * this.waitMs, kLongestWaitMs);
    }
}
