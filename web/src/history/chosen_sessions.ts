// Which two sessions are chosen for a comparison.
import type { Id, Session } from '../api/contract';

/** The two chosen last. */
export function chosenAfter(chosen: readonly Id[], id: Id): Id[] {
    return chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id].slice(-2);
}

/** The earlier session first, so that the difference is what has changed since. */
export function inOrder(chosen: readonly Id[], sessions: readonly Session[]): Id[] {
    const start = (id: Id): string => sessions.find((session) => session.id === id)?.start ?? '';
    return [...chosen].sort((one, other) => start(one).localeCompare(start(other)));
}
