// From a session to another one of the same person, beside it.
import { useState } from 'preact/hooks';
import * as client from '../api/client';
import type { Session } from '../api/contract';
import { useAsked } from '../frame/asked';
import { go } from '../frame/route';
import { useReader } from '../language/reading';

export function CompareChoice({ session }: { session: Session }) {
    const reader = useReader();
    const { say } = reader;
    const asked = useAsked(() => client.sessions({ person: session.person.id, limit: 100 }), String(session.person.id));
    const others = (asked.value?.sessions ?? []).filter((other) => other.id !== session.id && other.state !== 'live');
    const [chosen, setChosen] = useState('');
    const other = others.find((one) => String(one.id) === chosen) ?? others[0];
    if (other === undefined) {
        return null;
    }
    const compare = (event: Event): void => {
        event.preventDefault();
        const [a, b] = session.start < other.start ? [session, other] : [other, session];
        go('compare', a.id, b.id);
    };
    return (
        <form class="row" onSubmit={compare}>
            <label class="inline">
                {say('session.compare')}
                <select value={String(other.id)} onChange={(event) => setChosen(event.currentTarget.value)}>
                    {others.map((one) => (
                        <option key={one.id} value={String(one.id)}>
                            {reader.moment(one.start)} · {reader.duration(one.duration_s)}
                        </option>
                    ))}
                </select>
            </label>
            <button type="submit">{say('session.compare_go')}</button>
        </form>
    );
}
