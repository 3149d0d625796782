// A failure in words, with what to do about it.
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import * as client from '../api/client';
import type { Failure, FailureKind } from '../api/request';
import { forgetToken, keepToken } from '../api/token';
import { kErrorWords, kNamesValues } from '../language/error_words';
import { useReader } from '../language/reading';
import type { WordKey } from '../language/words';
import { useDoing } from './asked';

const kWords: Record<FailureKind, WordKey> = {
    unreachable: 'failure.unreachable',
    token: 'failure.token',
    not_found: 'failure.not_found',
    taken: 'failure.taken',
    conflict: 'failure.conflict',
    too_large: 'failure.too_large',
    busy: 'failure.busy',
    refused: 'failure.refused',
    server: 'failure.server',
};

function TokenForm() {
    const { say } = useReader();
    const [given, setGiven] = useState('');
    const { busy, failure, run } = useDoing();
    const use = (event: Event): void => {
        event.preventDefault();
        run(async () => {
            keepToken(given.trim());
            try {
                await client.status();
            } catch (error) {
                forgetToken();
                throw error;
            }
            // Everything is asked for anew, with the token.
            location.reload();
        });
    };
    return (
        <form class="row" onSubmit={use}>
            <label>
                {say('token.label')}
                <input
                    type="password"
                    autocomplete="off"
                    required
                    value={given}
                    onInput={(event) => setGiven(event.currentTarget.value)}
                />
            </label>
            <button type="submit" disabled={busy}>
                {say('token.use')}
            </button>
            {failure !== null && (
                <p role="alert">
                    <b>{say(failure.kind === 'token' ? 'token.wrong' : kWords[failure.kind])}</b>
                </p>
            )}
        </form>
    );
}

interface Props {
    failure: Failure | null;
    again?: () => void;
    /** What else can be done about it. */
    children?: ComponentChildren;
}

export function FailureNote({ failure, again, children }: Props) {
    const { say } = useReader();
    if (failure === null) {
        return null;
    }
    const own = kErrorWords[failure.code];
    return (
        <div class="note bad" role="alert">
            <p>
                <span aria-hidden="true">✕ </span>
                {say(own ?? kWords[failure.kind])}
            </p>
            {failure.message !== '' && (own === undefined || kNamesValues.has(failure.code)) && (
                <p class="soft">{say('failure.detail', { message: failure.message })}</p>
            )}
            {children}
            {failure.kind === 'token' && <TokenForm />}
            {again !== undefined && failure.kind !== 'token' && <button onClick={again}>{say('app.again')}</button>}
        </div>
    );
}
