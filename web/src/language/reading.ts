// The reader, for every part of the page; and the choice of language, which is remembered.
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { localeFor, Reader } from './reader';
import { kLanguages, languageFor, type Language } from './words';

const kKey = 'footfall.language';

export function chosenLanguage(): Language {
    const kept = localStorage.getItem(kKey);
    return kept !== null && kept in kLanguages ? (kept as Language) : languageFor(navigator.languages);
}

export function keepLanguage(language: Language): void {
    localStorage.setItem(kKey, language);
}

export const readerOf = (language: Language): Reader => new Reader(language, localeFor(language, navigator.languages));

export const ReaderContext = createContext<Reader>(new Reader('en', 'en'));
export const useReader = (): Reader => useContext(ReaderContext);
