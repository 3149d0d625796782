// Everybody of whom there are sessions, and the newest sessions.
import { useState } from 'preact/hooks';
import * as client from '../api/client';
import type { Person } from '../api/contract';
import { useAsked } from '../frame/asked';
import { link } from '../frame/route';
import { useSettled } from '../frame/settled';
import { Waiting } from '../frame/waiting';
import { useReader } from '../language/reading';
import { SessionTable } from './session_table';

const kPage = 25;

function PeopleTable({ people }: { people: Person[] }) {
    const reader = useReader();
    const { say } = reader;
    return (
        <div class="scroll" tabIndex={0} role="region" aria-label={say('people.title')}>
            <table data-testid="people">
                <thead>
                    <tr>
                        <th scope="col">{say('people.code')}</th>
                        <th scope="col">{say('people.name')}</th>
                        <th scope="col" class="n">
                            {say('people.sessions')}
                        </th>
                        <th scope="col">{say('people.last')}</th>
                    </tr>
                </thead>
                <tbody>
                    {people.map((person) => (
                        <tr key={person.id}>
                            <th scope="row">
                                <a href={link('people', person.id)}>{person.code}</a>
                            </th>
                            <td>{person.name ?? ''}</td>
                            <td class="n">{reader.number(person.sessions)}</td>
                            <td>{reader.moment(person.last_session)}</td>
                        </tr>
                    ))}
                </tbody>
            </table>
        </div>
    );
}

export function PeoplePage() {
    const reader = useReader();
    const { say } = reader;
    const [search, setSearch] = useState('');
    const [shown, setShown] = useState(kPage);
    const settled = useSettled(search.trim());
    const people = useAsked(() => client.people(settled, 0, shown), `${settled} ${shown}`);
    const newest = useAsked(() => client.sessions({ limit: 10 }), 'newest');
    const list = people.value;
    return (
        <>
            <h1>{say('people.title')}</h1>
            <div class="field">
                <label for="people-search">{say('people.search')}</label>
                <input
                    id="people-search"
                    type="search"
                    value={search}
                    onInput={(event) => setSearch(event.currentTarget.value)}
                />
            </div>
            {list === null ? (
                <Waiting asked={people} />
            ) : (
                <>
                    <p class="soft" aria-live="polite">
                        {list.total > 0
                            ? reader.count('people.count', list.total)
                            : settled === ''
                              ? say('people.none')
                              : say('people.no_match', { search: settled })}
                    </p>
                    {list.people.length > 0 && <PeopleTable people={list.people} />}
                    {list.total > list.people.length && (
                        <button onClick={() => setShown(shown + kPage)}>{say('app.more')}</button>
                    )}
                </>
            )}
            {newest.value !== null && newest.value.sessions.length > 0 && (
                <section>
                    <h2>{say('people.newest')}</h2>
                    <SessionTable sessions={newest.value.sessions} withPerson />
                </section>
            )}
        </>
    );
}
