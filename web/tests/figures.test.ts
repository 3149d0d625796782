// Figures in the units in which people read them.
import { describe, expect, it } from 'vitest';
import { figureName, figureNumber, figureText, figureUnit, kTrendFigures } from '../src/format/figures';
import { Reader } from '../src/language/reader';

const reader = new Reader('en', 'en');

describe('a figure', () => {
    it('is written in its own unit', () => {
        expect(figureText(reader, 'stride_time_s', 1.0824)).toBe('1.082\u00a0s');
        expect(figureText(reader, 'stance_share', 0.612)).toBe('61.2\u00a0%');
        expect(figureText(reader, 'stance_percent', 61.2)).toBe('61.2\u00a0%');
        expect(figureText(reader, 'clearance_m', 0.041)).toBe('4.1\u00a0cm');
        // A quarter of a right angle.
        expect(figureText(reader, 'initial_contact_angle_rad', Math.PI / 8)).toBe('22.5\u00a0°');
    });
    it('is a dash without a unit when it is not known', () => {
        expect(figureText(reader, 'stride_time_s', null)).toBe('–');
    });
    it('of which the page never heard keeps the name and unit of the server', () => {
        expect(figureName(reader, 'toe_height_m')).toBe('toe height m');
        expect(figureUnit(reader, 'toe_height_m', 'm')).toBe('m');
        expect(figureNumber(reader, 'toe_height_m', 0.5)).toBe('0.500');
    });
    it('has a name of its own if it has a trend', () => {
        for (const figure of kTrendFigures) {
            expect(figureName(reader, figure)).not.toBe(figure.replaceAll('_', ' '));
        }
    });
});
