// Every language says everything, with the same values in its sentences, and no sentence is left unused.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { english } from '../src/language/en';
import { filled, kLanguages, languageFor } from '../src/language/words';

const valuesIn = (sentence: string): string[] =>
    [...sentence.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '').sort();

function sources(folder: string): string[] {
    return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
        const path = join(folder, entry.name);
        return entry.isDirectory() ? sources(path) : /\.tsx?$/.test(path) ? [path] : [];
    });
}

describe('the dictionary', () => {
    for (const [language, { words }] of Object.entries(kLanguages)) {
        it(`lacks no key in ${language}`, () => {
            expect(Object.keys(words).sort()).toEqual(Object.keys(english).sort());
        });
        it(`says something for every key in ${language}`, () => {
            expect(Object.entries(words).filter(([, sentence]) => sentence.trim() === '')).toEqual([]);
        });
        it(`puts the same values into its sentences in ${language}`, () => {
            for (const [key, sentence] of Object.entries(english)) {
                expect(valuesIn(words[key as keyof typeof english]), key).toEqual(valuesIn(sentence));
            }
        });
    }

    it('has no words that nobody says', () => {
        const code = sources(fileURLToPath(new URL('../src', import.meta.url)))
            .filter((path) => !/language[\\/](en|zh)\.ts$/.test(path))
            .map((path) => readFileSync(path, 'utf8'))
            .join('\n');
        // Keys that are put together from parts: `foot.${foot}`.
        const composed = ['foot.', 'data.', 'upload.acc', 'upload.gyro', 'source.refused', 'source.dropped'];
        // Of those with a form for one and a form for more: reader.count('people.count', n).
        const base = (key: string): string => key.replace(/\.(one|other)$/, '');
        const unused = Object.keys(english).filter(
            (key) =>
                !code.includes(`'${base(key)}'`) &&
                !code.includes(`"${key}"`) &&
                !composed.some((start) => key.startsWith(start)),
        );
        expect(unused).toEqual([]);
    });

    it('fills values in, and leaves what it has no value for', () => {
        expect(filled('{a} of {b}', { a: '1' })).toBe('1 of {b}');
    });

    it('finds the language of the reader', () => {
        expect(languageFor(['zh-TW', 'en'])).toBe('zh');
        expect(languageFor(['de-DE', 'en-GB'])).toBe('en');
        expect(languageFor(['fr'])).toBe('en');
    });
});
