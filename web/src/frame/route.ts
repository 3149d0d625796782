// Where the reader is on the page, from the address's part after "#".
import { useEffect, useState } from 'preact/hooks';

export type Route =
    | { view: 'live'; session: string | null }
    | { view: 'people' }
    | { view: 'person'; person: string }
    | { view: 'session'; session: string }
    | { view: 'compare'; a: string; b: string }
    | { view: 'upload' }
    | { view: 'nowhere' };

function decoded(part: string): string | null {
    try {
        return decodeURIComponent(part);
    } catch {
        return null;
    }
}

export function routeOf(hash: string): Route {
    const parts = hash
        .replace(/^#?\/?/, '')
        .split('/')
        .filter((part) => part !== '')
        .map(decoded);
    if (parts.includes(null)) {
        return { view: 'nowhere' };
    }
    const [view, first, second] = parts as string[];
    switch (view) {
        case undefined:
            return { view: 'live', session: null };
        case 'live':
            return { view: 'live', session: first ?? null };
        case 'people':
            return first === undefined ? { view: 'people' } : { view: 'person', person: first };
        case 'sessions':
            return first === undefined ? { view: 'people' } : { view: 'session', session: first };
        case 'compare':
            return first === undefined || second === undefined
                ? { view: 'people' }
                : { view: 'compare', a: first, b: second };
        case 'upload':
            return { view: 'upload' };
        default:
            return { view: 'nowhere' };
    }
}

/** An address of this page: link('sessions', 7) is "#/sessions/7". */
export function link(...parts: (string | number)[]): string {
    return `#/${parts.map((part) => encodeURIComponent(String(part))).join('/')}`;
}

export function go(...parts: (string | number)[]): void {
    location.hash = link(...parts);
}

/** As `go`, but going back leads to where one was before. */
export function goInstead(...parts: (string | number)[]): void {
    location.replace(link(...parts));
}

export function useRoute(): Route {
    const [hash, setHash] = useState(location.hash);
    useEffect(() => {
        const follow = (): void => setHash(location.hash);
        addEventListener('hashchange', follow);
        return () => removeEventListener('hashchange', follow);
    }, []);
    return routeOf(hash);
}
