// A session as it runs.
import { useEffect, useRef, useState } from 'preact/hooks';
import * as client from '../api/client';
import { kFeet, type Id, type Mark } from '../api/contract';
import { useAsked, useDoing } from '../frame/asked';
import { FailureNote } from '../frame/failure_note';
import { goInstead, link } from '../frame/route';
import { ReportLink } from '../frame/server_link';
import { Waiting } from '../frame/waiting';
import { MarkList } from '../history/mark_list';
import { useReader } from '../language/reading';
import { Announcement } from './announcement';
import { FootPanel } from './foot_panel';
import { LiveFeed } from './live_feed';
import { LiveFigures } from './live_figures';
import type { LiveState } from './live_state';
import { MarkForm } from './mark_form';
import { StoreTrouble } from './store_trouble';
import { StrideList } from './stride_list';

function Ended({ session, state }: { session: Id; state: LiveState }) {
    const { say } = useReader();
    const note = useRef<HTMLDivElement>(null);
    const interrupted = state.ended === 'interrupted';
    // The button that stopped it is gone: who reads with the keyboard goes on here.
    useEffect(() => {
        if (document.activeElement === null || document.activeElement === document.body) {
            note.current?.focus();
        }
    }, []);
    return (
        <div
            ref={note}
            class={interrupted ? 'note' : 'note good'}
            role={interrupted ? 'alert' : 'status'}
            tabIndex={-1}
        >
            <p>
                {interrupted && <span aria-hidden="true">▲ </span>}
                {say(interrupted ? 'live.interrupted' : 'live.ended')}
            </p>
            <p class="row">
                <a class="button primary" href={link('sessions', session)}>
                    {say('live.open_session')}
                </a>
                {/* Of a session without a stride there is none. */}
                {(state.strides.length > 0 || (state.summary?.strides ?? 0) > 0) && (
                    <ReportLink session={session} class="button">
                        {say('live.open_report')}
                    </ReportLink>
                )}
                <a class="button" href={link('live')}>
                    {say('live.another')}
                </a>
            </p>
        </div>
    );
}

/** Marking and stopping, always in reach. */
function Controls({ session, marks }: { session: Id; marks: Mark[] }) {
    const { say } = useReader();
    const { busy, failure, run } = useDoing();
    const marking = useDoing();
    const stop = (): void =>
        run(async () => {
            await client.stopSession(session);
        });
    return (
        <>
            <div class="controls">
                <MarkForm session={session} marks={marks} marking={marking} />
                <button class="stop" disabled={busy} onClick={stop}>
                    <span aria-hidden="true">■</span> {say(busy ? 'live.stopping' : 'live.stop')}
                </button>
            </div>
            <FailureNote failure={marking.failure} />
            <FailureNote failure={failure} />
        </>
    );
}

function Running({ session, feed, state }: { session: Id; feed: LiveFeed; state: LiveState }) {
    const { say } = useReader();
    const ended = state.ended !== null;
    return (
        <>
            {state.connection === 'lost' && (
                <p class="note bad" role="alert">
                    <span aria-hidden="true">✕ </span>
                    {say('live.lost_connection')}
                </p>
            )}
            {state.storeTrouble && !ended && <StoreTrouble />}
            {ended ? <Ended session={session} state={state} /> : <Controls session={session} marks={state.marks} />}
            <Announcement state={state} />
            <LiveFigures state={state} feed={feed} />
            <div class="feet">
                {kFeet.map((foot) => (
                    <FootPanel key={foot} foot={foot} feed={feed} state={state} />
                ))}
            </div>
            <p class="legend soft">{say('live.strip_legend')}</p>
            <div class="beside">
                <StrideList strides={state.strides} time_s={state.time_s} />
                <section class="card">
                    <h2>{say('live.marks')}</h2>
                    <MarkList marks={state.marks} />
                </section>
            </div>
        </>
    );
}

export function LivePage({ session }: { session: Id }) {
    const { say } = useReader();
    const known = useAsked(() => client.session(session), String(session));
    const [live, setLive] = useState<{ feed: LiveFeed; state: LiveState } | null>(null);

    // It was over before it was opened; one that ends while it is watched stays.
    const over = known.value !== null && known.value.state !== 'live';
    useEffect(() => {
        if (over) {
            goInstead('sessions', session);
        }
    }, [over]);

    useEffect(() => {
        const feed: LiveFeed = new LiveFeed(session, (state) => setLive({ feed, state }));
        setLive({ feed, state: feed.state });
        return () => feed.close();
    }, [session]);

    if (known.value === null) {
        return <Waiting asked={known} />;
    }
    return (
        <div class="live" data-ended={live?.state.ended ?? ''} data-connection={live?.state.connection ?? ''}>
            <h1>{say('live.title', { code: known.value.person.code })}</h1>
            {live === null ? (
                <p class="soft">{say('live.connecting')}</p>
            ) : (
                <Running session={session} feed={live.feed} state={live.state} />
            )}
        </div>
    );
}
