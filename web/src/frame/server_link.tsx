// A link to something that the server makes. Where it asks for a token a link can't carry it, so the page fetches.
import type { ComponentChildren } from 'preact';
import { ask, kRoot } from '../api/request';
import { token } from '../api/token';

interface Props {
    path: string;
    /** The name to keep it under; without one it opens in a tab of its own. */
    download?: string;
    class?: string;
    children: ComponentChildren;
}

async function fetched(path: string, download: string | undefined): Promise<void> {
    const address = URL.createObjectURL(await (await ask('GET', path)).blob());
    const anchor = document.createElement('a');
    anchor.href = address;
    if (download === undefined) {
        anchor.target = '_blank';
    } else {
        anchor.download = download;
    }
    anchor.click();
}

export function ServerLink({ path, download, class: look = '', children }: Props) {
    const follow = (event: Event): void => {
        if (token() !== null) {
            event.preventDefault();
            void fetched(path, download);
        }
    };
    return download === undefined ? (
        <a class={look} href={kRoot + path} target="_blank" rel="noopener" onClick={follow}>
            {children}
            <span aria-hidden="true"> ↗</span>
        </a>
    ) : (
        <a class={look} href={kRoot + path} download={download} onClick={follow}>
            {children}
        </a>
    );
}
