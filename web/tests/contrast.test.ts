// What stands on what is readable, in the light and in the dark: WCAG 2.1, 4.5 for text, 3 for shapes and borders.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { contrast, luminance } from './contrast_ratio';

const css = readFileSync(new URL('../src/style/theme.css', import.meta.url), 'utf8');

function coloursOf(part: string): Record<string, string> {
    return Object.fromEntries(
        [...part.matchAll(/--([a-z-]+):\s*(#[0-9a-f]{3,6});/gi)].map((match) => [match[1] ?? '', match[2] ?? '']),
    );
}

const [lightPart = '', darkPart = ''] = css.split('@media (prefers-color-scheme: dark)');
const schemes = { light: coloursOf(lightPart), dark: coloursOf(darkPart) };

const kText: [string, string][] = [
    ['ink', 'paper'],
    ['ink', 'panel'],
    ['soft', 'paper'],
    ['soft', 'panel'],
    ['accent', 'paper'],
    ['accent', 'panel'],
    ['on-accent', 'accent'],
    ['ink', 'good-panel'],
    ['ink', 'warn-panel'],
    ['ink', 'bad-panel'],
    ['good', 'good-panel'],
    ['warn', 'warn-panel'],
    ['bad', 'bad-panel'],
    ['accent', 'good-panel'],
    ['warn', 'panel'],
];
const kShapes: [string, string][] = [
    ['left', 'paper'],
    ['right', 'paper'],
    ['left', 'panel'],
    ['right', 'panel'],
    ['left', 'shade'],
    ['rule', 'paper'],
    ['bad', 'paper'],
    ['warn', 'paper'],
    ['good', 'paper'],
];

describe('contrast', () => {
    it('is that of WCAG', () => {
        expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 6);
        expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
        expect(luminance('#fff')).toBeCloseTo(1, 9);
    });
    for (const [scheme, colours] of Object.entries(schemes)) {
        it.each(kText)(`of text in the ${scheme}: %s on %s`, (front, back) => {
            expect(contrast(colours[front] ?? '', colours[back] ?? '')).toBeGreaterThanOrEqual(4.5);
        });
        it.each(kShapes)(`of shapes in the ${scheme}: %s on %s`, (front, back) => {
            expect(contrast(colours[front] ?? '', colours[back] ?? '')).toBeGreaterThanOrEqual(3);
        });
    }
    it('of placeholders is that of soft text, which a browser would make paler', () => {
        const page = readFileSync(new URL('../src/style/page.css', import.meta.url), 'utf8');
        expect(/::placeholder \{([^}]*)\}/.exec(page)?.[1]).toMatch(/color: var\(--soft\);\s*opacity: 1;/);
    });
    it('is known of every colour: the dark has all the light has', () => {
        expect(Object.keys(schemes.dark).sort()).toEqual(Object.keys(schemes.light).sort());
    });
});
