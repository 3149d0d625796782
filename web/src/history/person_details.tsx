// A person's code, name and year of birth, to be changed.
import { useState } from 'preact/hooks';
import * as client from '../api/client';
import type { Person } from '../api/contract';
import { useDoing } from '../frame/asked';
import { FailureNote } from '../frame/failure_note';
import { useReader } from '../language/reading';

export function PersonDetails({ person, onChange }: { person: Person; onChange: () => void }) {
    const { say } = useReader();
    const [code, setCode] = useState(person.code);
    const [name, setName] = useState(person.name ?? '');
    const [year, setYear] = useState(person.birth_year === null ? '' : String(person.birth_year));
    const [saved, setSaved] = useState(false);
    const { busy, failure, run } = useDoing();

    const save = (event: Event): void => {
        event.preventDefault();
        run(async () => {
            await client.changePerson(person.id, {
                code: code.trim(),
                name: name.trim() === '' ? null : name.trim(),
                birth_year: year === '' ? null : Number(year),
            });
            setSaved(true);
            onChange();
        });
    };
    const typed = (keep: (value: string) => void) => (event: Event) => {
        setSaved(false);
        keep((event.currentTarget as HTMLInputElement).value);
    };
    return (
        <details class="card">
            <summary>{say('person.details')}</summary>
            <form class="form" onSubmit={save}>
                <p class="hint">{say('person.details_hint')}</p>
                <div class="row">
                    <label>
                        {say('people.code')}
                        <input required maxLength={64} value={code} onInput={typed(setCode)} />
                    </label>
                    <label>
                        {say('people.name')}
                        <input maxLength={200} autocomplete="off" value={name} onInput={typed(setName)} />
                    </label>
                    <label>
                        {say('people.birth_year')}
                        <input type="number" min={1900} max={2100} step={1} value={year} onInput={typed(setYear)} />
                    </label>
                </div>
                <FailureNote failure={failure} />
                <div class="row">
                    <button type="submit" disabled={busy || code.trim() === ''}>
                        {say('app.save')}
                    </button>
                    <span role="status">{saved && say('app.saved')}</span>
                </div>
            </form>
        </details>
    );
}
