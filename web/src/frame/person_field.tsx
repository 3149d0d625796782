// Whose session it is: a code, known or new.
import type { Reader } from '../language/reader';
import { useReader } from '../language/reading';
import type { PersonChoice } from './person_choice';
import { useSettled } from './settled';

/** So long a code must rest until what is known of it is read out. */
const kReadAfter_ms = 1200;

function hintOf(reader: Reader, { code, lookup, failed }: PersonChoice): string {
    if (code === '') {
        return reader.say('start.person_empty');
    }
    if (lookup === null) {
        return reader.say(failed ? 'start.person_unasked' : 'start.person_asking');
    }
    return lookup.person === null
        ? reader.say('start.person_new', { code })
        : reader.say('start.person_known', { n: reader.number(lookup.person.sessions) });
}

export function PersonField({ choice }: { choice: PersonChoice }) {
    const reader = useReader();
    const { say } = reader;
    const hint = hintOf(reader, choice);
    const similar = choice.lookup?.person === null ? choice.lookup.similar : null;
    return (
        <div class="field">
            <label for="person-code">{say('start.person')}</label>
            <input
                id="person-code"
                list="person-codes"
                autocomplete="off"
                maxLength={64}
                value={choice.written}
                aria-describedby="person-hint person-what"
                onInput={(event) => choice.write(event.currentTarget.value)}
            />
            <datalist id="person-codes">
                {(choice.lookup?.offered ?? []).map((one) => (
                    <option key={one.id} value={one.code}>
                        {one.name ?? ''}
                    </option>
                ))}
            </datalist>
            <p id="person-hint" class="hint">
                {hint}
            </p>
            <p id="person-what" class="hint">
                {say('start.person_hint')}
            </p>
            <p class="visually-hidden" aria-live="polite">
                {useSettled(hint, kReadAfter_ms)}
            </p>
            {similar !== null && (
                <div class="note" role="alert">
                    <p>{say('start.person_similar', { code: choice.code, other: similar.code })}</p>
                    <button type="button" onClick={() => choice.write(similar.code)}>
                        {say('start.person_use', { code: similar.code })}
                    </button>
                </div>
            )}
        </div>
    );
}
