// A session as it runs.
import { useEffect, useState } from 'preact/hooks';
import * as client from '../api/client';
import { kFeet, type Id, type Mark } from '../api/contract';
import { useAsked, useDoing } from '../frame/asked';
import { FailureNote } from '../frame/failure_note';
import { link } from '../frame/route';
import { ServerLink } from '../frame/server_link';
import { Waiting } from '../frame/waiting';
import { MarkList } from '../history/mark_list';
import { useReader } from '../language/reading';
import { FootPanel } from './foot_panel';
import { signOf, signWords } from './foot_sign';
import { LiveFeed } from './live_feed';
import { LiveFigures } from './live_figures';
import type { LiveState } from './live_state';
import { MarkForm } from './mark_form';
import { StrideList } from './stride_list';

function Ended({ session, state }: { session: Id; state: LiveState }) {
    const { say } = useReader();
    return (
        <div class="note good" role="status">
            <p>{say(state.ended === 'interrupted' ? 'live.interrupted' : 'live.ended')}</p>
            <p class="row">
                <a class="button primary" href={link('sessions', session)}>
                    {say('live.open_session')}
                </a>
                {/* Of a session without a stride there is none. */}
                {(state.strides.length > 0 || (state.summary?.strides ?? 0) > 0) && (
                    <ServerLink class="button" path={client.reportPath(session)} file={`${session}.html`} opens>
                        {say('live.open_report')}
                    </ServerLink>
                )}
                <a class="button" href={link('live')}>
                    {say('live.another')}
                </a>
            </p>
        </div>
    );
}

/** What has gone wrong with a foot, or is well again, for who does not see the signs. */
function Announcement({ state }: { state: LiveState }) {
    const reader = useReader();
    const grave = kFeet.filter((foot) => signOf(state.feet[foot]).gravity === 'bad');
    return (
        <p class="visually-hidden" aria-live="polite">
            {grave.map((foot) =>
                reader.say('sign.announce', {
                    foot: reader.say(`foot.${foot}`),
                    // Without the seconds, which would be read out again and again.
                    sign:
                        state.feet[foot].state === 'gone'
                            ? reader.say('sign.gone')
                            : signWords(reader, state.feet[foot]),
                }),
            )}
        </p>
    );
}

/** Marking and stopping, always in reach. */
function Controls({ session, marks }: { session: Id; marks: Mark[] }) {
    const { say } = useReader();
    const { busy, failure, run } = useDoing();
    const stop = (): void =>
        run(async () => {
            await client.stopSession(session);
        });
    return (
        <div class="controls">
            <MarkForm session={session} marks={marks} />
            <button class="stop" disabled={busy} onClick={stop}>
                <span aria-hidden="true">■</span> {say(busy ? 'live.stopping' : 'live.stop')}
            </button>
            <FailureNote failure={failure} />
        </div>
    );
}

function Running({ session, feed, state }: { session: Id; feed: LiveFeed; state: LiveState }) {
    const { say } = useReader();
    const ended = state.ended !== null;
    return (
        <>
            {state.connection === 'lost' && (
                <p class="note bad" role="alert">
                    ▲ {say('live.lost_connection')}
                </p>
            )}
            {ended ? <Ended session={session} state={state} /> : <Controls session={session} marks={state.marks} />}
            <Announcement state={state} />
            <LiveFigures summary={state.summary} feed={feed} />
            <div class="feet">
                {kFeet.map((foot) => (
                    <FootPanel
                        key={foot}
                        foot={foot}
                        feed={feed}
                        now={state.feet[foot]}
                        stancePercent={state.summary?.stance_percent[foot] ?? null}
                    />
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

    useEffect(() => {
        const feed: LiveFeed = new LiveFeed(session, (state) => setLive({ feed, state }));
        setLive({ feed, state: feed.state });
        return () => feed.close();
    }, [session]);

    if (known.value === null) {
        return <Waiting asked={known} />;
    }
    return (
        <div class="live" data-ended={live?.state.ended ?? ''}>
            <h1>{say('live.title', { code: known.value.person.code })}</h1>
            {live === null ? (
                <p class="soft">{say('live.connecting')}</p>
            ) : (
                <Running session={session} feed={live.feed} state={live.state} />
            )}
        </div>
    );
}
