// What came of a foot's packets.
import type { LiveData } from '../api/contract';
import { useReader } from '../language/reading';

const kCounts = ['lost', 'late', 'doubled', 'gaps', 'restarts', 'astray', 'too_fast', 'mismatched'] as const;

export function DataLine({ data }: { data: LiveData | null }) {
    const reader = useReader();
    const { say } = reader;
    if (data === null) {
        return null;
    }
    const counts = kCounts.filter((count) => data[count] > 0);
    const parts: [string, string][] = counts.map((count) => [say(`data.${count}`), reader.number(data[count])]);
    if (data.drift_ppm !== null) {
        parts.push([say('data.drift'), reader.number(data.drift_ppm, 0, true)]);
    }
    return (
        <p class="data soft">
            <span>{say('data.title')}</span> {counts.length === 0 && <span>{say('data.all_well')}</span>}{' '}
            {parts.map(([name, value]) => (
                <span key={name} class="count">
                    {name} <b>{value}</b>{' '}
                </span>
            ))}
        </p>
    );
}
