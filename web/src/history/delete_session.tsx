// Deleting one session, asked twice.
import { useEffect, useRef, useState } from 'preact/hooks';
import * as client from '../api/client';
import type { Session } from '../api/contract';
import { useDoing } from '../frame/asked';
import { FailureNote } from '../frame/failure_note';
import { go } from '../frame/route';
import { useReader } from '../language/reading';

export function DeleteSession({ session }: { session: Session }) {
    const { say } = useReader();
    const [sure, setSure] = useState(false);
    const { busy, failure, run } = useDoing();
    const confirm = useRef<HTMLButtonElement>(null);
    const ask = useRef<HTMLButtonElement>(null);
    const asked = useRef(false);
    // One button takes another's place, and the focus with it.
    useEffect(() => {
        if (sure) {
            confirm.current?.focus();
        } else if (asked.current) {
            ask.current?.focus();
        }
        asked.current = sure;
    }, [sure]);
    const remove = (): void =>
        run(async () => {
            await client.deleteSession(session.id);
            go('people', session.person.id);
        });
    return (
        <div>
            <FailureNote failure={failure} />
            {sure ? (
                <div class="row" role="group" aria-label={say('session.delete')}>
                    <span>{say('session.delete_sure')}</span>
                    <button ref={confirm} class="stop" disabled={busy} onClick={remove}>
                        {say('session.delete_yes')}
                    </button>
                    <button onClick={() => setSure(false)}>{say('app.cancel')}</button>
                </div>
            ) : (
                <button ref={ask} onClick={() => setSure(true)}>
                    {say('session.delete')}
                </button>
            )}
        </div>
    );
}
