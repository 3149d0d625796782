// A session's figures: each foot, both, and left against right.
import type { Figure, Spread } from '../api/contract';
import { figureName, figureNumber, figureUnit } from '../format/figures';
import { useReader } from '../language/reading';

function SpreadCell({ figure, spread }: { figure: string; spread: Spread | null }) {
    const reader = useReader();
    return (
        <td class="n">
            {figureNumber(reader, figure, spread?.mean)}
            {spread?.ci95?.[0] != null && spread.ci95[1] !== null && (
                <span class="ci">
                    {reader.say('session.interval', {
                        low: figureNumber(reader, figure, spread.ci95[0]),
                        high: figureNumber(reader, figure, spread.ci95[1]),
                    })}
                </span>
            )}
        </td>
    );
}

export function FigureTable({ figures }: { figures: Figure[] }) {
    const reader = useReader();
    const { say } = reader;
    return (
        <div class="scroll" tabIndex={0} role="region" aria-label={say('session.figures')}>
            <table data-testid="figures">
                <thead>
                    <tr>
                        <th scope="col">{say('session.figure')}</th>
                        <th scope="col" class="n">
                            {say('foot.left')}
                        </th>
                        <th scope="col" class="n">
                            {say('foot.right')}
                        </th>
                        <th scope="col" class="n">
                            {say('foot.both')}
                        </th>
                        <th scope="col" class="n">
                            {say('session.symmetry_percent')}
                        </th>
                    </tr>
                </thead>
                <tbody>
                    {figures.map((one) => (
                        <tr key={one.figure}>
                            <th scope="row">
                                {figureName(reader, one.figure)}
                                <span class="ci">{figureUnit(reader, one.figure, one.unit)}</span>
                            </th>
                            <SpreadCell figure={one.figure} spread={one.left} />
                            <SpreadCell figure={one.figure} spread={one.right} />
                            <SpreadCell figure={one.figure} spread={one.both} />
                            <td class="n">
                                {reader.number(one.symmetry_percent, 1, true)}
                                {one.symmetry_ci95?.[0] != null && one.symmetry_ci95[1] !== null && (
                                    <span class="ci">
                                        {say('session.interval', {
                                            low: reader.number(one.symmetry_ci95[0], 1),
                                            high: reader.number(one.symmetry_ci95[1], 1),
                                        })}
                                    </span>
                                )}
                            </td>
                        </tr>
                    ))}
                </tbody>
            </table>
        </div>
    );
}
