// The code that somebody types or is proposed, and what is known of it.
import { useEffect, useRef, useState } from 'preact/hooks';
import * as client from '../api/client';
import type { PersonGiven } from '../api/contract';
import { whenAnswered } from './answer';
import { useAsked } from './asked';
import { type Lookup, lookedUp, personGiven } from './person_lookup';
import { useSettled } from './settled';

export interface PersonChoice {
    /** Without blanks around it; empty when there is none. */
    code: string;
    /** As it stands in the field. */
    written: string;
    write: (code: string) => void;
    /** Of this very code; null while it isn't known. */
    lookup: Lookup | null;
    /** It could not be looked up. */
    failed: boolean;
    given: PersonGiven;
}

export function usePersonChoice(): PersonChoice {
    const [written, setWritten] = useState('');
    // Once somebody has typed, nothing is proposed, however late the proposal comes.
    const touched = useRef(false);
    useEffect(
        () =>
            whenAnswered(client.nextCode(), (next) => {
                // Without a proposal a code can be typed all the same; what fails is told when it is used.
                if (next !== null && !touched.current) {
                    setWritten(next);
                }
            }),
        [],
    );
    const code = written.trim();
    const settled = useSettled(code);
    const asked = useAsked(() => lookedUp(settled), settled);
    const lookup = settled === code ? asked.value : null;
    const write = (changed: string): void => {
        touched.current = true;
        setWritten(changed);
    };
    return {
        code,
        written,
        write,
        lookup,
        failed: settled === code && asked.failure !== null,
        given: personGiven(code, lookup),
    };
}
