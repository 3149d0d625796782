// What was asked of the server: not there yet, there, or failed.
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { Failure } from '../api/request';
import { failureOf, whenAnswered } from './answer';

export interface Asked<T> {
    value: T | null;
    failure: Failure | null;
    again: () => void;
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
    useEffect(
        () =>
            whenAnswered(latest.current(), (value, failure) =>
                setState((before) => ({ key, value: value ?? (before.key === key ? before.value : null), failure })),
            ),
        [key, round],
    );
    const again = useCallback(() => setRound((before) => before + 1), []);
    const current = state.key === key;
    return { value: current ? state.value : null, failure: current ? state.failure : null, again };
}

export interface Doing {
    busy: boolean;
    failure: Failure | null;
    /** `here()` says whether whoever asked for it is still on the page. */
    run: (what: (here: () => boolean) => Promise<void>) => void;
}

/** Something that a button does: busy meanwhile, and its failure kept until the next time. */
export function useDoing(): Doing {
    const [busy, setBusy] = useState(false);
    const [failure, setFailure] = useState<Failure | null>(null);
    const here = useRef(true);
    useEffect(
        () => () => {
            here.current = false;
        },
        [],
    );
    const run = (what: (here: () => boolean) => Promise<void>): void => {
        setBusy(true);
        setFailure(null);
        what(() => here.current).then(
            () => setBusy(false),
            (error: unknown) => {
                setBusy(false);
                setFailure(failureOf(error));
            },
        );
    };
    return { busy, failure, run };
}
