// What was asked of the server: not there yet, there, or failed.
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { Failure } from '../api/request';

export interface Asked<T> {
    value: T | null;
    failure: Failure | null;
    again: () => void;
}

export function failureOf(error: unknown): Failure {
    return error instanceof Failure ? error : new Failure('server', error instanceof Error ? error.message : '');
}

/** Asks when `key` changes, and when told to ask again. An answer that was overtaken is dropped. */
export function useAsked<T>(ask: () => Promise<T>, key: string): Asked<T> {
    const [state, setState] = useState<{ key: string; value: T | null; failure: Failure | null }>({
        key,
        value: null,
        failure: null,
    });
    const [round, setRound] = useState(0);
    const latest = useRef(ask);
    latest.current = ask;
    useEffect(() => {
        let overtaken = false;
        const keep = (value: T | null, failure: Failure | null): void => {
            if (!overtaken) {
                setState((before) => ({ key, value: value ?? (before.key === key ? before.value : null), failure }));
            }
        };
        latest.current().then(
            (value) => keep(value, null),
            (error: unknown) => keep(null, failureOf(error)),
        );
        return () => {
            overtaken = true;
        };
    }, [key, round]);
    const again = useCallback(() => setRound((before) => before + 1), []);
    return { value: state.key === key ? state.value : null, failure: state.failure, again };
}

export interface Doing {
    busy: boolean;
    failure: Failure | null;
    run: (what: () => Promise<void>) => void;
}

/** Something that a button does: busy meanwhile, and its failure kept until the next time. */
export function useDoing(): Doing {
    const [busy, setBusy] = useState(false);
    const [failure, setFailure] = useState<Failure | null>(null);
    const run = (what: () => Promise<void>): void => {
        setBusy(true);
        setFailure(null);
        what().then(
            () => setBusy(false),
            (error: unknown) => {
                setBusy(false);
                setFailure(failureOf(error));
            },
        );
    };
    return { busy, failure, run };
}
