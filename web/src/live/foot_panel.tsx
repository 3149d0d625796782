// One foot live: its sign, dial, signals, phases and what came of its packets.
import { useEffect, useRef } from 'preact/hooks';
import type { Foot, LiveData } from '../api/contract';
import { useReader } from '../language/reading';
import { signOf, signWords } from './foot_sign';
import { FootDial } from './foot_dial';
import { frameLoop } from './frame_loop';
import type { LiveFeed } from './live_feed';
import type { FootNow } from './live_state';
import { PhaseStrip } from './phase_strip';
import { SignalChart } from './signal_chart';

function DataLine({ data }: { data: LiveData | null }) {
    const reader = useReader();
    const { say } = reader;
    if (data === null) {
        return null;
    }
    const counts = (['lost', 'late', 'doubled', 'gaps'] as const).filter((count) => data[count] > 0);
    return (
        <p class="data soft">
            {say('data.title')}: {counts.length === 0 && say('data.all_well')}
            {counts.map((count) => (
                <span key={count} class="count">
                    {say(`data.${count}`)} <b>{reader.number(data[count])}</b>
                </span>
            ))}
            {data.drift_ppm !== null && (
                <span class="count">
                    {say('data.drift')} <b>{reader.number(data.drift_ppm, 0, true)}</b>
                </span>
            )}
        </p>
    );
}

interface Props {
    foot: Foot;
    feed: LiveFeed;
    now: FootNow;
    stancePercent: number | null;
}

export function FootPanel({ foot, feed, now, stancePercent }: Props) {
    const reader = useReader();
    const { say } = reader;
    const chartPlace = useRef<HTMLDivElement>(null);
    const stripPlace = useRef<HTMLCanvasElement>(null);

    useEffect(() => {
        if (chartPlace.current === null || stripPlace.current === null) {
            return undefined;
        }
        const chart = new SignalChart(chartPlace.current, foot, reader);
        const strip = new PhaseStrip(stripPlace.current, foot);
        const mine = feed.feet[foot];
        const stop = frameLoop.add((now_s) => {
            const drawn_s = feed.clock.at(now_s);
            chart.draw(mine.signal, drawn_s);
            strip.draw(mine.phases, feed.state.strides.slice(-24), drawn_s, chart.area);
        });
        return () => {
            stop();
            chart.destroy();
        };
    }, [foot, feed, reader]);

    const sign = signOf(now);
    return (
        <section class={`card foot ${foot}`} aria-label={say(`foot.${foot}`)}>
            <div class="head">
                <h2>
                    <span class={`key ${foot}`} aria-hidden="true" />
                    {say(`foot.${foot}`)}
                </h2>
                <p class={`sign ${sign.gravity}`} data-gravity={sign.gravity}>
                    <span aria-hidden="true">{sign.shape}</span> {signWords(reader, now)}
                </p>
            </div>
            <div class="pictures">
                <FootDial
                    foot={foot}
                    feed={feed.feet[foot]}
                    stancePercent={stancePercent}
                    unsure={now.unsure || now.state === 'unknown'}
                />
                <div class="over-time">
                    <p class="legend soft">
                        <span class="stroke solid" aria-hidden="true" /> {say('live.acc')}
                        <span class="stroke dashed" aria-hidden="true" /> {say('live.rate')}
                    </p>
                    <div
                        ref={chartPlace}
                        class="chart"
                        role="img"
                        aria-label={`${say(`foot.${foot}`)}: ${say('live.signals')}`}
                    />
                    <canvas
                        ref={stripPlace}
                        class="strip"
                        role="img"
                        aria-label={`${say(`foot.${foot}`)}: ${say('live.strip')}. ${say('live.strip_legend')}`}
                    />
                </div>
            </div>
            <DataLine data={now.data} />
        </section>
    );
}
