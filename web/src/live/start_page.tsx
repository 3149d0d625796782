// Starting a session: whose, and from which source.
import { useEffect, useState } from 'preact/hooks';
import * as client from '../api/client';
import type { PersonGiven, Status } from '../api/contract';
import { useAsked, useDoing } from '../frame/asked';
import { FailureNote } from '../frame/failure_note';
import { usePersonChoice } from '../frame/person_choice';
import { PersonField } from '../frame/person_field';
import { go, link } from '../frame/route';
import { UseExisting } from '../frame/use_existing';
import { Waiting } from '../frame/waiting';
import { useReader } from '../language/reading';
import { StoreTrouble } from './store_trouble';
import { kSpeeds, sourceChoices, sourceNotes } from './sources';

/** So often the list of sources and of running sessions is asked for. */
const kAskAgain_ms = 3000;

/** The source to start from, and in words why another can't be had. */
function SourceField({
    status,
    chosen,
    onPick,
}: {
    status: Status;
    chosen: string;
    onPick: (key: string) => void;
}) {
    const reader = useReader();
    const { say } = reader;
    const choices = sourceChoices(reader, status.sources);
    const notes = sourceNotes(reader, status.sources);
    return (
        <div class="field">
            {choices.length > 0 && (
                <>
                    <label for="source">{say('start.source')}</label>
                    <select id="source" value={chosen} onChange={(event) => onPick(event.currentTarget.value)}>
                        {choices.map((one) => (
                            <option key={one.key} value={one.key}>
                                {one.words}
                            </option>
                        ))}
                    </select>
                </>
            )}
            {status.sources.length === 0 && <p class="note">{say('start.no_source')}</p>}
            {notes.map((words) => (
                <p key={words} class="note" data-testid="source-note">
                    {words}
                </p>
            ))}
        </div>
    );
}

function StartForm({ status }: { status: Status }) {
    const reader = useReader();
    const { say } = reader;
    const choices = sourceChoices(reader, status.sources);
    const whose = usePersonChoice();
    const [picked, setPicked] = useState('');
    const [speed, setSpeed] = useState(1);
    const [keepRaw, setKeepRaw] = useState(true);
    const { busy, failure, run } = useDoing();
    // Sensors come and go: what was picked may be gone, and then the first that can be had is chosen.
    const choice = choices.find((one) => one.key === picked) ?? choices[0];
    const chosen = choice?.start ?? null;
    const running = status.live.find((one) => one.person.code === whose.code);

    const start = (person: PersonGiven): void => {
        if (chosen === null || busy || whose.code === '') {
            return;
        }
        run(async (here) => {
            const source = chosen.kind === 'replay' ? { ...chosen, speed } : chosen;
            const session = await client.startSession(person, source, keepRaw);
            // Whoever has gone elsewhere meanwhile stays there: it is among what is running now.
            if (here()) {
                go('live', session.id);
            }
        });
    };
    return (
        <form
            class="card form"
            onSubmit={(event) => {
                event.preventDefault();
                start(whose.given);
            }}
        >
            <PersonField choice={whose} />
            <SourceField status={status} chosen={choice?.key ?? ''} onPick={setPicked} />
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
            <FailureNote failure={failure}>
                {failure?.kind === 'taken' && (
                    <UseExisting code={whose.code} onUse={(person) => start(person)} />
                )}
                {failure?.code === 'live' && running !== undefined && (
                    <a href={link('live', running.id)}>{say('start.watch', { code: running.person.code })}</a>
                )}
            </FailureNote>
            <div class="row">
                <button class="primary" type="submit" disabled={busy || chosen === null || whose.code === ''}>
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
                    {/* It was there before: what is shown is the last that was heard. */}
                    <FailureNote failure={status.failure} again={status.again} />
                    {status.value.store_in_trouble && <StoreTrouble />}
                    <StartForm status={status.value} />
                    {status.value.live.length > 0 && (
                        <section>
                            <h2>{say('start.running')}</h2>
                            <ul class="links">
                                {status.value.live.map(({ id, person }) => (
                                    <li key={id}>
                                        <a href={link('live', id)}>{say('start.watch', { code: person.code })}</a>
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
