// Marking a moment: a button, the key M, and words for it if wanted.
import { useEffect, useRef, useState } from 'preact/hooks';
import * as client from '../api/client';
import type { Id, Mark } from '../api/contract';
import type { Doing } from '../frame/asked';
import { useReader } from '../language/reading';

/** Whether a key pressed there is writing. */
function writes(target: EventTarget | null): boolean {
    return target instanceof HTMLElement && (target.matches('input, textarea, select') || target.isContentEditable);
}

interface Props {
    session: Id;
    marks: Mark[];
    /** Its failure is told by whom it belongs to, below everything in this row. */
    marking: Doing;
}

export function MarkForm({ session, marks, marking }: Props) {
    const reader = useReader();
    const { say } = reader;
    const [text, setText] = useState('');
    const [last, setLast] = useState<Mark | null>(null);

    const mark = (): void => {
        const words =
            text.trim() === '' ? say('live.mark_default', { n: reader.number(marks.length + 1) }) : text.trim();
        marking.run(async () => {
            setLast(await client.markMoment(session, words));
            setText('');
        });
    };
    const latest = useRef(mark);
    latest.current = mark;
    useEffect(() => {
        const pressed = (event: KeyboardEvent): void => {
            const plain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.repeat;
            if (plain && event.key.toLowerCase() === 'm' && !writes(event.target)) {
                event.preventDefault();
                latest.current();
            }
        };
        addEventListener('keydown', pressed);
        return () => removeEventListener('keydown', pressed);
    }, []);

    return (
        <form
            class="row mark"
            onSubmit={(event) => {
                event.preventDefault();
                mark();
            }}
        >
            <input
                aria-label={say('live.mark_text')}
                placeholder={say('live.mark_text')}
                maxLength={200}
                value={text}
                onInput={(event) => setText(event.currentTarget.value)}
            />
            <button type="submit" aria-keyshortcuts="M" title={say('live.keyboard')}>
                {say('live.mark')} <kbd>M</kbd>
            </button>
            <span class="visually-hidden" aria-live="polite">
                {last !== null && say('live.marked', { time: reader.duration(last.time_s), text: last.text })}
            </span>
        </form>
    );
}
