// Which words there are, and which languages have them.
import { english } from './en';
import { chinese } from './zh';

export type WordKey = keyof typeof english;
/** Words that have a form for one and a form for more. */
export type CountKey = WordKey extends infer Key ? (Key extends `${infer Base}.one` ? Base : never) : never;
export type Words = Record<WordKey, string>;
export type Language = 'en' | 'zh';

export const kLanguages: Record<Language, { ownName: string; words: Words }> = {
    en: { ownName: 'English', words: english },
    zh: { ownName: '中文', words: chinese },
};

/** The first language of the reader's list that the page speaks; English when there is none. */
export function languageFor(wanted: readonly string[]): Language {
    for (const tag of wanted) {
        const language = tag.toLowerCase().split('-')[0];
        if (language === 'en' || language === 'zh') {
            return language;
        }
    }
    return 'en';
}

/** `{name}` in a sentence becomes the value of that name. */
export function filled(sentence: string, values: Record<string, string>): string {
    return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}
