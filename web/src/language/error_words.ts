// What the server's errors and complaints are called, by their codes: its own sentences are English.
import type { WordKey } from './words';

/** Of codes that are not listed the kind of failure is told, and the server's own sentence. */
export const kErrorWords: Readonly<Record<string, WordKey | undefined>> = {
    not_found: 'failure.not_found',
    no_token: 'failure.token',
    code_taken: 'failure.taken',
    busy: 'failure.busy',
    too_many: 'failure.busy',
    internal: 'failure.server',
    bad_code: 'error.bad_code',
    bad_name: 'error.bad_name',
    bad_text: 'error.bad_text',
    bad_unit: 'error.bad_unit',
    no_foot: 'error.no_foot',
    no_rate: 'error.no_rate',
    two_units: 'error.two_units',
    no_recording: 'error.no_recording',
    no_source: 'error.no_source',
    live: 'error.live',
    not_live: 'error.not_live',
    nothing_measured: 'error.nothing_measured',
    source_taken: 'error.source_taken',
    which_stream: 'error.which_stream',
    no_replay: 'error.no_replay',
    empty: 'error.empty',
    no_table: 'error.no_table',
    json: 'error.no_table',
    no_strides: 'error.no_strides',
    unreadable: 'error.unreadable',
    no_room: 'error.no_room',
    store_busy: 'error.store_busy',
};

/** Codes whose sentence names what is wrong: it is told besides. */
export const kNamesValues: ReadonlySet<string> = new Set(['bad_text', 'bad_unit', 'unreadable']);

const kComplaintWords: Readonly<Record<string, WordKey | undefined>> = {
    feet_unnamed: 'complaint.feet_unnamed',
    broken_row: 'complaint.broken_row',
    no_rate: 'complaint.no_rate',
    time_backwards: 'complaint.time_backwards',
    lines_before: 'complaint.lines_before',
};

/** null: it is told in the server's own sentence. */
export const complaintKey = (code: string): WordKey | null => kComplaintWords[code] ?? null;
