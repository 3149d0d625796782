// The codes by which people are known.
import * as client from '../api/client';
import type { Person } from '../api/contract';

/** The next free code of the row P001, P002, ... */
export function proposedCode(codes: readonly string[]): string {
    const numbers = codes.map((code) => Number(/^P(\d{1,6})$/.exec(code)?.[1] ?? 0));
    return `P${String(Math.max(0, ...numbers) + 1).padStart(3, '0')}`;
}

/** The person with that code; added when there is none. */
export async function personOfCode(code: string): Promise<Person> {
    const { people } = await client.people(code);
    return people.find((person) => person.code === code) ?? (await client.addPerson({ code }));
}
