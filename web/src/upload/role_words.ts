// How the roles of columns are called.
import type { Foot } from '../api/contract';
import type { Reader } from '../language/reader';
import { quantityOf, type Missing, type Role } from './column_choice';

const footOf = (role: Role): Foot => (role.startsWith('left') ? 'left' : 'right');

export function roleWords(reader: Reader, role: Role): string {
    const quantity = quantityOf(role);
    if (quantity === 'time') {
        return reader.say('upload.time');
    }
    return reader.say('upload.role', {
        foot: reader.say(`foot.${footOf(role)}`),
        quantity: reader.say(`upload.${quantity}`),
        axis: role.slice(-1),
    });
}

/** What is still missing, as the parts of a sentence; none when the file can be analysed. */
export function missingWords(reader: Reader, what: Missing): string[] {
    return [
        ...(what.everything ? [reader.say('upload.missing_all')] : []),
        ...what.roles.map((role) => roleWords(reader, role)),
        ...(what.rate ? [reader.say('upload.missing_rate')] : []),
    ];
}
