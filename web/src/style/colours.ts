// The colours of theme.css, for what draws on a canvas; read anew when the scheme changes from light to dark.

export type ColourName = 'ink' | 'soft' | 'faint' | 'rule' | 'paper' | 'panel' | 'left' | 'right' | 'warn' | 'shade';

const kept = new Map<ColourName, string>();

matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => kept.clear());

export function colour(name: ColourName): string {
    let value = kept.get(name);
    if (value === undefined) {
        value = getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
        kept.set(name, value);
    }
    return value;
}
