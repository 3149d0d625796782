// What frames the page: answers that are overtaken, codes of people, the words of failures, frames counted.
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Person } from '../src/api/contract';
import { Failure } from '../src/api/request';
import { whenAnswered } from '../src/frame/answer';
import { lookedUp, personGiven } from '../src/frame/person_lookup';
import { complaintKey, kErrorWords } from '../src/language/error_words';
import { Reader } from '../src/language/reader';
import { FrameCount } from '../src/live/frame_count';
import { complaintWords } from '../src/upload/complaint_words';

const person = (id: number, code: string): Person => ({
    id,
    code,
    name: null,
    birth_year: null,
    sessions: 2,
    last_session: null,
});

describe('an answer', () => {
    it('is kept, and so is a failure', async () => {
        const kept = vi.fn();
        whenAnswered(Promise.resolve(7), kept);
        whenAnswered(Promise.reject(new Failure('busy')), kept);
        await Promise.resolve();
        await Promise.resolve();
        expect(kept).toHaveBeenCalledWith(7, null);
        expect(kept.mock.calls[1]?.[1]).toMatchObject({ kind: 'busy' });
    });
    it('that was overtaken is dropped', async () => {
        const kept = vi.fn();
        whenAnswered(Promise.resolve('old'), kept)();
        whenAnswered(Promise.reject(new Error('old')), kept)();
        whenAnswered(Promise.resolve('new'), kept);
        await new Promise((resolve) => setTimeout(resolve));
        expect(kept.mock.calls).toEqual([['new', null]]);
    });
});

describe('a code', () => {
    afterEach(() => vi.unstubAllGlobals());
    /** A server with these people, which finds by the exact code and by what a code holds, at most `most` of them. */
    function serve(people: readonly Person[]): void {
        vi.stubGlobal('sessionStorage', { getItem: () => null });
        vi.stubGlobal('fetch', async (path: string) => {
            const query = new URL(path, 'http://host').searchParams;
            const code = query.get('code');
            const holds = (query.get('search') ?? '').toLowerCase();
            const found = people.filter((one) =>
                code === null ? one.code.toLowerCase().includes(holds) : one.code === code,
            );
            return new Response(JSON.stringify({ total: found.length, people: found.slice(0, 50) }));
        });
    }
    it('is found among however many', async () => {
        serve(Array.from({ length: 3000 }, (_, index) => person(index, `P${index + 1}`)));
        const found = await lookedUp('P2999');
        expect(found.person?.id).toBe(2998);
        expect(personGiven('P2999', found)).toBe(2998);
    });
    it('that contains another is another', async () => {
        serve([person(1, 'P0011')]);
        const found = await lookedUp('P001');
        expect(found).toMatchObject({ person: null, similar: null });
        expect(personGiven('P001', found)).toEqual({ code: 'P001' });
    });
    it('that differs in case alone is warned of', async () => {
        serve([...Array.from({ length: 60 }, (_, index) => person(index, `aP001-${index}`)), person(99, 'P001')]);
        expect((await lookedUp('p001')).similar?.code).toBe('P001');
    });
    it('of which nobody has been shown goes as a new one', () => {
        const shown = { person: person(4, 'P004'), similar: null, offered: [] };
        expect(personGiven('P004', null)).toEqual({ code: 'P004' });
        expect(personGiven('P005', shown)).toEqual({ code: 'P005' });
        expect(personGiven('P004', shown)).toBe(4);
    });
});

describe('what the server says', () => {
    it('has words by its code', () => {
        expect(kErrorWords['no_table']).toBe('error.no_table');
        expect(kErrorWords['not_found']).toBe('failure.not_found');
        expect(kErrorWords['of_a_later_version']).toBeUndefined();
        expect(complaintKey('of_a_later_version')).toBeNull();
    });
    it('of a file is told in the language of the reader, with its values', () => {
        const complaint = { code: 'lines_before', text: '1200 lines …', fields: { lines: 1200 } };
        expect(complaintWords(new Reader('zh', 'zh-CN'), complaint)).toBe('表格之前略去的行数：1,200。');
        const unknown = { code: 'of_a_later_version', text: 'As it is.', fields: {} };
        expect(complaintWords(new Reader('zh', 'zh-CN'), unknown)).toBe('As it is.');
    });
});

describe('frames', () => {
    it('are counted while what they show moves on', () => {
        const count = new FrameCount();
        for (let frame = 0; frame <= 60; ++frame) {
            count.drawn(5 + frame / 60, frame / 60);
        }
        expect(count.perSecond).toBeGreaterThanOrEqual(60);
        for (let frame = 1; frame <= 60; ++frame) {
            count.drawn(6 + frame / 60, 1);
        }
        expect(count.perSecond).toBe(0);
    });
});
