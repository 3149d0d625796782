// The person who reads the page: their language, and how they write numbers and times.
import { type CountKey, filled, kLanguages, type Language, type WordKey } from './words';

/** Of the reader's own locales the first that speaks `language`; else their first: German figures in English words. */
export function localeFor(language: Language, wanted: readonly string[]): string {
    const speaks = (tag: string): boolean => tag.toLowerCase().split('-')[0] === language;
    const chinese = (tag: string): boolean => tag.toLowerCase().startsWith('zh');
    return wanted.find(speaks) ?? (language === 'zh' ? 'zh-CN' : (wanted.find((tag) => !chinese(tag)) ?? 'en'));
}

export class Reader {
    private readonly numbers = new Map<string, Intl.NumberFormat>();
    private readonly days: Intl.DateTimeFormat;
    private readonly moments: Intl.DateTimeFormat;
    private readonly clocks: Intl.DateTimeFormat;
    private readonly plurals: Intl.PluralRules;

    constructor(
        readonly language: Language,
        readonly locale: string,
    ) {
        const timeLocale = language === 'zh' ? locale : locale.startsWith('en') ? locale : 'en-GB';
        this.days = new Intl.DateTimeFormat(timeLocale, { dateStyle: 'medium' });
        this.moments = new Intl.DateTimeFormat(timeLocale, { dateStyle: 'medium', timeStyle: 'short' });
        this.plurals = new Intl.PluralRules(language);
        this.clocks = new Intl.DateTimeFormat(timeLocale, { timeStyle: 'short' });
    }

    readonly say = (key: WordKey, values: Record<string, string> = {}): string =>
        filled(kLanguages[this.language].words[key], values);

    /** A sentence with a count `{n}` in it. */
    count(key: CountKey, n: number): string {
        const form = this.plurals.select(n) === 'one' ? 'one' : 'other';
        return this.say(`${key}.${form}`, { n: this.number(n) });
    }

    /** What isn't known is a dash. */
    number(value: number | null | undefined, decimals = 0, signed = false): string {
        if (value === null || value === undefined || !Number.isFinite(value)) {
            return '–';
        }
        const key = `${decimals}${signed}`;
        let format = this.numbers.get(key);
        if (format === undefined) {
            format = new Intl.NumberFormat(this.locale, {
                minimumFractionDigits: decimals,
                maximumFractionDigits: decimals,
                signDisplay: signed ? 'exceptZero' : 'auto',
            });
            this.numbers.set(key, format);
        }
        // Rounded first: what rounds to nothing has no sign.
        return format.format(Number(value.toFixed(decimals)) + 0);
    }

    day(time: string | number): string {
        return this.days.format(new Date(time));
    }

    clock(time: string | number): string {
        return this.clocks.format(new Date(time));
    }

    moment(time: string | number | null): string {
        return time === null ? '–' : this.moments.format(new Date(time));
    }

    /** "3:07", as a stopwatch shows it. */
    duration(seconds: number | null): string {
        if (seconds === null || !Number.isFinite(seconds)) {
            return '–';
        }
        const whole = Math.max(0, Math.floor(seconds));
        const two = (value: number): string => String(value).padStart(2, '0');
        const minutes = Math.floor(whole / 60);
        return minutes < 60
            ? `${minutes}:${two(whole % 60)}`
            : `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(whole % 60)}`;
    }
}
