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

export function sourceWords(reader: Reader, source: SourceInUse | string | null, name = ''): string {
    if (source === null) {
        return reader.say('app.unknown');
    }
    if (typeof source === 'string') {
        return source;
    }
    switch (source.kind as string) {
        case 'replay':
            return name === ''
                ? (source.recording ?? '')
                : reader.say('source.replay', { recording: source.recording ?? '', name });
        case 'tcp':
            return reader.say('source.tcp', { port: String(source.port ?? '') });
        case 'udp':
            return reader.say('source.udp', { stream: source.stream ?? '', port: String(source.port ?? '') });
        case 'serial':
            return reader.say('source.serial', { device: source.device ?? '' });
        case 'stdin':
            return reader.say('source.stdin');
        case 'upload':
            return reader.say('source.upload');
        default:
            return source.kind;
    }
}

export function sourceChoices(reader: Reader, sources: readonly Source[]): SourceChoice[] {
    return sources.flatMap((source): SourceChoice[] => {
        switch (source.kind) {
            case 'replay':
                return source.recordings.map((recording) => ({
                    key: `replay ${source.name} ${recording}`,
                    words: sourceWords(reader, { kind: 'replay', recording }, source.name),
                    start: { kind: 'replay', recording, ...(source.name === '' ? {} : { name: source.name }) },
                }));
            case 'udp':
                return source.streams.length === 0
                    ? [{ key: 'udp', words: reader.say('source.udp_any', { port: String(source.port) }), start: null }]
                    : source.streams.map((stream) => ({
                          key: `udp ${stream}`,
                          words: sourceWords(reader, { kind: 'udp', stream, port: source.port }),
                          start: { kind: 'udp', stream },
                      }));
            case 'tcp':
                return [{ key: `tcp ${source.port}`, words: sourceWords(reader, source), start: { kind: 'tcp', port: source.port } }];
            case 'serial':
                return [
                    { key: `serial ${source.device}`, words: sourceWords(reader, source), start: { kind: 'serial', device: source.device } },
                ];
            case 'stdin':
                return [{ key: 'stdin', words: sourceWords(reader, source), start: { kind: 'stdin' } }];
        }
    });
}
