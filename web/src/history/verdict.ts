// What to think of a difference between two sessions.
import type { Difference } from '../api/contract';
import type { WordKey } from '../language/words';

export interface Verdict {
    shape: string;
    word: WordKey;
    beyond: boolean;
}

export function verdictOf(difference: Pick<Difference, 'difference' | 'mdc95' | 'beyond_noise'>): Verdict {
    if (difference.difference === null || difference.mdc95 === null) {
        return { shape: '–', word: 'compare.unknown', beyond: false };
    }
    if (!difference.beyond_noise) {
        return { shape: '≈', word: 'compare.within', beyond: false };
    }
    return difference.difference > 0
        ? { shape: '▲', word: 'compare.more', beyond: true }
        : { shape: '▼', word: 'compare.less', beyond: true };
}
