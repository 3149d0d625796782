// Sources as they are offered, and as sessions tell where they came from.
import { describe, expect, it } from 'vitest';
import type { Source } from '../src/api/contract';
import { Reader } from '../src/language/reader';
import { sourceChoices, sourceWords } from '../src/live/sources';

const reader = new Reader('en', 'en');
const offered = (source: Source) => sourceChoices(reader, [source]);

describe('a source', () => {
    it('of recordings is one choice for each', () => {
        expect(
            offered({ kind: 'replay', name: 'cohort', recordings: ['1-1', '1-2'] }).map((choice) => choice.start),
        ).toEqual([
            { kind: 'replay', name: 'cohort', recording: '1-1' },
            { kind: 'replay', name: 'cohort', recording: '1-2' },
        ]);
    });
    it('of sensors is one choice for each that sends', () => {
        const [first] = offered({ kind: 'udp', port: 9100, streams: ['W7'] });
        expect(first).toMatchObject({ words: 'UDP 9100 · W7', start: { kind: 'udp', stream: 'W7' } });
    });
    it('that is silent can be seen and not chosen', () => {
        expect(offered({ kind: 'udp', port: 9100, streams: [] })).toMatchObject([
            { words: 'UDP 9100: no sensor sends yet', start: null },
        ]);
    });
    it('with a problem says which', () => {
        expect(offered({ kind: 'serial', device: 'ttyUSB0', problem: 'not there' })).toMatchObject([
            { words: 'Serial port ttyUSB0: not there', start: null },
        ]);
    });
    it('is told by what a session knows of it', () => {
        expect(sourceWords(reader, { kind: 'replay', recording: '1-1' })).toBe('1-1');
        expect(sourceWords(reader, { kind: 'udp', stream: 'W7' })).toBe('UDP · W7');
        expect(sourceWords(reader, 'upload walk.csv')).toBe('upload walk.csv');
        expect(sourceWords(reader, null)).toBe('not known');
    });
});
