// What can be asked of the server, one function each.
import type {
    Analysis,
    Comparison,
    Id,
    Mark,
    Person,
    PersonGiven,
    Session,
    SessionDetails,
    SourceInUse,
    Status,
    StrideRow,
    Trend,
    Upload,
} from './contract';
import { ask, askJson } from './request';

export interface PersonFields {
    code?: string;
    name?: string | null;
    birth_year?: number | null;
}

const at = (id: Id): string => encodeURIComponent(String(id));
const query = (fields: Record<string, string | number>): string =>
    new URLSearchParams(Object.entries(fields).map(([key, value]) => [key, String(value)])).toString();

export const status = (): Promise<Status> => askJson('GET', 'status');

export const people = (search: string, offset = 0, limit = 50): Promise<{ total: number; people: Person[] }> =>
    askJson('GET', `people?${query({ search, offset, limit })}`);
/** The person with exactly that code. */
export async function personWithCode(code: string): Promise<Person | null> {
    const found = await askJson<{ people: Person[] }>('GET', `people?${query({ code })}`);
    return found.people.find((one) => one.code === code) ?? null;
}
/** The next free code of the row P001, P002, ... */
export const nextCode = async (): Promise<string> => (await askJson<{ code: string }>('GET', 'people/next-code')).code;
export const person = (id: Id): Promise<Person> => askJson('GET', `people/${at(id)}`);
export const addPerson = (fields: PersonFields): Promise<Person> => askJson('POST', 'people', fields);
export const changePerson = (id: Id, fields: PersonFields): Promise<Person> =>
    askJson('PATCH', `people/${at(id)}`, fields);
export const deletePerson = (id: Id): Promise<void> => askJson('DELETE', `people/${at(id)}`);
export const trend = (id: Id, figure: string): Promise<Trend> =>
    askJson('GET', `people/${at(id)}/trends?${query({ figure })}`);

export const sessions = (fields: {
    person?: Id;
    offset?: number;
    limit?: number;
}): Promise<{ total: number; sessions: Session[] }> =>
    askJson('GET', `sessions?${query({ offset: 0, limit: 50, ...fields })}`);
export const startSession = (person: PersonGiven, source: SourceInUse, keepRaw: boolean): Promise<Session> =>
    askJson('POST', 'sessions', { person, source, keep_raw: keepRaw });
export const session = (id: Id): Promise<SessionDetails> => askJson('GET', `sessions/${at(id)}`);
/** Its latest strides, as far as they are stored; the newest last. */
export async function latestStrides(id: Id, most: number): Promise<StrideRow[]> {
    const of = (offset: number): Promise<{ total: number; strides: StrideRow[] }> =>
        askJson('GET', `sessions/${at(id)}/strides?${query({ offset, limit: most })}`);
    const first = await of(0);
    return first.total <= most ? first.strides : (await of(first.total - most)).strides;
}
export const keepNotes = (id: Id, notes: string): Promise<Session> => askJson('PATCH', `sessions/${at(id)}`, { notes });
export const deleteSession = (id: Id): Promise<void> => askJson('DELETE', `sessions/${at(id)}`);
export const stopSession = (id: Id): Promise<Session> => askJson('POST', `sessions/${at(id)}/stop`, {});
export const markMoment = (id: Id, text: string): Promise<Mark> =>
    askJson('POST', `sessions/${at(id)}/marks`, { text });
export const compare = (a: Id, b: Id): Promise<Comparison> => askJson('GET', `compare?${query({ a, b })}`);

export async function upload(file: File): Promise<Upload> {
    const response = await ask('POST', 'uploads', file, {
        'Content-Type': 'application/octet-stream',
        'X-Filename': encodeURIComponent(file.name),
    });
    return (await response.json()) as Upload;
}
export const analyze = (id: Id, analysis: Analysis): Promise<Session> =>
    askJson('POST', `uploads/${at(id)}/analyze`, analysis);

export const reportPath = (id: Id): string => `sessions/${at(id)}/report`;
/** The report's path for a tab that can't send a token. */
export async function reportPathWithTicket(id: Id): Promise<string> {
    const { ticket } = await askJson<{ ticket: string }>('POST', `${reportPath(id)}-ticket`, {});
    return `${reportPath(id)}?${query({ ticket })}`;
}
export const sessionExportPath = (id: Id, format: 'csv' | 'json'): string =>
    `sessions/${at(id)}/export?format=${format}`;
export const personExportPath = (id: Id, format: 'csv' | 'json'): string => `people/${at(id)}/export?format=${format}`;
