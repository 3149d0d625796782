// Where the noise that changes are told from comes from.
import type { NoiseBasis } from '../api/contract';
import { useReader } from '../language/reading';
import type { WordKey } from '../language/words';

const kWords: Partial<Record<NoiseBasis, WordKey>> = {
    reference: 'noise.reference',
    test_retest: 'noise.test_retest',
    within_session: 'noise.within_session',
};

/** One hint for each basis among these. */
export function NoiseHints({ bases }: { bases: readonly (NoiseBasis | undefined)[] }) {
    const { say } = useReader();
    const words = [...new Set(bases)].flatMap((basis) => (basis === undefined ? [] : (kWords[basis] ?? [])));
    return (
        <>
            {words.map((word) => (
                <p key={word} class="hint">
                    {say(word)}
                </p>
            ))}
        </>
    );
}
