// How each figure is named and written; the server sends SI units.
import type { Reader } from '../language/reader';
import type { WordKey } from '../language/words';

interface Writing {
    name: WordKey;
    unit: WordKey;
    scale: number;
    decimals: number;
}

const kDegrees = 180 / Math.PI;

const kWriting: Record<string, Writing> = {
    stride_time_s: { name: 'figure.stride_time_s', unit: 'unit.s', scale: 1, decimals: 3 },
    stance_time_s: { name: 'figure.stance_time_s', unit: 'unit.s', scale: 1, decimals: 3 },
    swing_time_s: { name: 'figure.swing_time_s', unit: 'unit.s', scale: 1, decimals: 3 },
    stance_percent: { name: 'figure.stance_percent', unit: 'unit.percent', scale: 1, decimals: 1 },
    stance_share: { name: 'figure.stance_percent', unit: 'unit.percent', scale: 100, decimals: 1 },
    step_time_s: { name: 'figure.step_time_s', unit: 'unit.s', scale: 1, decimals: 3 },
    double_support_time_s: { name: 'figure.double_support_time_s', unit: 'unit.s', scale: 1, decimals: 3 },
    double_support_s: { name: 'figure.double_support_time_s', unit: 'unit.s', scale: 1, decimals: 3 },
    cadence_steps_per_min: { name: 'figure.cadence_steps_per_min', unit: 'unit.steps_per_min', scale: 1, decimals: 1 },
    stride_length_m: { name: 'figure.stride_length_m', unit: 'unit.m', scale: 1, decimals: 2 },
    speed_m_s: { name: 'figure.speed_m_s', unit: 'unit.m_s', scale: 1, decimals: 2 },
    clearance_m: { name: 'figure.clearance_m', unit: 'unit.cm', scale: 100, decimals: 1 },
    outward_m: { name: 'figure.outward_m', unit: 'unit.cm', scale: 100, decimals: 1 },
    initial_contact_angle_rad: {
        name: 'figure.initial_contact_angle_rad',
        unit: 'unit.degree',
        scale: kDegrees,
        decimals: 1,
    },
    final_contact_angle_rad: {
        name: 'figure.final_contact_angle_rad',
        unit: 'unit.degree',
        scale: kDegrees,
        decimals: 1,
    },
    initial_contact_angle_deg: { name: 'figure.initial_contact_angle_rad', unit: 'unit.degree', scale: 1, decimals: 1 },
    final_contact_angle_deg: { name: 'figure.final_contact_angle_rad', unit: 'unit.degree', scale: 1, decimals: 1 },
    symmetry_percent: { name: 'figure.symmetry_percent', unit: 'unit.percent', scale: 1, decimals: 1 },
};

/** Figures that have a trend, in the order in which they are offered. */
export const kTrendFigures: readonly string[] = [
    'stride_time_s',
    'cadence_steps_per_min',
    'speed_m_s',
    'stride_length_m',
    'stance_share',
    'stance_time_s',
    'swing_time_s',
    'step_time_s',
    'double_support_time_s',
    'clearance_m',
    'outward_m',
    'initial_contact_angle_rad',
    'final_contact_angle_rad',
];

/** A figure of which the page has never heard is named as the server names it. */
export function figureName(reader: Reader, figure: string): string {
    const writing = kWriting[figure];
    return writing === undefined ? figure.replaceAll('_', ' ') : reader.say(writing.name);
}

export function figureUnit(reader: Reader, figure: string, unit = ''): string {
    const writing = kWriting[figure];
    return writing === undefined ? unit : reader.say(writing.unit);
}

/** In the unit of figureUnit. */
export function figureValue(figure: string, value: number): number {
    return value * (kWriting[figure]?.scale ?? 1);
}

export function figureNumber(reader: Reader, figure: string, value: number | null | undefined, signed = false): string {
    const writing = kWriting[figure];
    const known = value === null || value === undefined ? null : figureValue(figure, value);
    return reader.number(known, writing?.decimals ?? 3, signed);
}

export function figureText(
    reader: Reader,
    figure: string,
    value: number | null | undefined,
    unit = '',
    signed = false,
): string {
    const number = figureNumber(reader, figure, value, signed);
    const written = figureUnit(reader, figure, unit);
    return number === '–' || written === '' ? number : `${number}\u00a0${written}`;
}
