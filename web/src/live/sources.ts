// The sources that a session can be started from, one choice each.
import type { Source, SourceInUse } from '../api/contract';
import type { Reader } from '../language/reader';

export interface SourceChoice {
    key: string;
    words: string;
    /** null: it is there, but nothing can be started from it yet. */
    start: SourceInUse | null;
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
        return [{ key, words: `${place}: ${source.problem}`, start: null }];
    }
    if (source.streams === undefined) {
        return [{ key, words: place, start }];
    }
    return source.streams.length === 0
        ? [{ key, words: reader.say('source.silent', { source: place }), start: null }]
        : source.streams.map((stream) => ({
              key: `${key} ${stream}`,
              words: `${place} · ${stream}`,
              start: { ...start, stream },
          }));
}

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
