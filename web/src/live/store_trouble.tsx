// What is measured can't be written: said wherever something is being measured.
import { useReader } from '../language/reading';

export function StoreTrouble() {
    const { say } = useReader();
    return (
        <p class="note bad" role="alert" data-testid="store-trouble">
            <span aria-hidden="true">✕ </span>
            {say('live.store_trouble')}
        </p>
    );
}
