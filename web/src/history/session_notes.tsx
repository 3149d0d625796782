// What was noted of a session.
import { useState } from 'preact/hooks';
import * as client from '../api/client';
import type { Session } from '../api/contract';
import { useDoing } from '../frame/asked';
import { FailureNote } from '../frame/failure_note';
import { useReader } from '../language/reading';

export function SessionNotes({ session }: { session: Session }) {
    const { say } = useReader();
    const [notes, setNotes] = useState(session.notes ?? '');
    const [saved, setSaved] = useState(false);
    const { busy, failure, run } = useDoing();
    return (
        <form
            class="form"
            onSubmit={(event) => {
                event.preventDefault();
                run(async () => {
                    await client.keepNotes(session.id, notes);
                    setSaved(true);
                });
            }}
        >
            <label>
                {say('session.notes')}
                <textarea
                    rows={3}
                    maxLength={10000}
                    value={notes}
                    onInput={(event) => {
                        setSaved(false);
                        setNotes(event.currentTarget.value);
                    }}
                />
            </label>
            <FailureNote failure={failure} />
            <div class="row">
                <button type="submit" disabled={busy}>
                    {say('app.save')}
                </button>
                <span role="status">{saved && say('app.saved')}</span>
            </div>
        </form>
    );
}
