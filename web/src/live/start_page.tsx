// Starting a session: whose, and from which source.
import { useEffect, useState } from 'preact/hooks';
import * as client from '../api/client';
import type { Status } from '../api/contract';
import { useAsked, useDoing } from '../frame/asked';
import { FailureNote } from '../frame/failure_note';
import { personOfCode } from '../frame/person_code';
import { PersonField } from '../frame/person_field';
import { go, link } from '../frame/route';
import { Waiting } from '../frame/waiting';
import { useReader } from '../language/reading';
import { kSpeeds, sourceChoices } from './sources';

/** So often the list of sources and of running sessions is asked for. */
const kAskAgain_ms = 3000;

function StartForm({ status }: { status: Status }) {
    const reader = useReader();
    const { say } = reader;
    const choices = sourceChoices(reader, status.sources);
    const [code, setCode] = useState('');
    const [picked, setPicked] = useState('');
    const [speed, setSpeed] = useState(1);
    const [keepRaw, setKeepRaw] = useState(true);
    const { busy, failure, run } = useDoing();
    // Sensors come and go: what was picked may be gone, and then the first that can be had is chosen.
    const choice =
        choices.find((one) => one.key === picked && one.start !== null) ?? choices.find((one) => one.start !== null);
    const chosen = choice?.start ?? null;

    const start = (event: Event): void => {
        event.preventDefault();
        if (chosen === null || busy || code.trim() === '') {
            return;
        }
        run(async () => {
            const person = await personOfCode(code.trim());
            const source = chosen.kind === 'replay' ? { ...chosen, speed } : chosen;
            const session = await client.startSession(person.id, source, keepRaw);
            go('live', session.id);
        });
    };
    return (
        <form class="card form" onSubmit={start}>
            <PersonField code={code} onCode={setCode} />
            {choices.length === 0 ? (
                <p class="note">{say('start.no_source')}</p>
            ) : (
                <div class="field">
                    <label for="source">{say('start.source')}</label>
                    <select
                        id="source"
                        value={choice?.key ?? ''}
                        onChange={(event) => setPicked(event.currentTarget.value)}
                    >
                        {choices.map((one) => (
                            <option key={one.key} value={one.key} disabled={one.start === null}>
                                {one.words}
                            </option>
                        ))}
                    </select>
                </div>
            )}
            {chosen?.kind === 'replay' && (
                <div class="field">
                    <label for="speed">{say('start.speed')}</label>
                    <select id="speed" value={speed} onChange={(event) => setSpeed(Number(event.currentTarget.value))}>
                        {kSpeeds.map((one) => (
                            <option key={one} value={one}>
                                {one === 1
                                    ? say('start.speed_own')
                                    : say('start.speed_times', { n: reader.number(one) })}
                            </option>
                        ))}
                    </select>
                </div>
            )}
            <label class="check">
                <input
                    type="checkbox"
                    checked={keepRaw}
                    onChange={(event) => setKeepRaw(event.currentTarget.checked)}
                />
                {say('start.keep_raw')}
            </label>
            <FailureNote failure={failure} />
            <div class="row">
                <button class="primary" type="submit" disabled={busy || chosen === null || code.trim() === ''}>
                    {busy ? say('start.starting') : say('start.start')}
                </button>
            </div>
        </form>
    );
}

export function StartPage() {
    const { say } = useReader();
    const status = useAsked(client.status, 'status');
    useEffect(() => {
        const timer = setInterval(status.again, kAskAgain_ms);
        return () => clearInterval(timer);
    }, []);
    return (
        <>
            <h1>{say('start.title')}</h1>
            {status.value === null ? (
                <Waiting asked={status} />
            ) : (
                <>
                    <StartForm status={status.value} />
                    {status.value.live.length > 0 && (
                        <section>
                            <h2>{say('start.running')}</h2>
                            <ul class="links">
                                {status.value.live.map((id) => (
                                    <li key={id}>
                                        <a href={link('live', id)}>{say('start.watch', { id: String(id) })}</a>
                                    </li>
                                ))}
                            </ul>
                        </section>
                    )}
                </>
            )}
        </>
    );
}
