-- A session store as version 1 made it. Never changed: it is what users have.
CREATE TABLE people (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    code TEXT NOT NULL UNIQUE,
    name TEXT,
    birth_year INTEGER
);
CREATE TABLE sessions (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    person INTEGER NOT NULL REFERENCES people(id) ON DELETE CASCADE,
    state TEXT NOT NULL CHECK (state IN ('open', 'closed', 'interrupted')),
    started_unix_ms INTEGER NOT NULL,
    ended_unix_ms INTEGER,
    notes TEXT NOT NULL,
    model TEXT NOT NULL,
    source TEXT NOT NULL,
    strides INTEGER NOT NULL DEFAULT 0,
    walking_s REAL,
    distance_m REAL,
    distance_sd_m REAL
);
CREATE INDEX sessions_by_start ON sessions(started_unix_ms, id);
CREATE INDEX sessions_by_person ON sessions(person, started_unix_ms, id);
CREATE TABLE marks (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    session INTEGER NOT NULL REFERENCES sessions(id) ON DELETE CASCADE,
    at_ns INTEGER NOT NULL,
    text TEXT NOT NULL
);
CREATE INDEX marks_by_session ON marks(session, at_ns, id);
CREATE TABLE strides (
    session INTEGER NOT NULL REFERENCES sessions(id) ON DELETE CASCADE,
    foot TEXT NOT NULL CHECK (foot IN ('left', 'right')),
    start_ns INTEGER NOT NULL,
    final_contact_ns INTEGER NOT NULL,
    end_ns INTEGER NOT NULL,
    bout INTEGER NOT NULL,
    turning INTEGER NOT NULL CHECK (turning IN (0, 1)),
    confidence REAL,
    step_time_s REAL,
    double_support_s REAL,
    from_x_m REAL, from_y_m REAL, from_z_m REAL,
    to_x_m REAL, to_y_m REAL, to_z_m REAL,
    length_m REAL, length_sd_m REAL,
    speed_mps REAL, speed_sd_mps REAL,
    rise_m REAL, rise_sd_m REAL,
    turn_rad REAL, turn_sd_rad REAL,
    clearance_m REAL, clearance_sd_m REAL,
    outward_m REAL, outward_sd_m REAL,
    initial_contact_angle_rad REAL, initial_contact_angle_sd_rad REAL,
    final_contact_angle_rad REAL, final_contact_angle_sd_rad REAL,
    PRIMARY KEY (session, foot, start_ns)
) WITHOUT ROWID;
CREATE TABLE figures (
    session INTEGER NOT NULL REFERENCES sessions(id) ON DELETE CASCADE,
    foot TEXT NOT NULL CHECK (foot IN ('left', 'right', 'both')),
    figure TEXT NOT NULL,
    strides INTEGER NOT NULL,
    mean REAL, mean_low REAL, mean_high REAL,
    sd REAL,
    cv REAL,
    enough_for_mean INTEGER NOT NULL CHECK (enough_for_mean IN (0, 1)),
    enough_for_variability INTEGER NOT NULL CHECK (enough_for_variability IN (0, 1)),
    PRIMARY KEY (session, foot, figure)
) WITHOUT ROWID;
CREATE TABLE symmetry (
    session INTEGER NOT NULL REFERENCES sessions(id) ON DELETE CASCADE,
    figure TEXT NOT NULL,
    index_percent REAL, index_low REAL, index_high REAL,
    PRIMARY KEY (session, figure)
) WITHOUT ROWID;
INSERT INTO people VALUES (1, 'P-001', NULL, NULL), (4, 'P-004', 'Ada Lovelace', 1987);
INSERT INTO sessions VALUES
    (1, 1, 'closed', 1700000000000, 1700000060000, 'first visit', 'dnn', 'replay', 3, 58.5, 61.25, 0.5),
    (2, 4, 'open', 1700000100000, NULL, '', 'dnn', 'serial', 1, NULL, NULL, NULL);
INSERT INTO marks VALUES (1, 1, 5000000000, 'turned');
INSERT INTO strides (session, foot, start_ns, final_contact_ns, end_ns, bout, turning, confidence, length_m) VALUES
    (1, 'left', 1000000000, 1650000000, 2100000000, 0, 0, 0.875, 1.25),
    (1, 'left', 2100000000, 2750000000, 3200000000, 0, 1, 0.75, NULL),
    (1, 'right', 1500000000, 2150000000, 2600000000, 0, 0, NULL, 1.5),
    (2, 'right', 500000000, 1150000000, 1600000000, 0, 0, NULL, NULL);
INSERT INTO figures VALUES
    (1, 'left', 'stride_time_s', 1, 1.125, NULL, NULL, NULL, NULL, 0, 0),
    (1, 'both', 'stride_time_s', 2, 1.25, 1.0, 1.5, 0.125, 0.1, 1, 0);
INSERT INTO symmetry VALUES (1, 'stride_time_s', 2.5, -1.0, 6.0);
PRAGMA application_id = 1182033516;
PRAGMA user_version = 1;
