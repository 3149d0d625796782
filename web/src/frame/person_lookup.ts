// What is known of a code: whose it is, whose it nearly is, and which others begin like it.
import * as client from '../api/client';
import type { Person, PersonGiven } from '../api/contract';

export interface Lookup {
    /** Who has exactly this code. */
    person: Person | null;
    /** Who has it but for upper and lower case: to the server somebody else. */
    similar: Person | null;
    /** Some of those whose codes or names contain it, to choose from. */
    offered: Person[];
}

const kOffered = 50;

export async function lookedUp(code: string): Promise<Lookup> {
    const spellings = code === '' ? [] : [...new Set([code, code.toUpperCase(), code.toLowerCase()])];
    const [list, ...exact] = await Promise.all([
        client.people(code, 0, kOffered),
        ...spellings.map((spelling) => client.personWithCode(spelling)),
    ]);
    const all = [...exact, ...list.people].filter((one): one is Person => one !== null);
    const sameLetters = (one: Person): boolean => one.code.toLowerCase() === code.toLowerCase();
    return {
        person: exact.find((one) => one?.code === code) ?? null,
        similar: all.find((one) => one.code !== code && sameLetters(one)) ?? null,
        offered: list.people,
    };
}

/**
 * Whom the server is told of. Only somebody whom the reader has been shown goes by the id; every other code is sent as
 * a new one, which the server refuses where it isn't: nobody's walk lands on another person unseen.
 */
export function personGiven(code: string, lookup: Lookup | null): PersonGiven {
    return lookup?.person?.code === code ? lookup.person.id : { code };
}
