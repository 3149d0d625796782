// One session: what it was, its figures, its report.
import { useEffect } from 'preact/hooks';
import * as client from '../api/client';
import type { Id, SessionDetails } from '../api/contract';
import { useAsked } from '../frame/asked';
import { link } from '../frame/route';
import { FileLink, ReportLink } from '../frame/server_link';
import { Waiting } from '../frame/waiting';
import { useReader } from '../language/reading';
import { sourceWords } from '../live/sources';
import { CompareChoice } from './compare_choice';
import { DeleteSession } from './delete_session';
import { FigureTable } from './figure_table';
import { MarkList } from './mark_list';
import { SessionNotes } from './session_notes';
import { kStateWords } from './session_state';

function Facts({ session }: { session: SessionDetails }) {
    const reader = useReader();
    const { say } = reader;
    const model = typeof session.model === 'string' ? session.model : (session.model?.name ?? say('app.unknown'));
    const facts: [string, string][] = [
        [say('session.duration'), reader.duration(session.duration_s)],
        [say('figure.strides'), reader.number(session.strides)],
        [say('session.state'), say(kStateWords[session.state])],
        [say('session.source'), sourceWords(reader, session.source)],
        [say('session.model'), model],
    ];
    return (
        <dl class="facts">
            <div>
                <dt>{say('session.person')}</dt>
                <dd>
                    <a href={link('people', session.person.id)}>{session.person.code}</a> {session.person.name ?? ''}
                </dd>
            </div>
            {facts.map(([name, value]) => (
                <div key={name}>
                    <dt>{name}</dt>
                    <dd>{value}</dd>
                </div>
            ))}
        </dl>
    );
}

/** So often figures that are still provisional are asked for. */
const kAskAgain_ms = 1500;

export function SessionPage({ id }: { id: Id }) {
    const reader = useReader();
    const { say } = reader;
    const asked = useAsked(() => client.session(id), String(id));
    const session = asked.value;
    const provisional = session?.measured === false;
    useEffect(() => {
        if (!provisional) {
            return undefined;
        }
        const timer = setInterval(asked.again, kAskAgain_ms);
        return () => clearInterval(timer);
    }, [provisional]);
    if (session === null) {
        return <Waiting asked={asked} />;
    }
    const file = `${session.person.code}-${session.start.slice(0, 10)}-${session.id}`;
    return (
        <>
            <h1>{say('session.title', { date: reader.moment(session.start) })}</h1>
            <p class="row">
                {session.state === 'live' && (
                    <a class="button primary" href={link('live', id)}>
                        {say('session.watch')}
                    </a>
                )}
                {session.state !== 'live' && session.strides > 0 && (
                    <ReportLink session={id} class="button primary">
                        {say('session.report')}
                    </ReportLink>
                )}
                <FileLink class="button" path={client.sessionExportPath(id, 'csv')} file={`${file}.csv`}>
                    {say('person.export_csv')}
                </FileLink>
                <FileLink class="button" path={client.sessionExportPath(id, 'json')} file={`${file}.json`}>
                    {say('person.export_json')}
                </FileLink>
            </p>
            <Facts session={session} />
            <section class="card">
                <h2>{say('session.figures')}</h2>
                {provisional && (
                    <p class="note" role="status">
                        {say(session.state === 'live' ? 'session.still_live' : 'session.being_measured')}
                    </p>
                )}
                {session.figures.length === 0 ? (
                    !provisional && <p class="soft">{say('session.no_figures')}</p>
                ) : (
                    <>
                        <p class="hint">{say('session.figures_hint')}</p>
                        <FigureTable figures={session.figures} />
                    </>
                )}
                <CompareChoice session={session} />
            </section>
            <section class="card">
                <h2>{say('session.marks')}</h2>
                <MarkList marks={session.marks} />
                <SessionNotes session={session} />
            </section>
            {session.state !== 'live' && <DeleteSession session={session} />}
        </>
    );
}
