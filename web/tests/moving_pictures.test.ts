// What the moving pictures are drawn from: samples, phases, the drawn time, the dial.
import { describe, expect, it } from 'vitest';
import { dialArc, dialPoint } from '../src/live/cycle_dial';
import { PhaseTrack } from '../src/live/phase_track';
import { PlayClock } from '../src/live/play_clock';
import { SignalRing } from '../src/live/signal_ring';

describe('the last samples', () => {
    it('are told relative to now, lost ones as null', () => {
        const ring = new SignalRing();
        ring.add([
            [1, 9.8, 0],
            [1.0625, null, null],
        ]);
        expect(ring.shown(2)).toEqual([
            [-1, -0.9375],
            [9.8, null],
            [0, null],
        ]);
    });
    it('are kept once when a connection brings them again', () => {
        const ring = new SignalRing();
        ring.add([[1, 1, 1]]);
        ring.add([
            [0.9, 2, 2],
            [1, 2, 2],
            [1.05, 3, 3],
        ]);
        expect(ring.shown(0)[1]).toEqual([1, 3]);
    });
    it('have a hole where none came for a while', () => {
        const ring = new SignalRing();
        ring.add([
            [1, 1, 1],
            [1.01, 2, 2],
        ]);
        ring.add([[3, 3, 3]]);
        expect(ring.shown(0)[1]).toEqual([1, 2, null, 3]);
    });
    it('do not grow without end', () => {
        const ring = new SignalRing();
        for (let index = 0; index < 60_000; ++index) {
            ring.add([[index / 100, 0, 0]]);
        }
        expect(ring.shown(0)[0].length).toBeLessThan(800);
        expect(ring.shown(600)[0].at(0)).toBeLessThan(-6);
    });
});

describe('the phases', () => {
    it('are stretches of the same kind that touch', () => {
        const track = new PhaseTrack();
        track.add(0, 'stance', false);
        track.add(0.03, 'stance', false);
        track.add(0.06, 'swing', false);
        track.add(0.09, 'swing', true);
        expect(track.stretches).toEqual([
            { from_s: 0, to_s: 0.03, phase: 'stance', unsure: false },
            { from_s: 0.03, to_s: 0.06, phase: 'swing', unsure: false },
            { from_s: 0.06, to_s: 0.09, phase: 'swing', unsure: true },
        ]);
    });
    it('leave a hole where nothing came', () => {
        const track = new PhaseTrack();
        track.add(0, 'stance', false);
        track.add(2, 'stance', false);
        expect(track.stretches.at(-1)?.from_s).toBe(2);
    });
    it('are forgotten when they are no longer shown', () => {
        const track = new PhaseTrack();
        for (let index = 0; index < 9000; ++index) {
            track.add(index / 30, index % 30 < 18 ? 'stance' : 'swing', false);
        }
        expect(track.stretches.length).toBeLessThan(20);
    });
});

describe('the drawn time', () => {
    it('moves evenly between messages, never back and never ahead of them', () => {
        const clock = new PlayClock();
        let before = 0;
        let steps: number[] = [];
        for (let frame = 0; frame < 600; ++frame) {
            const now_s = 100 + frame / 60;
            if (frame % 2 === 0) {
                clock.hear(frame / 60, now_s);
            }
            const drawn_s = clock.at(now_s);
            expect(drawn_s).toBeGreaterThanOrEqual(before);
            expect(drawn_s).toBeLessThanOrEqual(frame / 60);
            steps = [...steps, drawn_s - before].slice(-60);
            before = drawn_s;
        }
        expect(Math.min(...steps)).toBeGreaterThan(0.005);
        expect(before).toBeGreaterThan(599 / 60 - 0.1);
    });
    it('jumps when it is far off, as after a tab was hidden', () => {
        const clock = new PlayClock();
        clock.hear(0, 1);
        clock.at(1);
        clock.hear(30, 31);
        expect(clock.at(31)).toBe(30);
    });
});

describe('the dial', () => {
    it('has the landing on top and goes clockwise', () => {
        expect(dialPoint(0, 50)).toEqual({ x: 100, y: 50 });
        expect(dialPoint(0.25, 50).x).toBeCloseTo(150);
        expect(dialPoint(0.5, 50).y).toBeCloseTo(150);
    });
    it('takes the long way round for more than half', () => {
        expect(dialArc(0, 0.6, 50)).toContain('A 50 50 0 1 1');
        expect(dialArc(0.6, 0.9999, 50)).toContain('A 50 50 0 0 1');
    });
});
