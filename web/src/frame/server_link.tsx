// A link to something that the server makes. Where it asks for a token a link can't carry it, so the page fetches,
// and keeps a report as a file: opened from here it would be under this page's policy, which allows no inner styles.
import type { ComponentChildren } from 'preact';
import { ask, kRoot } from '../api/request';
import { token } from '../api/token';
import { useDoing } from './asked';
import { FailureNote } from './failure_note';

interface Props {
    path: string;
    /** The name to keep it under. */
    file: string;
    /** Opens in a tab of its own where a link can. */
    opens?: boolean;
    class?: string;
    children: ComponentChildren;
}

async function fetched(path: string, download: string): Promise<void> {
    const address = URL.createObjectURL(await (await ask('GET', path)).blob());
    const anchor = document.createElement('a');
    anchor.href = address;
    anchor.download = download;
    anchor.click();
}

export function ServerLink({ path, file, opens = false, class: look = '', children }: Props) {
    const { failure, run } = useDoing();
    const follow = (event: Event): void => {
        if (token() !== null) {
            event.preventDefault();
            run(() => fetched(path, file));
        }
    };
    const how = opens ? { target: '_blank', rel: 'noopener' } : { download: file };
    return (
        <>
            <a class={look} href={kRoot + path} onClick={follow} {...how}>
                {children}
                {opens && <span aria-hidden="true"> ↗</span>}
            </a>
            <FailureNote failure={failure} />
        </>
    );
}
