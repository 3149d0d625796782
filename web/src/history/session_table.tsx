// A list of sessions, newest first; with boxes to choose two of them where asked for.
import type { Id, Session } from '../api/contract';
import { link } from '../frame/route';
import { useReader } from '../language/reading';
import { sourceWords } from '../live/sources';
import { kStateWords } from './session_state';

interface Props {
    sessions: Session[];
    withPerson?: boolean;
    chosen?: Id[];
    onChoose?: (id: Id) => void;
}

export function SessionTable({ sessions, withPerson = false, chosen = [], onChoose }: Props) {
    const reader = useReader();
    const { say } = reader;
    return (
        <div class="scroll" tabIndex={0} role="region" aria-label={say('person.sessions')}>
            <table>
                <thead>
                    <tr>
                        {onChoose !== undefined && (
                            <th scope="col">
                                <span class="visually-hidden">{say('compare.title')}</span>
                            </th>
                        )}
                        <th scope="col">{say('session.start')}</th>
                        {withPerson && <th scope="col">{say('session.person')}</th>}
                        <th scope="col" class="n">
                            {say('session.duration')}
                        </th>
                        <th scope="col" class="n">
                            {say('figure.strides')}
                        </th>
                        <th scope="col" class="state">{say('session.state')}</th>
                        <th scope="col">{say('session.source')}</th>
                    </tr>
                </thead>
                <tbody>
                    {sessions.map((session) => (
                        <tr key={session.id}>
                            {onChoose !== undefined && (
                                <td>
                                    <input
                                        type="checkbox"
                                        checked={chosen.includes(session.id)}
                                        aria-label={say('session.choose', { date: reader.moment(session.start) })}
                                        onChange={() => onChoose(session.id)}
                                    />
                                </td>
                            )}
                            <th scope="row">
                                <a
                                    href={
                                        session.state === 'live'
                                            ? link('live', session.id)
                                            : link('sessions', session.id)
                                    }
                                >
                                    {reader.moment(session.start)}
                                </a>
                            </th>
                            {withPerson && (
                                <td>
                                    <a href={link('people', session.person.id)}>{session.person.code}</a>
                                </td>
                            )}
                            <td class="n">{reader.duration(session.duration_s)}</td>
                            <td class="n">{reader.number(session.strides)}</td>
                            <td class="state">{say(kStateWords[session.state])}</td>
                            <td>{sourceWords(reader, session.source)}</td>
                        </tr>
                    ))}
                </tbody>
            </table>
        </div>
    );
}
