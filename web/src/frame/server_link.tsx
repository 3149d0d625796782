// Links to what the server makes. Where it asks for a token a link can't carry it: then the page fetches a file itself,
// and opens a report with a ticket for it alone.
import type { ComponentChildren } from 'preact';
import * as client from '../api/client';
import type { Id } from '../api/contract';
import { ask, kRoot } from '../api/request';
import { token } from '../api/token';
import { useDoing } from './asked';
import { FailureNote } from './failure_note';

/** Until then a browser has begun to save the file. */
const kSavedWithin_ms = 10_000;

async function fetched(path: string, download: string): Promise<void> {
    const address = URL.createObjectURL(await (await ask('GET', path)).blob());
    const anchor = document.createElement('a');
    anchor.href = address;
    anchor.download = download;
    anchor.click();
    setTimeout(() => URL.revokeObjectURL(address), kSavedWithin_ms);
}

async function opened(session: Id): Promise<void> {
    // Opened while it is still the click that asks for it: later a browser would take it for unwanted.
    const tab = window.open('', '_blank');
    try {
        const path = await client.reportPathWithTicket(session);
        if (tab === null) {
            location.assign(kRoot + path);
        } else {
            tab.opener = null;
            tab.location.replace(kRoot + path);
        }
    } catch (error) {
        tab?.close();
        throw error;
    }
}

interface FileProps {
    path: string;
    /** The name to keep it under. */
    file: string;
    class?: string;
    children: ComponentChildren;
}

export function FileLink({ path, file, class: look = '', children }: FileProps) {
    const { failure, run } = useDoing();
    const follow = (event: Event): void => {
        if (token() !== null) {
            event.preventDefault();
            run(() => fetched(path, file));
        }
    };
    return (
        <>
            <a class={look} href={kRoot + path} onClick={follow} download={file}>
                {children}
            </a>
            <FailureNote failure={failure} />
        </>
    );
}

interface ReportProps {
    session: Id;
    class?: string;
    children: ComponentChildren;
}

/** Opens the report in a tab of its own. */
export function ReportLink({ session, class: look = '', children }: ReportProps) {
    const { failure, run } = useDoing();
    const follow = (event: Event): void => {
        if (token() !== null) {
            event.preventDefault();
            run(() => opened(session));
        }
    };
    return (
        <>
            <a class={look} href={kRoot + client.reportPath(session)} onClick={follow} target="_blank" rel="noopener">
                {children}
                <span aria-hidden="true"> ↗</span>
            </a>
            <FailureNote failure={failure} />
        </>
    );
}
