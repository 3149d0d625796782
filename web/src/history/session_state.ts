// How a session's state is called.
import type { SessionState } from '../api/contract';
import type { WordKey } from '../language/words';

export const kStateWords: Record<SessionState, WordKey> = {
    live: 'session.state_live',
    done: 'session.state_done',
    interrupted: 'session.state_interrupted',
};
