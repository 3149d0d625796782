// Cycle position of one foot as a moving dial: the thick arc is stance, the thin one swing.
import { useEffect, useRef } from 'preact/hooks';
import type { Foot } from '../api/contract';
import { useReader } from '../language/reading';
import { dialArc, dialPoint, kRing } from './cycle_dial';
import { frameLoop } from './frame_loop';
import type { LiveFeed } from './live_feed';
import { knownPhase } from './phase_track';

/** Of a healthy walk; until the summary tells this walk's own. */
const kUsualStance = 0.6;
/** A whole circle is two arcs to SVG: the swing ends just before the landing. */
const kAlmostOne = 0.9999;

interface Props {
    foot: Foot;
    feed: LiveFeed;
    stancePercent: number | null;
    unsure: boolean;
}

export function FootDial({ foot, feed, stancePercent, unsure }: Props) {
    const reader = useReader();
    const { say } = reader;
    const hand = useRef<SVGGElement>(null);
    const percent = useRef<SVGTextElement>(null);
    const phase = useRef<SVGTextElement>(null);

    useEffect(
        () =>
            frameLoop.add(() => {
                // What was heard last is not where the foot is now.
                const last = feed.state.connection === 'open' ? feed.feet[foot].now : null;
                const now = last?.state === 'walking' ? last : null;
                const cycle = now?.cycle ?? null;
                hand.current?.setAttribute('transform', `rotate(${(360 * (cycle ?? 0)).toFixed(1)} 100 100)`);
                hand.current?.setAttribute('visibility', cycle === null ? 'hidden' : 'visible');
                if (percent.current !== null) {
                    percent.current.textContent = cycle === null ? '–' : `${reader.number(100 * cycle)} %`;
                }
                if (phase.current !== null) {
                    const known = knownPhase(now?.phase ?? null);
                    phase.current.textContent =
                        known === null ? '' : say(known === 'stance' ? 'phase.stance' : 'phase.swing');
                }
            }),
        [feed, foot, reader],
    );

    const share = stancePercent === null ? kUsualStance : Math.min(0.98, Math.max(0.02, stancePercent / 100));
    const contact = dialPoint(share, kRing);
    return (
        <svg
            class={`dial ${foot} ${unsure ? 'unsure' : ''}`}
            viewBox="0 0 200 200"
            role="img"
            aria-label={say('app.pair', { name: say(`foot.${foot}`), value: say('live.cycle') })}
        >
            <path class="swing" d={dialArc(share, kAlmostOne, kRing)} />
            <path class="stance" d={dialArc(0, share, kRing)} />
            <path class="lands" d="M 91 6 L 109 6 L 100 21 Z" />
            <circle class="leaves" cx={contact.x} cy={contact.y} r="7" />
            <g ref={hand} visibility="hidden">
                <circle class="hand" cx="100" cy={100 - kRing} r="13" />
            </g>
            <text ref={percent} class="percent" x="100" y="106" text-anchor="middle">
                –
            </text>
            <text ref={phase} class="phase" x="100" y="130" text-anchor="middle" />
        </svg>
    );
}
