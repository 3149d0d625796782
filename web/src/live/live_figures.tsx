// What the walk has come to so far, in large figures.
import { useEffect, useRef } from 'preact/hooks';
import type { LiveSummary } from '../api/contract';
import { figureName, figureNumber, figureUnit } from '../format/figures';
import { useReader } from '../language/reading';
import { frameLoop } from './frame_loop';
import type { LiveFeed } from './live_feed';

function Tile({ figure, value, hint }: { figure: string; value: number | null; hint?: string }) {
    const reader = useReader();
    return (
        <li>
            <span class="name">{figureName(reader, figure)}</span>
            <span class="value" data-figure={figure}>
                {figureNumber(reader, figure, value)} <small>{figureUnit(reader, figure)}</small>
            </span>
            {hint !== undefined && <span class="hint">{hint}</span>}
        </li>
    );
}

/** The session's time and how often the page draws, written in the loop that draws. */
function Elapsed({ feed }: { feed: LiveFeed }) {
    const reader = useReader();
    const time = useRef<HTMLSpanElement>(null);
    const drawn = useRef<HTMLSpanElement>(null);
    useEffect(
        () =>
            frameLoop.add((now_s) => {
                const words = reader.duration(feed.clock.at(now_s));
                if (time.current !== null && time.current.textContent !== words) {
                    time.current.textContent = words;
                }
                const fps = String(frameLoop.framesPerSecond);
                if (drawn.current !== null && drawn.current.dataset['fps'] !== fps) {
                    drawn.current.dataset['fps'] = fps;
                    drawn.current.textContent = reader.say('live.drawn', {
                        fps: reader.number(frameLoop.framesPerSecond),
                    });
                }
            }),
        [feed, reader],
    );
    return (
        <li>
            <span class="name">{reader.say('live.elapsed')}</span>
            <span class="value" ref={time} />
            <span class="hint" ref={drawn} data-testid="fps" />
        </li>
    );
}

export function LiveFigures({ summary, feed }: { summary: LiveSummary | null; feed: LiveFeed }) {
    const reader = useReader();
    const { say } = reader;
    const stance = summary?.stance_percent ?? { left: null, right: null };
    return (
        <ul class="tiles" aria-label={say('live.figures')}>
            <Elapsed feed={feed} />
            <Tile figure="cadence_steps_per_min" value={summary?.cadence_steps_per_min ?? null} />
            <Tile figure="speed_m_s" value={summary?.speed_m_s ?? null} />
            <li>
                <span class="name">{figureName(reader, 'stance_percent')}</span>
                <span class="value pair">
                    <span>
                        <span class="key left" aria-hidden="true" />
                        <small>{say('foot.left_short')}</small> {figureNumber(reader, 'stance_percent', stance.left)}
                    </span>
                    <span>
                        <span class="key right" aria-hidden="true" />
                        <small>{say('foot.right_short')}</small> {figureNumber(reader, 'stance_percent', stance.right)}
                    </span>
                    <small>%</small>
                </span>
            </li>
            <Tile
                figure="symmetry_percent"
                value={summary?.symmetry_percent ?? null}
                hint={say('figure.symmetry_hint')}
            />
            <Tile figure="stride_time_s" value={summary?.stride_time_s ?? null} />
            <li>
                <span class="name">{say('figure.strides')}</span>
                <span class="value" data-figure="strides">
                    {reader.number(summary?.strides ?? 0)}
                </span>
            </li>
        </ul>
    );
}
