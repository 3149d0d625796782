// What the latest strides come to, in large figures.
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { type Foot, kFeet } from '../api/contract';
import { figureName, figureNumber, figureUnit } from '../format/figures';
import { useReader } from '../language/reading';
import { doubtful, signOf } from './foot_sign';
import { FrameCount } from './frame_count';
import { frameLoop } from './frame_loop';
import type { LiveFeed } from './live_feed';
import type { LiveState } from './live_state';

interface TileProps {
    figure: string;
    value: number | null;
    hint?: string;
    /** It is of before: what it comes from is not to be relied on now. */
    doubt?: boolean;
}

function Tile({ figure, value, hint, doubt = false }: TileProps) {
    const reader = useReader();
    return (
        <li class={doubt ? 'doubt' : ''}>
            <span class="name">{figureName(reader, figure)}</span>
            <span class="value" data-figure={figure}>
                {figureNumber(reader, figure, value)} <small>{figureUnit(reader, figure)}</small>
            </span>
            {(doubt || hint !== undefined) && (
                <span class="hint">{doubt ? reader.say('live.doubt') : hint}</span>
            )}
        </li>
    );
}

/** The session's time, written in the loop that draws; and how often that moves on, for tests alone. */
function Elapsed({ feed }: { feed: LiveFeed }) {
    const reader = useReader();
    const time = useRef<HTMLSpanElement>(null);
    const drawn = useRef<HTMLSpanElement>(null);
    const count = useMemo(() => new FrameCount(), [feed]);
    useEffect(
        () =>
            frameLoop.add((now_s) => {
                const time_s = feed.clock.at(now_s);
                const words = reader.duration(time_s);
                count.drawn(now_s, time_s);
                if (time.current !== null && time.current.textContent !== words) {
                    time.current.textContent = words;
                }
                const fps = String(count.perSecond);
                if (drawn.current !== null && drawn.current.dataset['fps'] !== fps) {
                    drawn.current.dataset['fps'] = fps;
                }
            }),
        [feed, reader, count],
    );
    return (
        <li>
            <span class="name">{reader.say('live.elapsed')}</span>
            <span class="value" ref={time} />
            <span ref={drawn} data-testid="fps" hidden />
        </li>
    );
}

export function LiveFigures({ state, feed }: { state: LiveState; feed: LiveFeed }) {
    const reader = useReader();
    const { say } = reader;
    const { summary } = state;
    const stance = summary?.stance_percent ?? { left: null, right: null };
    const inDoubt = (foot: Foot): boolean => doubtful(signOf(state.feet[foot], state.connection));
    const doubt = kFeet.some(inDoubt);
    const lost = state.connection === 'lost';
    return (
        <>
            <p class="legend soft">{say('live.figures')}</p>
            <ul class="tiles" aria-label={say('live.figures')}>
                <Elapsed feed={feed} />
                <Tile figure="cadence_steps_per_min" value={summary?.cadence_steps_per_min ?? null} doubt={lost} />
                <Tile figure="speed_m_s" value={summary?.speed_m_s ?? null} doubt={lost} />
                <li class={doubt ? 'doubt' : ''} data-testid="stance-tile">
                    <span class="name">
                        {say('figure.heading', {
                            figure: figureName(reader, 'stance_percent'),
                            unit: figureUnit(reader, 'stance_percent'),
                        })}
                    </span>
                    <span class="value pair">
                        {kFeet.map((foot) => (
                            <span key={foot}>
                                <span class={`key ${foot}`} aria-hidden="true" />
                                <small>{say(`foot.${foot}_short`)}</small>{' '}
                                {figureNumber(reader, 'stance_percent', stance[foot])}
                            </span>
                        ))}
                    </span>
                    {doubt && <span class="hint">{say('live.doubt')}</span>}
                </li>
                <Tile
                    figure="symmetry_percent"
                    value={summary?.symmetry_percent ?? null}
                    hint={say('figure.symmetry_hint')}
                    doubt={doubt}
                />
                <Tile figure="stride_time_s" value={summary?.stride_time_s ?? null} doubt={lost} />
                <li>
                    <span class="name">{say('figure.strides')}</span>
                    <span class="value" data-figure="strides">
                        {reader.number(summary?.strides ?? 0)}
                    </span>
                </li>
            </ul>
        </>
    );
}
