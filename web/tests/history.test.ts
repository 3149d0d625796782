// Trends, comparisons and choices of the history.
import { describe, expect, it } from 'vitest';
import { kindOf } from '../src/api/request';
import type { Session, Trend } from '../src/api/contract';
import { verdictOf } from '../src/history/verdict';
import { chosenAfter, inOrder } from '../src/history/chosen_sessions';
import { drawnTrend } from '../src/history/trend_points';

const trend = (means: (number | null)[], mdc95: number | null): Trend => ({
    figure: 'stance_share',
    unit: '1',
    mdc95,
    points: means.map((mean, index) => ({
        session: index,
        time: `2026-01-0${9 - index}T00:00:00.000Z`,
        mean,
        ci95: mean === null ? null : [mean - 0.01, mean + 0.01],
        n: 20,
    })),
    change: null,
});

describe('a trend', () => {
    it('is drawn from the oldest on, in the unit that is read', () => {
        const drawn = drawnTrend(trend([0.62, null, 0.6], 0.05));
        expect(drawn?.means).toEqual([60, 62]);
        expect(drawn?.times_s[0]).toBe(Date.UTC(2026, 0, 7) / 1000);
        expect(drawn?.band?.low).toBeCloseTo(55);
        expect(drawn?.band?.high).toBeCloseTo(65);
        expect(drawn?.scale[0]).toBeLessThan(55);
        expect(drawn?.scale[1]).toBeGreaterThan(65);
    });
    it('has no band when the noise is not known', () => {
        expect(drawnTrend(trend([0.62, 0.6], null))?.band).toBeNull();
    });
    it('takes two sessions', () => {
        expect(drawnTrend(trend([0.62, null], 0.05))).toBeNull();
    });
});

describe('a difference', () => {
    it('is more, less, noise or not known', () => {
        expect(verdictOf({ difference: 0.3, mdc95: 0.1, beyond_noise: true }).word).toBe('compare.more');
        expect(verdictOf({ difference: -0.3, mdc95: 0.1, beyond_noise: true }).word).toBe('compare.less');
        expect(verdictOf({ difference: -0.03, mdc95: 0.1, beyond_noise: false }).word).toBe('compare.within');
        expect(verdictOf({ difference: 0.3, mdc95: null, beyond_noise: false }).word).toBe('compare.unknown');
        expect(verdictOf({ difference: null, mdc95: 0.1, beyond_noise: false }).word).toBe('compare.unknown');
    });
});

describe('choosing', () => {
    it('keeps the two sessions chosen last', () => {
        expect(chosenAfter([1, 2], 3)).toEqual([2, 3]);
        expect(chosenAfter([1, 2], 1)).toEqual([2]);
    });
    it('compares the earlier with the later', () => {
        const sessions = [
            { id: 1, start: '2026-02-01' },
            { id: 2, start: '2026-01-01' },
        ] as Session[];
        expect(inOrder([1, 2], sessions)).toEqual([2, 1]);
    });
});

describe('a failure', () => {
    it('has words by its status', () => {
        expect(kindOf(401)).toBe('token');
        expect(kindOf(403)).toBe('refused');
        expect(kindOf(409, 'code_taken')).toBe('taken');
        expect(kindOf(409, 'live')).toBe('conflict');
        expect(kindOf(413)).toBe('too_large');
        expect(kindOf(422)).toBe('refused');
        expect(kindOf(500)).toBe('server');
        expect(kindOf(429)).toBe('busy');
    });
});
