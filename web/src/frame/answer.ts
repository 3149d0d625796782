// An answer that is waited for, unless it is overtaken.
import { Failure } from '../api/request';

export function failureOf(error: unknown): Failure {
    return error instanceof Failure ? error : new Failure('server', error instanceof Error ? error.message : '');
}

/** Keeps what comes of `answer`, or its failure; nothing any more once the function it returns was called. */
export function whenAnswered<T>(
    answer: Promise<T>,
    keep: (value: T | null, failure: Failure | null) => void,
): () => void {
    let overtaken = false;
    const unlessOvertaken = (value: T | null, failure: Failure | null): void => {
        if (!overtaken) {
            keep(value, failure);
        }
    };
    answer.then(
        (value) => unlessOvertaken(value, null),
        (error: unknown) => unlessOvertaken(null, failureOf(error)),
    );
    return () => {
        overtaken = true;
    };
}
