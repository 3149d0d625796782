// A value that changes with every key, once it has come to rest.
import { useEffect, useState } from 'preact/hooks';

const kTypingPause_ms = 150;

/** `value`, once it has not changed for a moment. */
export function useSettled(value: string, pause_ms = kTypingPause_ms): string {
    const [settled, setSettled] = useState(value);
    useEffect(() => {
        const timer = setTimeout(() => setSettled(value), pause_ms);
        return () => clearTimeout(timer);
    }, [value, pause_ms]);
    return settled;
}
