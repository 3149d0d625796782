// Numbers and times as the reader writes them.
import { describe, expect, it } from 'vitest';
import { localeFor, Reader } from '../src/language/reader';

describe('a reader', () => {
    it('reads numbers in the own format', () => {
        expect(new Reader('en', 'en-US').number(1234.5, 1)).toBe('1,234.5');
        expect(new Reader('en', 'de-DE').number(1234.5, 1)).toBe('1.234,5');
        expect(new Reader('zh', 'zh-CN').number(0.25, 2)).toBe('0.25');
    });
    it('sees a dash for what is not known', () => {
        const reader = new Reader('en', 'en');
        expect(reader.number(null, 1)).toBe('–');
        expect(reader.number(undefined, 1)).toBe('–');
        expect(reader.number(NaN, 1)).toBe('–');
        expect(reader.duration(null)).toBe('–');
    });
    it('sees no sign at what rounds to nothing', () => {
        const reader = new Reader('en', 'en');
        expect(reader.number(-0.0004, 3)).toBe('0.000');
        expect(reader.number(-0.0004, 3, true)).toBe('0.000');
        expect(reader.number(0.0006, 3, true)).toBe('+0.001');
        expect(reader.number(-0.0006, 3, true)).toBe('-0.001');
    });
    it('counts one and many', () => {
        const reader = new Reader('en', 'en');
        expect(reader.count('people.count', 1)).toBe('1 person');
        expect(reader.count('people.count', 0)).toBe('0 people');
        expect(reader.count('people.count', 1200)).toBe('1,200 people');
        expect(new Reader('zh', 'zh-CN').count('people.count', 1)).toBe('1 人');
    });
    it('sees durations as on a stopwatch', () => {
        const reader = new Reader('en', 'en');
        expect(reader.duration(7.9)).toBe('0:07');
        expect(reader.duration(187)).toBe('3:07');
        expect(reader.duration(3723)).toBe('1:02:03');
    });
    it('has the locale that speaks the language, else the own numbers', () => {
        expect(localeFor('en', ['zh-CN', 'en-GB'])).toBe('en-GB');
        expect(localeFor('en', ['de-DE'])).toBe('de-DE');
        expect(localeFor('en', ['zh-CN'])).toBe('en');
        expect(localeFor('zh', ['de-DE'])).toBe('zh-CN');
        expect(localeFor('zh', ['en', 'zh-TW'])).toBe('zh-TW');
    });
});
