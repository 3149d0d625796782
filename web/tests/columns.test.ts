// What an uploaded file's columns are said to be.
import { describe, expect, it } from 'vitest';
import type { UploadedColumn } from '../src/api/contract';
import { analysisOf, complete, guesses, kRoles, missing, utcOf, withRole, withUnit } from '../src/upload/column_choice';

const column = (guess: string | null, unit_guess: string | null = null): UploadedColumn => ({
    name: 'c',
    guess,
    unit_guess,
});
const leftRoles = kRoles.filter((role) => role.startsWith('left'));
const leftFoot = guesses({ columns: [column('time', 'ms'), ...leftRoles.map((role) => column(role, null))] });

describe('columns', () => {
    it('are filled with the guesses, and the likeliest unit where there is none', () => {
        expect(
            guesses({
                columns: [column('left_acc_x', 'g'), column('right_gyro_z'), column('temperature'), column(null)],
            }),
        ).toEqual([
            { role: 'left_acc_x', unit: 'g' },
            { role: 'right_gyro_z', unit: 'rad/s' },
            { role: null, unit: '' },
            { role: null, unit: '' },
        ]);
    });
    it('have a unit that the page knows', () => {
        expect(guesses({ columns: [column('left_acc_x', 'furlong')] })[0]?.unit).toBe('m/s2');
    });
    it('of the same guess: the first has it', () => {
        expect(guesses({ columns: [column('time'), column('time')] }).map((choice) => choice.role)).toEqual([
            'time',
            null,
        ]);
    });
    it('give a role up to the column that takes it', () => {
        const choices = withRole(leftFoot, 2, 'left_acc_x');
        expect(choices[1]).toEqual({ role: null, unit: '' });
        expect(choices[2]?.role).toBe('left_acc_x');
        expect(withRole(choices, 2, null)[2]).toEqual({ role: null, unit: '' });
    });
    it('of one quantity have one unit', () => {
        const choices = withUnit(leftFoot, 1, 'g');
        expect(choices.slice(1, 4).map((choice) => choice.unit)).toEqual(['g', 'g', 'g']);
        expect(choices[4]?.unit).toBe('rad/s');
        expect(choices[0]?.unit).toBe('ms');
    });
    it('of one foot and the time are enough', () => {
        expect(complete(missing(leftFoot, null))).toBe(true);
    });
    it('that are missing are named', () => {
        expect(missing([], 100)).toEqual({ everything: true, roles: [], rate: false });
        const withoutTime = withRole(leftFoot, 0, null);
        expect(missing(withoutTime, null).rate).toBe(true);
        expect(missing(withUnit(leftFoot, 0, 'counter'), null).rate).toBe(true);
        expect(missing(withoutTime, 0).rate).toBe(true);
        expect(missing(withoutTime, 100).rate).toBe(false);
        expect(missing(withRole(leftFoot, 3, null), null).roles).toEqual(['left_acc_z']);
        expect(missing(withRole(leftFoot, 0, 'right_acc_x'), 100).roles).toHaveLength(5);
    });
    it('are told to the server by their place', () => {
        const analysis = analysisOf(7, leftFoot, null);
        expect(analysis.person).toBe(7);
        expect(analysis.time_column).toEqual({ column: 0, unit: 'ms' });
        expect(analysis.columns['left_acc_x']).toEqual({ column: 1, unit: 'm/s2' });
        expect(Object.keys(analysis.columns)).toHaveLength(6);
        expect(analysisOf(7, withRole(leftFoot, 0, null), 100)).not.toHaveProperty('time_column');
    });
    it('go with when it was walked, if that is known', () => {
        const moment = '2026-11-25T08:30:00.000Z';
        expect(analysisOf({ code: 'P1' }, leftFoot, 100, moment).started).toBe(moment);
        expect(analysisOf({ code: 'P1' }, leftFoot, 100)).not.toHaveProperty('started');
        expect(utcOf('')).toBeNull();
        expect(utcOf('no time')).toBeNull();
        expect(utcOf('2026-11-25T09:30')).toBe(new Date(2026, 10, 25, 9, 30).toISOString());
    });
});
