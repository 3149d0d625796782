// How a figure of a person went over the sessions, and whether that is more than noise.
import { useEffect, useRef, useState } from 'preact/hooks';
import * as client from '../api/client';
import type { Id, Trend } from '../api/contract';
import { figureName, figureNumber, figureText, kTrendFigures } from '../format/figures';
import { useAsked } from '../frame/asked';
import { link } from '../frame/route';
import { Waiting } from '../frame/waiting';
import type { Reader } from '../language/reader';
import { useReader } from '../language/reading';
import { NoiseHints } from './noise_basis';
import { TrendChart } from './trend_chart';
import { drawnTrend } from './trend_points';

export function verdict(reader: Reader, trend: Trend): string {
    if (trend.change === null) {
        return reader.say('trend.none');
    }
    const { change } = trend;
    const day = (id: Id): string => reader.moment(trend.points.find((point) => point.session === id)?.time ?? null);
    const words = {
        from: day(change.from),
        to: day(change.to),
        difference: figureText(reader, trend.figure, change.difference, trend.unit, true),
        mdc: figureText(reader, trend.figure, trend.mdc95, trend.unit),
    };
    if (trend.mdc95 === null) {
        return reader.say('trend.no_mdc', words);
    }
    return reader.say(change.beyond_noise ? 'trend.beyond' : 'trend.within', words);
}

function Drawn({ trend }: { trend: Trend }) {
    const reader = useReader();
    const { say } = reader;
    const place = useRef<HTMLDivElement>(null);
    useEffect(() => {
        const drawn = drawnTrend(trend);
        if (place.current === null || drawn === null) {
            return undefined;
        }
        const chart = new TrendChart(place.current, drawn, trend.figure, reader);
        return () => chart.destroy();
    }, [trend, reader]);
    if (drawnTrend(trend) === null) {
        return <p class="soft">{say('trend.none')}</p>;
    }
    return (
        <>
            <p class={trend.change?.beyond_noise === true ? 'verdict beyond' : 'verdict'} data-testid="verdict">
                {verdict(reader, trend)}
            </p>
            <div
                ref={place}
                class="chart"
                role="img"
                aria-label={`${say('trend.title')}: ${figureName(reader, trend.figure)}. ${verdict(reader, trend)}`}
            />
            <p class="legend soft">{say('trend.legend')}</p>
            <NoiseHints bases={[trend.change?.basis]} />
            <details>
                <summary>{say('trend.as_table')}</summary>
                <table>
                    <thead>
                        <tr>
                            <th scope="col">{say('session.start')}</th>
                            <th scope="col" class="n">
                                {say('trend.mean')}
                            </th>
                            <th scope="col" class="n">
                                {say('trend.ci')}
                            </th>
                        </tr>
                    </thead>
                    <tbody>
                        {trend.points.map((point) => (
                            <tr key={point.session}>
                                <th scope="row">
                                    <a href={link('sessions', point.session)}>{reader.moment(point.time)}</a>
                                </th>
                                <td class="n">{figureText(reader, trend.figure, point.mean, trend.unit)}</td>
                                <td class="n">
                                    {say('session.interval', {
                                        low: figureNumber(reader, trend.figure, point.ci95?.[0]),
                                        high: figureNumber(reader, trend.figure, point.ci95?.[1]),
                                    })}
                                </td>
                            </tr>
                        ))}
                    </tbody>
                </table>
            </details>
        </>
    );
}

export function TrendSection({ person }: { person: Id }) {
    const reader = useReader();
    const { say } = reader;
    const [figure, setFigure] = useState(kTrendFigures[0] ?? '');
    const trend = useAsked(() => client.trend(person, figure), `${person} ${figure}`);
    return (
        <section class="card">
            <div class="head">
                <h2>{say('trend.title')}</h2>
                <label class="inline">
                    {say('trend.figure')}
                    <select value={figure} onChange={(event) => setFigure(event.currentTarget.value)}>
                        {kTrendFigures.map((one) => (
                            <option key={one} value={one}>
                                {figureName(reader, one)}
                            </option>
                        ))}
                    </select>
                </label>
            </div>
            {trend.value === null ? <Waiting asked={trend} /> : <Drawn trend={trend.value} />}
        </section>
    );
}
