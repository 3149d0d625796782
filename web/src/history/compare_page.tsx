// Two sessions side by side, and which differences are more than noise.
import * as client from '../api/client';
import type { Difference, Id, Session } from '../api/contract';
import { figureName, figureNumber, figureUnit } from '../format/figures';
import { useAsked } from '../frame/asked';
import { link } from '../frame/route';
import { Waiting } from '../frame/waiting';
import { useReader } from '../language/reading';
import type { WordKey } from '../language/words';
import { NoiseHints } from './noise_basis';
import { verdictOf } from './verdict';

function Head({ session, order }: { session: Session; order: WordKey }) {
    const reader = useReader();
    return (
        <th scope="col" class="n">
            {reader.say('app.pair', { name: reader.say(order), value: session.person.code })}
            <span class="ci">
                <a href={link('sessions', session.id)}>{reader.moment(session.start)}</a>
            </span>
        </th>
    );
}

function Row({ of }: { of: Difference }) {
    const reader = useReader();
    const { say } = reader;
    const verdict = verdictOf(of);
    return (
        <tr>
            <th scope="row">
                {figureName(reader, of.figure)}
                <span class="ci">{figureUnit(reader, of.figure, of.unit)}</span>
            </th>
            <td class="n">{figureNumber(reader, of.figure, of.a.both?.mean)}</td>
            <td class="n">{figureNumber(reader, of.figure, of.b.both?.mean)}</td>
            <td class="n">
                {figureNumber(reader, of.figure, of.difference, true)}
                {of.ci95?.[0] != null && of.ci95[1] !== null && (
                    <span class="ci">
                        {say('session.interval', {
                            low: figureNumber(reader, of.figure, of.ci95[0], true),
                            high: figureNumber(reader, of.figure, of.ci95[1], true),
                        })}
                    </span>
                )}
            </td>
            <td class={verdict.beyond ? 'verdict beyond' : 'verdict'}>
                <span aria-hidden="true">{verdict.shape}</span> {say(verdict.word)}
            </td>
            <td class="n">{figureNumber(reader, of.figure, of.mdc95)}</td>
        </tr>
    );
}

export function ComparePage({ a, b }: { a: Id; b: Id }) {
    const { say } = useReader();
    const asked = useAsked(() => client.compare(a, b), `${a} ${b}`);
    const both = asked.value;
    if (both === null) {
        return <Waiting asked={asked} />;
    }
    return (
        <>
            <h1>{say('compare.title')}</h1>
            {both.a.person.id !== both.b.person.id && <p class="note">{say('compare.other_person')}</p>}
            <p class="hint">{say('compare.explain')}</p>
            <div class="scroll" tabIndex={0} role="region" aria-label={say('compare.title')}>
                <table data-testid="comparison">
                    <thead>
                        <tr>
                            <th scope="col">{say('session.figure')}</th>
                            <Head session={both.a} order="compare.first" />
                            <Head session={both.b} order="compare.second" />
                            <th scope="col" class="n">
                                {say('compare.difference')}
                            </th>
                            <th scope="col">{say('compare.verdict')}</th>
                            <th scope="col" class="n">
                                {say('compare.noise')}
                            </th>
                        </tr>
                    </thead>
                    <tbody>
                        {both.figures.map((of) => (
                            <Row key={of.figure} of={of} />
                        ))}
                    </tbody>
                </table>
            </div>
            <NoiseHints bases={both.figures.map((of) => of.basis)} />
            <p class="row">
                <a class="button" href={link('compare', b, a)}>
                    {say('compare.swap')}
                </a>
            </p>
        </>
    );
}
