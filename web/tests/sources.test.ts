// Sources as they are offered, and as sessions tell where they came from.
import { describe, expect, it } from 'vitest';
import type { Source } from '../src/api/contract';
import { Reader } from '../src/language/reader';
import { sourceChoices, sourceNotes, sourceWords } from '../src/live/sources';

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
    it('that is silent is waited for, and says where', () => {
        const silent: Source = { kind: 'udp', port: 9100, streams: [] };
        expect(offered(silent)).toEqual([]);
        expect(sourceNotes(reader, [silent])).toEqual(['UDP 9100: waiting, no sensor sends yet.']);
        expect(sourceNotes(reader, [{ ...silent, streams: ['W7'] }])).toEqual([]);
    });
    it('with a problem says so', () => {
        const broken: Source = { kind: 'serial', device: 'ttyUSB0', problem: 'It can’t be opened.' };
        expect(offered(broken)).toEqual([]);
        expect(sourceNotes(reader, [broken])).toEqual(['Serial port ttyUSB0: can’t be opened.']);
    });
    it('says what of its data was not taken', () => {
        const notes = sourceNotes(reader, [
            {
                kind: 'tcp',
                port: 4001,
                streams: ['W7'],
                malformed: 3,
                last_malformed: 'acc_x: no number',
                refused: 0,
                dropped: 12,
            },
        ]);
        expect(notes).toHaveLength(2);
        expect(notes[0]).toContain('3. The latest: acc_x: no number');
        expect(notes[1]).toContain('12');
    });
    it('is told by what a session knows of it', () => {
        expect(sourceWords(reader, { kind: 'replay', recording: '1-1' })).toBe('1-1');
        expect(sourceWords(reader, { kind: 'udp', stream: 'W7' })).toBe('UDP · W7');
        expect(sourceWords(reader, 'upload walk.csv')).toBe('upload walk.csv');
        expect(sourceWords(reader, null)).toBe('not known');
    });
});
