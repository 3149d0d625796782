// In place of what was asked for, until it is there or has failed.
import { useReader } from '../language/reading';
import type { Asked } from './asked';
import { FailureNote } from './failure_note';

export function Waiting({ asked }: { asked: Asked<unknown> }) {
    const { say } = useReader();
    return asked.failure === null ? (
        <p class="soft" role="status">
            {say('app.loading')}
        </p>
    ) : (
        <FailureNote failure={asked.failure} again={asked.again} />
    );
}
