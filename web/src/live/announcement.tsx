// What has gone wrong with a foot, or is well again, for who does not see the signs.
import { useRef } from 'preact/hooks';
import { type Foot, kFeet } from '../api/contract';
import type { Reader } from '../language/reader';
import { useReader } from '../language/reading';
import { doubtful, signOf } from './foot_sign';
import type { LiveState } from './live_state';

/** A sentence for each foot of which something is wrong, or was: `told` remembers which. */
export function announced(reader: Reader, state: LiveState, told: Set<Foot>): string[] {
    return kFeet.flatMap((foot) => {
        const sign = signOf(state.feet[foot], state.connection);
        const wrong = doubtful(sign);
        if (wrong) {
            told.add(foot);
        }
        if (!told.has(foot)) {
            return [];
        }
        // Without the seconds, which would be read out again and again.
        const word = sign.word === 'sign.gone_for' ? 'sign.gone' : sign.word;
        const words = { foot: reader.say(`foot.${foot}`), sign: reader.say(word) };
        return [reader.say(wrong ? 'sign.announce' : 'sign.announce_well', words)];
    });
}

export function Announcement({ state }: { state: LiveState }) {
    const reader = useReader();
    const told = useRef(new Set<Foot>());
    return (
        <p class="visually-hidden" aria-live="polite" data-testid="announcement">
            {announced(reader, state, told.current).join(' ')}
        </p>
    );
}
