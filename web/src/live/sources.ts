// The sources that a session can be started from, one choice each.
import type { Source, SourceInUse } from '../api/contract';
import type { Reader } from '../language/reader';

export interface SourceChoice {
    key: string;
    words: string;
    start: SourceInUse;
}

/** How fast a recording may be replayed. */
export const kSpeeds: readonly number[] = [1, 2, 4, 8];

/** What a source is, without the stream that comes from it. */
function placeWords(reader: Reader, source: SourceInUse | Source): string {
    const at = (field: 'port' | 'device'): string => {
        const value = (source as Record<string, unknown>)[field];
        return value === undefined || value === null ? '' : String(value);
    };
    switch (source.kind) {
        case 'tcp':
            return reader.say('source.tcp', { port: at('port') }).trim();
        case 'udp':
            return reader.say('source.udp', { port: at('port') }).trim();
        case 'serial':
            return reader.say('source.serial', { device: at('device') }).trim();
        case 'stdin':
            return reader.say('source.stdin');
        default:
            return source.kind;
    }
}

/** What a session came from. */
export function sourceWords(reader: Reader, source: SourceInUse | string | null): string {
    if (source === null) {
        return reader.say('app.unknown');
    }
    if (typeof source === 'string') {
        return source;
    }
    switch (source.kind as string) {
        case 'replay':
            return source.recording ?? reader.say('source.replay_any');
        case 'upload':
            return typeof source['filename'] === 'string' ? source['filename'] : reader.say('source.upload');
        default:
            return [placeWords(reader, source), source.stream ?? ''].filter((part) => part !== '').join(' · ');
    }
}

function liveChoices(reader: Reader, source: Exclude<Source, { kind: 'replay' }>): SourceChoice[] {
    const place = placeWords(reader, source);
    const key = `${source.kind} ${place}`;
    const start: SourceInUse = { kind: source.kind };
    if (source.problem) {
        return [];
    }
    if (source.streams === undefined) {
        return [{ key, words: place, start }];
    }
    return source.streams.map((stream) => ({
        key: `${key} ${stream}`,
        words: `${place} · ${stream}`,
        start: { ...start, stream },
    }));
}

/** What a session can be started from now. */
export function sourceChoices(reader: Reader, sources: readonly Source[]): SourceChoice[] {
    return sources.flatMap((source) =>
        source.kind === 'replay'
            ? source.recordings.map((recording) => ({
                  key: `replay ${source.name} ${recording}`,
                  words: reader.say('source.replay', { recording, name: source.name }),
                  start: { kind: 'replay', name: source.name, recording } satisfies SourceInUse,
              }))
            : liveChoices(reader, source),
    );
}

/** In a sentence each: what can't be had yet and why, and what of the sensors' data was not taken. */
export function sourceNotes(reader: Reader, sources: readonly Source[]): string[] {
    return sources.flatMap((source) => {
        if (source.kind === 'replay') {
            return [];
        }
        const place = placeWords(reader, source);
        const notes: string[] = [];
        if (source.problem) {
            notes.push(reader.say('source.problem', { source: place }));
        } else if (source.streams?.length === 0) {
            notes.push(reader.say('source.silent', { source: place }));
        }
        if ((source.malformed ?? 0) > 0) {
            const values = { source: place, n: reader.number(source.malformed), last: source.last_malformed ?? '–' };
            notes.push(reader.say('source.malformed', values));
        }
        for (const count of ['refused', 'dropped'] as const) {
            if ((source[count] ?? 0) > 0) {
                notes.push(reader.say(`source.${count}`, { source: place, n: reader.number(source[count]) }));
            }
        }
        return notes;
    });
}
