// The words that the server and the page share; serve/openapi.json says the same. Null is "not known".

export type Id = string | number;
export type Foot = 'left' | 'right';
export const kFeet: readonly Foot[] = ['left', 'right'];

export interface PersonName {
    id: Id;
    code: string;
    name: string | null;
}

export interface Person extends PersonName {
    birth_year: number | null;
    sessions: number;
    last_session: string | null;
}

/** Whom a session is of: an id, or a code, whose person is added in the same step (409 `code_taken` if it exists). */
export type PersonGiven = Id | { code: string };

export type SessionState = 'live' | 'done' | 'interrupted';

export interface Session {
    id: Id;
    person: PersonName;
    start: string;
    end: string | null;
    state: SessionState;
    source: SourceInUse | string | null;
    model: string | { name: string } | null;
    notes: string | null;
    strides: number;
    duration_s: number | null;
    /** false while the figures are still provisional: the samples are being gone through once more. */
    measured: boolean;
}

export interface Mark {
    time_s: number;
    text: string;
}

export interface Spread {
    mean: number | null;
    ci95: [number | null, number | null] | null;
    sd: number | null;
    n: number;
}

export interface Figure {
    figure: string;
    unit: string;
    left: Spread | null;
    right: Spread | null;
    both: Spread | null;
    symmetry_percent: number | null;
    symmetry_ci95: [number | null, number | null] | null;
}

export interface SessionDetails extends Session {
    figures: Figure[];
    marks: Mark[];
}

/** What MDC95 was estimated from. */
export type NoiseBasis = 'unknown' | 'within_session' | 'reference' | 'test_retest';

export interface TrendPoint {
    session: Id;
    time: string;
    mean: number | null;
    ci95: [number | null, number | null] | null;
    n: number;
}

export interface Trend {
    figure: string;
    unit: string;
    mdc95: number | null;
    points: TrendPoint[];
    change: { from: Id; to: Id; difference: number | null; beyond_noise: boolean; basis?: NoiseBasis } | null;
}

export interface Difference {
    figure: string;
    unit: string;
    a: Figure;
    b: Figure;
    difference: number | null;
    ci95: [number | null, number | null] | null;
    mdc95: number | null;
    beyond_noise: boolean;
    basis?: NoiseBasis;
}

export interface Comparison {
    a: Session;
    b: Session;
    figures: Difference[];
}

/** `streams` are those that send and that no session has yet; what was not taken is counted. */
export interface Sensors {
    streams?: string[];
    problem?: string | null;
    malformed?: number;
    last_malformed?: string | null;
    refused?: number;
    dropped?: number;
}

/** What a session can be started from. */
export type Source =
    | { kind: 'replay'; name: string; recordings: string[] }
    | ({ kind: 'tcp' | 'udp'; port: number } & Sensors)
    | ({ kind: 'serial'; device: string } & Sensors)
    | ({ kind: 'stdin' } & Sensors);

/** What a session is started from. */
export interface SourceInUse {
    kind: Source['kind'];
    recording?: string;
    speed?: number;
    stream?: string;
    port?: number;
    device?: string;
    [more: string]: unknown;
}

export interface LiveNow {
    id: Id;
    person: { id: Id; code: string };
}

export interface Status {
    version: string;
    model: { name: string; description: string | null } | null;
    live: LiveNow[];
    /** What is measured can't be written at the moment. */
    store_in_trouble: boolean;
    sources: Source[];
}

export interface UploadedColumn {
    name: string;
    guess: string | null;
    unit_guess: string | null;
}

/** What the server noticed of a file: `text` in English, `fields` the values that it names. */
export interface Complaint {
    code: string;
    text: string;
    fields: Record<string, string | number>;
}

export interface Upload {
    id: Id;
    filename: string;
    rows: number;
    rate_hz: number | null;
    columns: UploadedColumn[];
    preview: string[][];
    complaints: Complaint[];
}

export interface ColumnUse {
    column: number;
    unit: string;
}

export interface Analysis {
    person: PersonGiven;
    columns: Record<string, ColumnUse>;
    rate_hz: number | null;
    time_column?: ColumnUse;
    /** When it was walked, UTC. */
    started?: string;
}

/** One foot now: `signal` rows are (time_s, acceleration's norm in m/s², pitch rate in rad/s), new ones only. */
export interface FootFrame {
    state: 'walking' | 'not_walking' | 'unknown' | 'gone';
    cycle: number | null;
    /** "stance", "swing", or what else the model tells apart. */
    phase: string | null;
    confidence: number | null;
    signal: [number, number | null, number | null][];
}

export interface StrideRow {
    foot: Foot;
    start_s: number;
    final_contact_s: number | null;
    end_s: number;
    stride_time_s: number | null;
    stance_time_s: number | null;
    swing_time_s: number | null;
    stance_percent: number | null;
    stride_length_m: number | null;
    speed_m_s: number | null;
}

export type LiveStride = StrideRow & { type: 'stride' };

export interface LiveSummary {
    type: 'summary';
    cadence_steps_per_min: number | null;
    speed_m_s: number | null;
    stance_percent: { left: number | null; right: number | null };
    symmetry_percent: number | null;
    stride_time_s: number | null;
    strides: number;
}

export interface LiveData {
    type: 'data';
    foot: Foot;
    lost: number;
    late: number;
    doubled: number;
    gaps: number;
    restarts: number;
    /** Readings more than two seconds off, ... */
    astray: number;
    /** ... of a stream that sends more often than it says, ... */
    too_fast: number;
    /** ... or of another rate or kind than before. */
    mismatched: number;
    drift_ppm: number | null;
    gone_s: number | null;
}

export interface LiveFrame {
    type: 'frame';
    time_s: number;
    feet: Partial<Record<Foot, FootFrame>>;
}

export type LiveMessage =
    | LiveFrame
    | LiveStride
    | LiveSummary
    | LiveData
    | { type: 'mark'; time_s: number; text: string }
    | { type: 'trouble'; store: boolean }
    | { type: 'end'; state: SessionState };
