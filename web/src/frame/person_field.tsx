// Whose session it is: a code, known or new.
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Person } from '../api/contract';
import * as client from '../api/client';
import { useReader } from '../language/reading';
import { proposedCode } from './person_code';

interface Props {
    code: string;
    onCode: (code: string) => void;
}

const kOffered = 200;

export function PersonField({ code, onCode }: Props) {
    const reader = useReader();
    const { say } = reader;
    const [known, setKnown] = useState<Person[]>([]);
    const [search, setSearch] = useState('');
    // Once somebody has typed, nothing is proposed, however late the list comes.
    const touched = useRef(code !== '');

    useEffect(() => {
        let overtaken = false;
        client.people(search, 0, kOffered).then(
            ({ people }) => {
                if (overtaken) {
                    return;
                }
                setKnown(people);
                if (!touched.current) {
                    onCode(proposedCode(people.map((person) => person.code)));
                }
            },
            // Without a list a code can be typed all the same; what fails is told when it is used.
            () => undefined,
        );
        return () => {
            overtaken = true;
        };
    }, [search]);

    const typed = code.trim();
    const person = known.find((one) => one.code === typed);
    const hint =
        typed === ''
            ? say('start.person_empty')
            : person === undefined
              ? say('start.person_new', { code: typed })
              : say('start.person_known', { n: reader.number(person.sessions) });
    return (
        <div class="field">
            <label for="person-code">{say('start.person')}</label>
            <input
                id="person-code"
                list="person-codes"
                autocomplete="off"
                maxLength={64}
                value={code}
                aria-describedby="person-hint"
                onInput={(event) => {
                    touched.current = true;
                    onCode(event.currentTarget.value);
                    setSearch(event.currentTarget.value.trim());
                }}
            />
            <datalist id="person-codes">
                {known.map((one) => (
                    <option key={one.id} value={one.code}>
                        {one.name ?? ''}
                    </option>
                ))}
            </datalist>
            <p id="person-hint" class="hint" aria-live="polite">
                {hint} {say('start.person_hint')}
            </p>
        </div>
    );
}
