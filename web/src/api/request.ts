// Asks the server. Every failure becomes a Failure, whose kind the page has words for.
import { token } from './token';

export type FailureKind =
    'unreachable' | 'token' | 'not_found' | 'taken' | 'conflict' | 'too_large' | 'busy' | 'refused' | 'server';

/** Why a request failed; `message` is the server's own sentence, if it sent one. */
export class Failure extends Error {
    constructor(
        readonly kind: FailureKind,
        message = '',
        /** The server's own name for it, such as "code_taken". */
        readonly code = '',
    ) {
        super(message);
    }
}

/** By the answer's status, and the code that the server gave it. */
export function kindOf(status: number, code = ''): FailureKind {
    switch (status) {
        case 401:
            return 'token';
        case 404:
        case 410:
            return 'not_found';
        case 409:
            return code === 'code_taken' ? 'taken' : 'conflict';
        case 413:
            return 'too_large';
        case 429:
        case 503:
            return 'busy';
        default:
            return status < 500 ? 'refused' : 'server';
    }
}

/** What the server says of an error: `{"error": {"code", "message"}}`. */
function told(body: unknown): { code: string; message: string } {
    const error = (body as { error?: { code?: unknown; message?: unknown } } | null)?.error;
    const text = (value: unknown): string => (typeof value === 'string' ? value : '');
    return { code: text(error?.code), message: text(error?.message) };
}

export const kRoot = '/api/v1/';

/** The answer's body unread; throws a Failure when there is none or it is no success. */
export async function ask(
    method: string,
    path: string,
    body?: BodyInit,
    headers: Record<string, string> = {},
): Promise<Response> {
    const key = token();
    let response: Response;
    try {
        response = await fetch(kRoot + path, {
            method,
            headers: key === null ? headers : { ...headers, Authorization: `Bearer ${key}` },
            ...(body === undefined ? {} : { body }),
        });
    } catch {
        throw new Failure('unreachable');
    }
    if (!response.ok) {
        const { code, message } = told(await response.json().catch(() => null));
        throw new Failure(kindOf(response.status, code), message, code);
    }
    return response;
}

export async function askJson<T>(method: string, path: string, body?: unknown): Promise<T> {
    const response =
        body === undefined
            ? await ask(method, path)
            : await ask(method, path, JSON.stringify(body), { 'Content-Type': 'application/json' });
    return (response.status === 204 ? undefined : await response.json()) as T;
}
