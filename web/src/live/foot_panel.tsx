// One foot live: its sign, dial, signals, phases and what came of its packets.
import { useEffect, useRef } from 'preact/hooks';
import type { Foot } from '../api/contract';
import { useReader } from '../language/reading';
import { DataLine } from './data_line';
import { signOf, signWords } from './foot_sign';
import { FootDial } from './foot_dial';
import { frameLoop } from './frame_loop';
import type { WordKey } from '../language/words';
import type { LiveFeed } from './live_feed';
import type { LiveState } from './live_state';
import { PhaseStrip } from './phase_strip';
import { SignalChart } from './signal_chart';

interface Props {
    foot: Foot;
    feed: LiveFeed;
    state: LiveState;
}

export function FootPanel({ foot, feed, state }: Props) {
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
            chart.draw(mine.signal, drawn_s, feed.state.connection === 'open');
            strip.draw(mine.phases, feed.state.strides.slice(-24), drawn_s, chart.area);
        });
        return () => {
            stop();
            chart.destroy();
        };
    }, [foot, feed, reader]);

    const now = state.feet[foot];
    const named = (what: WordKey): string => say('app.pair', { name: say(`foot.${foot}`), value: say(what) });
    const sign = signOf(now, state.connection);
    return (
        <section
            class={`card foot ${foot} ${state.connection === 'open' ? '' : 'stale'}`}
            aria-label={say(`foot.${foot}`)}
        >
            <div class="head">
                <h2>
                    <span class={`key ${foot}`} aria-hidden="true" />
                    {say(`foot.${foot}`)}
                </h2>
                <p class={`sign ${sign.gravity}`} data-gravity={sign.gravity}>
                    <span aria-hidden="true">{sign.shape}</span> {signWords(reader, sign, now)}
                </p>
            </div>
            <div class="pictures">
                <FootDial
                    foot={foot}
                    feed={feed}
                    stancePercent={state.summary?.stance_percent[foot] ?? null}
                    unsure={sign.gravity === 'unsure'}
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
                        aria-label={named('live.signals')}
                    />
                    <canvas
                        ref={stripPlace}
                        class="strip"
                        role="img"
                        aria-label={named('live.strip')}
                        title={say('live.strip_legend')}
                    />
                </div>
            </div>
            <DataLine data={now.data} />
        </section>
    );
}
