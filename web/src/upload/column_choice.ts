// What each column of an uploaded file is said to be.
import { kFeet, type Analysis, type ColumnUse, type Foot, type PersonGiven, type Upload } from '../api/contract';

export type Quantity = 'acc' | 'gyro';
export type Role = `${Foot}_${Quantity}_${'x' | 'y' | 'z'}` | 'time';

const kQuantities: readonly Quantity[] = ['acc', 'gyro'];
const kAxes = ['x', 'y', 'z'] as const;

/** Every role a column can have, in the order in which they are offered. */
export const kRoles: readonly Role[] = [
    'time',
    ...kFeet.flatMap((foot) =>
        kQuantities.flatMap((quantity) => kAxes.map((axis): Role => `${foot}_${quantity}_${axis}`)),
    ),
];

/** Units of descriptors, the likeliest first. A counter counts samples: it says which are missing, not how fast they come. */
const kUnits = {
    acc: ['m/s2', 'g'],
    gyro: ['rad/s', 'deg/s'],
    time: ['s', 'ms', 'us', 'ns', 'counter'],
} as const;

export function quantityOf(role: Role): Quantity | 'time' {
    return role === 'time' ? 'time' : role.includes('_acc_') ? 'acc' : 'gyro';
}

export function unitsFor(role: Role): readonly string[] {
    return kUnits[quantityOf(role)];
}

/** How a unit is written where people read it. */
export function unitWritten(unit: string): string {
    return ({ 'm/s2': 'm/s²', 'deg/s': '°/s', us: 'µs' } as Record<string, string>)[unit] ?? unit;
}

export interface ColumnChoice {
    role: Role | null;
    unit: string;
}

function isRole(text: string | null): text is Role {
    return (kRoles as readonly (string | null)[]).includes(text);
}

/** What the server guessed; of two columns with the same guess the first has it. */
export function guesses(upload: Pick<Upload, 'columns'>): ColumnChoice[] {
    return upload.columns.map(({ guess, unit_guess }, index) => {
        if (!isRole(guess) || upload.columns.findIndex((column) => column.guess === guess) !== index) {
            return { role: null, unit: '' };
        }
        const units = unitsFor(guess);
        return { role: guess, unit: unit_guess !== null && units.includes(unit_guess) ? unit_guess : (units[0] ?? '') };
    });
}

/** A role belongs to one column: another that had it has none then. */
export function withRole(choices: readonly ColumnChoice[], column: number, role: Role | null): ColumnChoice[] {
    return choices.map((choice, index) => {
        if (index === column) {
            const units = role === null ? [] : unitsFor(role);
            return { role, unit: units.includes(choice.unit) ? choice.unit : (units[0] ?? '') };
        }
        return role !== null && choice.role === role ? { role: null, unit: '' } : choice;
    });
}

/** A quantity of both feet has one unit, as one kind of sensor has. */
export function withUnit(choices: readonly ColumnChoice[], column: number, unit: string): ColumnChoice[] {
    const changed = choices[column]?.role ?? null;
    if (changed === null) {
        return [...choices];
    }
    return choices.map((choice) =>
        choice.role !== null && quantityOf(choice.role) === quantityOf(changed) ? { ...choice, unit } : choice,
    );
}

const tellsTime = (choice: ColumnChoice): boolean => choice.role === 'time' && choice.unit !== 'counter';

export interface Missing {
    /** No column of any foot. */
    everything: boolean;
    roles: Role[];
    rate: boolean;
}

export function missing(choices: readonly ColumnChoice[], rateHz: number | null): Missing {
    const has = (role: Role): boolean => choices.some((choice) => choice.role === role);
    const of = (foot: Foot): Role[] => kRoles.filter((role) => role.startsWith(`${foot}_`));
    const begun = kFeet.filter((foot) => of(foot).some(has));
    return {
        everything: begun.length === 0,
        roles: begun.flatMap((foot) => of(foot).filter((role) => !has(role))),
        rate: !choices.some(tellsTime) && (rateHz === null || !(rateHz > 0)),
    };
}

export function complete(what: Missing): boolean {
    return !what.everything && what.roles.length === 0 && !what.rate;
}

/** A local moment as an input has it ("2026-11-25T09:30") in UTC; null when there is none. */
export function utcOf(local: string): string | null {
    const moment = new Date(local);
    return local === '' || Number.isNaN(moment.getTime()) ? null : moment.toISOString();
}

export function analysisOf(
    person: PersonGiven,
    choices: readonly ColumnChoice[],
    rateHz: number | null,
    started: string | null = null,
): Analysis {
    const columns: Record<string, ColumnUse> = {};
    let time: ColumnUse | null = null;
    choices.forEach(({ role, unit }, column) => {
        if (role === 'time') {
            time = { column, unit };
        } else if (role !== null) {
            columns[role] = { column, unit };
        }
    });
    return {
        person,
        columns,
        rate_hz: rateHz,
        ...(time === null ? {} : { time_column: time }),
        ...(started === null ? {} : { started }),
    };
}
