// A failure in words, with what to do about it.
import { useState } from 'preact/hooks';
import type { Failure, FailureKind } from '../api/request';
import { keepToken } from '../api/token';
import { useReader } from '../language/reading';
import type { WordKey } from '../language/words';

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
    const use = (event: Event): void => {
        event.preventDefault();
        keepToken(given.trim());
        location.reload();
    };
    return (
        <form class="row" onSubmit={use}>
            <label>
                {say('token.label')}
                <input
                    type="password"
                    autocomplete="off"
                    value={given}
                    onInput={(event) => setGiven(event.currentTarget.value)}
                />
            </label>
            <button type="submit">{say('token.use')}</button>
        </form>
    );
}

export function FailureNote({ failure, again }: { failure: Failure | null; again?: () => void }) {
    const { say } = useReader();
    if (failure === null) {
        return null;
    }
    return (
        <div class="note bad" role="alert">
            <p>
                <span aria-hidden="true">✕ </span>
                {say(kWords[failure.kind])}
            </p>
            {failure.message !== '' && <p class="soft">{say('failure.detail', { message: failure.message })}</p>}
            {failure.kind === 'token' && <TokenForm />}
            {again !== undefined && failure.kind !== 'token' && <button onClick={again}>{say('app.again')}</button>}
        </div>
    );
}
