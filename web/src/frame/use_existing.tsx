// A code that was to be a new person's is somebody's already: it is that person's walk only if the reader says so.
import * as client from '../api/client';
import type { Id } from '../api/contract';
import { useReader } from '../language/reading';
import { useAsked } from './asked';

export function UseExisting({ code, onUse }: { code: string; onUse: (person: Id) => void }) {
    const reader = useReader();
    const person = useAsked(() => client.personWithCode(code), code).value;
    if (person === null) {
        return null;
    }
    return (
        <p class="row">
            <span>{reader.say('start.person_known', { n: reader.number(person.sessions) })}</span>
            <button type="button" onClick={() => onUse(person.id)}>
                {reader.say('start.person_use', { code: person.code })}
            </button>
        </p>
    );
}
