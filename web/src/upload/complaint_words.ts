// What the server noticed of a file, in the reader's language.
import type { Complaint } from '../api/contract';
import { complaintKey } from '../language/error_words';
import type { Reader } from '../language/reader';

export function complaintWords(reader: Reader, { code, text, fields }: Complaint): string {
    const key = complaintKey(code);
    if (key === null) {
        return text;
    }
    const values = Object.entries(fields).map(([name, value]): [string, string] => [
        name,
        typeof value === 'number' ? reader.number(value) : value,
    ]);
    return reader.say(key, Object.fromEntries(values));
}
