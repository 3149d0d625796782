// One person: sessions, trends, the data to take along, and the end of it all.
import { useState } from 'preact/hooks';
import * as client from '../api/client';
import type { Id } from '../api/contract';
import { useAsked } from '../frame/asked';
import { go } from '../frame/route';
import { FileLink } from '../frame/server_link';
import { Waiting } from '../frame/waiting';
import { useReader } from '../language/reading';
import { chosenAfter, inOrder } from './chosen_sessions';
import { DeletePerson } from './delete_person';
import { PersonDetails } from './person_details';
import { SessionTable } from './session_table';
import { TrendSection } from './trend_section';

const kPage = 25;

function Sessions({ person }: { person: Id }) {
    const { say } = useReader();
    const [shown, setShown] = useState(kPage);
    const [chosen, setChosen] = useState<Id[]>([]);
    const asked = useAsked(() => client.sessions({ person, limit: shown }), `${person} ${shown}`);
    const list = asked.value;
    if (list === null) {
        return <Waiting asked={asked} />;
    }
    if (list.sessions.length === 0) {
        return <p class="soft">{say('person.no_sessions')}</p>;
    }
    const [a, b] = inOrder(chosen, list.sessions);
    return (
        <>
            <SessionTable
                sessions={list.sessions}
                chosen={chosen}
                onChoose={(id) => setChosen(chosenAfter(chosen, id))}
            />
            <div class="row">
                <button
                    disabled={a === undefined || b === undefined}
                    onClick={() => a !== undefined && b !== undefined && go('compare', a, b)}
                >
                    {say('person.compare')}
                </button>
                {chosen.length < 2 && <span class="soft">{say('person.choose_two')}</span>}
                {list.total > list.sessions.length && (
                    <button onClick={() => setShown(shown + kPage)}>{say('app.more')}</button>
                )}
            </div>
        </>
    );
}

export function PersonPage({ id }: { id: Id }) {
    const { say } = useReader();
    const asked = useAsked(() => client.person(id), String(id));
    const person = asked.value;
    if (person === null) {
        return <Waiting asked={asked} />;
    }
    return (
        <>
            <h1>
                {say('person.title', { code: person.code })}
                {person.name !== null && person.name !== '' && <small> {person.name}</small>}
            </h1>
            <TrendSection person={id} />
            <section class="card">
                <h2>{say('person.sessions')}</h2>
                <Sessions person={id} />
            </section>
            <PersonDetails person={person} onChange={asked.again} />
            <section class="card">
                <h2>{say('person.export')}</h2>
                <p class="row">
                    <FileLink class="button" path={client.personExportPath(id, 'csv')} file={`${person.code}.csv`}>
                        {say('person.export_csv')}
                    </FileLink>
                    <FileLink class="button" path={client.personExportPath(id, 'json')} file={`${person.code}.json`}>
                        {say('person.export_json')}
                    </FileLink>
                </p>
            </section>
            <DeletePerson person={person} />
        </>
    );
}
