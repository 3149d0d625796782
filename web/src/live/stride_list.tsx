// The strides as they come: a chart of their times, and the newest in a table.
import { useEffect, useRef } from 'preact/hooks';
import type { LiveStride } from '../api/contract';
import { figureName, figureNumber, figureUnit } from '../format/figures';
import type { Reader } from '../language/reader';
import { useReader } from '../language/reading';
import { StrideChart } from './stride_chart';

const kRows = 6;
const kFigures = ['stride_time_s', 'stance_percent', 'stride_length_m', 'speed_m_s'] as const;

function heading(reader: Reader, figure: string): string {
    return reader.say('figure.heading', { figure: figureName(reader, figure), unit: figureUnit(reader, figure) });
}

export function StrideList({ strides, time_s }: { strides: LiveStride[]; time_s: number }) {
    const reader = useReader();
    const { say } = reader;
    const place = useRef<HTMLDivElement>(null);
    const chart = useRef<StrideChart | null>(null);

    useEffect(() => {
        if (place.current === null) {
            return undefined;
        }
        const made = new StrideChart(place.current, reader);
        chart.current = made;
        return () => made.destroy();
    }, [reader]);
    useEffect(() => chart.current?.draw(strides, time_s), [strides, time_s, reader]);

    const newest = strides.slice(-kRows).reverse();
    return (
        <section class="card">
            <h2>{say('live.strides_title')}</h2>
            <p class="legend soft">
                {say('live.stride_times')} <span class="key left" aria-hidden="true" /> {say('foot.left_short')}{' '}
                <span class="key right" aria-hidden="true" /> {say('foot.right_short')}
            </p>
            <div ref={place} class="chart" role="img" aria-label={say('live.stride_times')} />
            {newest.length === 0 ? (
                <p class="soft">{say('live.no_strides')}</p>
            ) : (
                <div class="scroll" tabIndex={0} role="region" aria-label={say('live.strides_title')}>
                    <table data-testid="strides">
                        <thead>
                            <tr>
                                <th scope="col">{say('live.foot')}</th>
                                {kFigures.map((figure) => (
                                    <th key={figure} scope="col" class="n">
                                        {heading(reader, figure)}
                                    </th>
                                ))}
                            </tr>
                        </thead>
                        <tbody>
                            {newest.map((stride) => (
                                <tr key={`${stride.foot}${stride.start_s}`}>
                                    <th scope="row">
                                        <span class={`key ${stride.foot}`} aria-hidden="true" />{' '}
                                        {say(`foot.${stride.foot}_short`)}
                                    </th>
                                    {kFigures.map((figure) => (
                                        <td key={figure} class="n">
                                            {figureNumber(reader, figure, stride[figure])}
                                        </td>
                                    ))}
                                </tr>
                            ))}
                        </tbody>
                    </table>
                </div>
            )}
        </section>
    );
}
