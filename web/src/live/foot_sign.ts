// What is said of a foot in one sign: the gravest thing first.
import type { Connection } from '../api/live_socket';
import type { Reader } from '../language/reader';
import type { WordKey } from '../language/words';
import type { FootNow } from './live_state';

export type Gravity = 'good' | 'idle' | 'unsure' | 'bad';

export interface Sign {
    gravity: Gravity;
    /** A shape beside the words, so that colour is never the only difference. */
    shape: string;
    word: WordKey;
}

export function signOf(foot: FootNow, connection: Connection): Sign {
    // What was last heard says nothing of now.
    switch (connection) {
        case 'lost':
            return { gravity: 'bad', shape: '✕', word: 'sign.no_connection' };
        case 'ended':
            return { gravity: 'idle', shape: '■', word: 'sign.ended' };
        case 'connecting':
            return { gravity: 'idle', shape: '○', word: 'sign.waiting' };
        case 'open':
            break;
    }
    if (foot.state === 'gone') {
        return { gravity: 'bad', shape: '✕', word: foot.data?.gone_s == null ? 'sign.gone' : 'sign.gone_for' };
    }
    if (foot.losing) {
        return { gravity: 'bad', shape: '▲', word: 'sign.losing' };
    }
    switch (foot.state) {
        case 'waiting':
            return { gravity: 'idle', shape: '○', word: 'sign.waiting' };
        case 'unknown':
            return { gravity: 'unsure', shape: '?', word: 'sign.unknown' };
        case 'not_walking':
            return { gravity: 'idle', shape: '■', word: 'sign.not_walking' };
        case 'walking':
            return foot.unsure
                ? { gravity: 'unsure', shape: '?', word: 'sign.unsure' }
                : { gravity: 'good', shape: '●', word: 'sign.walking' };
    }
}

export function signWords(reader: Reader, sign: Sign, foot: FootNow): string {
    return reader.say(sign.word, { seconds: reader.number(foot.data?.gone_s, 0) });
}

/** Whether figures of this foot are not to be relied on now. */
export function doubtful(sign: Sign): boolean {
    return sign.gravity === 'bad' || sign.gravity === 'unsure';
}
