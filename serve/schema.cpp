// The tables of a session store, and the steps that bring a store of an earlier version up to date.
#include "serve/schema.h"

#include <fmt/format.h>

#include <array>

#include "footfall/recording/error.h"

namespace footfall::serve {
namespace {

/// Step n brings a store of version n to version n + 1.
constexpr std::array<const char*, kSchemaVersion> kSteps = {
    // 1: people, sessions, and what was measured.
    R"(
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
)",
    // 2: what the sensors said.
    R"(
CREATE TABLE tracks (
    session INTEGER NOT NULL REFERENCES sessions(id) ON DELETE CASCADE,
    foot TEXT NOT NULL CHECK (foot IN ('left', 'right')),
    rate_hz REAL,
    gravity TEXT NOT NULL CHECK (gravity IN ('included', 'removed')),
    PRIMARY KEY (session, foot)
) WITHOUT ROWID;
CREATE TABLE raw_chunks (
    id INTEGER PRIMARY KEY,
    session INTEGER NOT NULL,
    foot TEXT NOT NULL,
    number INTEGER NOT NULL,
    last_ns INTEGER NOT NULL,
    samples INTEGER NOT NULL,
    data BLOB NOT NULL,
    UNIQUE (session, foot, number),
    FOREIGN KEY (session, foot) REFERENCES tracks(session, foot) ON DELETE CASCADE
);
)",
    // 3: what is still to be done to the file; open sessions found at once; turning strides of a foot.
    R"(
CREATE TABLE pending (what TEXT NOT NULL PRIMARY KEY) WITHOUT ROWID;
CREATE INDEX sessions_open ON sessions(id) WHERE state = 'open';
ALTER TABLE sessions ADD COLUMN turning_strides_left INTEGER NOT NULL DEFAULT 0;
ALTER TABLE sessions ADD COLUMN turning_strides_right INTEGER NOT NULL DEFAULT 0;
ALTER TABLE sessions ADD COLUMN strides_left INTEGER NOT NULL DEFAULT 0;
ALTER TABLE sessions ADD COLUMN strides_right INTEGER NOT NULL DEFAULT 0;
UPDATE sessions SET
    strides_left = (SELECT count(*) FROM strides WHERE session = sessions.id AND foot = 'left'),
    strides_right = (SELECT count(*) FROM strides WHERE session = sessions.id AND foot = 'right'),
    turning_strides_left =
        (SELECT count(*) FROM strides WHERE session = sessions.id AND foot = 'left' AND turning),
    turning_strides_right =
        (SELECT count(*) FROM strides WHERE session = sessions.id AND foot = 'right' AND turning);
ALTER TABLE sessions DROP COLUMN strides;
)",
    // 4: whether a session's start is when it was walked, and its feet are on one clock.
    R"(
ALTER TABLE sessions ADD COLUMN moment_known INTEGER NOT NULL DEFAULT 1 CHECK (moment_known IN (0, 1));
ALTER TABLE sessions ADD COLUMN one_clock INTEGER NOT NULL DEFAULT 1 CHECK (one_clock IN (0, 1));
UPDATE sessions SET moment_known = 0 WHERE source LIKE 'upload%' OR source LIKE 'replay%';
)",
};

/// The version of a file that is a session store or an empty file.
int version_of(Database& database) {
    const std::int64_t version = database.number("PRAGMA user_version");
    const bool is_ours = database.number("PRAGMA application_id") == kApplicationId;
    const bool is_empty = version == 0 && database.number("SELECT count(*) FROM sqlite_schema") == 0;
    if (!is_ours && !is_empty) {
        throw Error(database.file().string(), "", "a session store of Footfall",
                    "another program's database");
    }
    if (version < 0 || version > kSchemaVersion) {
        throw Error(database.file().string(), "",
                    fmt::format("a session store of version {} or earlier", kSchemaVersion),
                    fmt::format("version {}: it is from a newer Footfall", version));
    }
    return static_cast<int>(version);
}

}  // namespace

void bring_up_to_date(Database& database, int version) {
    const int found = version_of(database);
    database.make_durable();
    for (int at = found; at < version; ++at) {
        Transaction step(database, Transaction::Kind::write);
        database.run(kSteps[static_cast<std::size_t>(at)]);
        database.run(
            fmt::format("PRAGMA application_id = {}; PRAGMA user_version = {}", kApplicationId, at + 1)
                .c_str());
        step.commit();
    }
}

}  // namespace footfall::serve
