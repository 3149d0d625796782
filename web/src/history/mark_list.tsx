// The moments that were marked in a session.
import type { Mark } from '../api/contract';
import { useReader } from '../language/reading';

export function MarkList({ marks }: { marks: Mark[] }) {
    const reader = useReader();
    if (marks.length === 0) {
        return <p class="soft">{reader.say('live.no_marks')}</p>;
    }
    return (
        <ul class="marks" data-testid="marks">
            {marks.map((mark) => (
                <li key={`${mark.time_s} ${mark.text}`}>
                    <b>{reader.duration(mark.time_s)}</b> {mark.text}
                </li>
            ))}
        </ul>
    );
}
