// Deleting a person entirely, which asks for the code to be typed.
import { useState } from 'preact/hooks';
import * as client from '../api/client';
import type { Person } from '../api/contract';
import { useDoing } from '../frame/asked';
import { FailureNote } from '../frame/failure_note';
import { go } from '../frame/route';
import { useReader } from '../language/reading';

export function DeletePerson({ person }: { person: Person }) {
    const { say } = useReader();
    const [typed, setTyped] = useState('');
    const { busy, failure, run } = useDoing();
    const remove = (event: Event): void => {
        event.preventDefault();
        if (typed !== person.code) {
            return;
        }
        run(async () => {
            await client.deletePerson(person.id);
            go('people');
        });
    };
    return (
        <details class="card danger">
            <summary>{say('person.delete_title')}</summary>
            <form class="form" onSubmit={remove}>
                <p>{say('person.delete_explain', { code: person.code })}</p>
                <label>
                    {say('person.delete_label')}
                    <input autocomplete="off" value={typed} onInput={(event) => setTyped(event.currentTarget.value)} />
                </label>
                <FailureNote failure={failure} />
                <div class="row">
                    <button class="stop" type="submit" disabled={busy || typed !== person.code}>
                        {say('person.delete', { code: person.code })}
                    </button>
                </div>
            </form>
        </details>
    );
}
