// Sessions in a session store: made, found, listed, ended.
#include "serve/sessions.h"

#include <algorithm>
#include <array>

#include "footfall/recording/error.h"
#include "serve/figure_rows.h"
#include "serve/people.h"

namespace footfall::serve {
namespace {

constexpr std::size_t kMostNotesBytes = 20'000;
constexpr std::size_t kMostLabelBytes = 500;
constexpr int kLargestPage = 1000;

constexpr std::string_view kEntry =
    "SELECT s.id, code, name, person, started_unix_ms, notes, model, source, state, ended_unix_ms,"
    " strides_left + strides_right, walking_s, distance_m, distance_sd_m,"
    " (SELECT mean FROM figures WHERE session = s.id AND foot = 'both' AND figure = 'cadence_steps_per_min'"
    " AND enough_for_mean),"
    " (SELECT mean FROM figures WHERE session = s.id AND foot = 'both' AND figure = 'speed_m_s'"
    " AND enough_for_mean),"
    " state <> 'open' AND NOT EXISTS (SELECT 1 FROM pending WHERE what = 'measure ' || s.id),"
    " moment_known, one_clock"
    " FROM sessions AS s CROSS JOIN people ON people.id = s.person ";

SessionState state_from(std::string_view text) noexcept {
    for (const SessionState state : {SessionState::open, SessionState::interrupted}) {
        if (text == to_string(state)) {
            return state;
        }
    }
    return SessionState::closed;
}

SessionEntry entry_of(const Statement& row) {
    SessionEntry entry;
    entry.id = row.as<SessionId>(0);
    entry.person_code = row.text(1);
    if (!row.is_null(2)) {
        entry.person_name = row.text(2);
    }
    entry.about.person = row.as<PersonId>(3);
    entry.about.started = row.whole(4);
    entry.about.notes = row.text(5);
    entry.about.model = row.text(6);
    entry.about.source = row.text(7);
    entry.state = state_from(row.text(8));
    entry.ended = row.optional_whole(9);
    entry.strides = row.whole(10);
    entry.walking_s = row.number(11);
    entry.distance_m = {row.number(12), row.number(13)};
    entry.cadence_steps_per_min = row.number(14);
    entry.speed_mps = row.number(15);
    entry.measured = row.whole(16) != 0;
    entry.about.moment_known = row.whole(17) != 0;
    entry.about.one_clock = row.whole(18) != 0;
    return entry;
}

std::vector<Mark> marks_of(Database& database, SessionId session) {
    Statement select(database, "SELECT at_ns, text FROM marks WHERE session = ? ORDER BY at_ns, id");
    select.bind(session);
    std::vector<Mark> marks;
    while (select.next()) {
        marks.push_back({select.whole(0), std::string(select.text(1))});
    }
    return marks;
}

}  // namespace

std::string_view to_string(SessionState state) noexcept {
    switch (state) {
        case SessionState::open: return "open";
        case SessionState::closed: return "closed";
        case SessionState::interrupted: return "interrupted";
    }
    return "";
}

std::string_view shown(SessionState state) noexcept {
    switch (state) {
        case SessionState::open: return "live";
        case SessionState::closed: return "done";
        case SessionState::interrupted: return "interrupted";
    }
    return "";
}

void check_session(const std::string& file, const NewSession& session) {
    check_text(file, "notes", session.notes, kMostNotesBytes);
    check_text(file, "the name of a model", session.model, kMostLabelBytes);
    check_text(file, "a source", session.source, kMostLabelBytes);
}

void check_mark(const std::string& file, const Mark& mark) {
    check_text(file, "a mark", mark.text, kMostLabelBytes);
}

SessionId add_session(Database& database, const NewSession& session) {
    const std::string file = database.file().string();
    check_session(file, session);
    const PersonId person = session.newcomer ? add_person(database, *session.newcomer) : session.person;
    if (!find_person(database, person)) {
        throw Error(file, "", "a person that is in the store", "none");
    }
    Statement insert(
        database,
        "INSERT INTO sessions (person, state, started_unix_ms, notes, model, source, moment_known, one_clock)"
        " VALUES (?, 'open', ?, ?, ?, ?, ?, ?)");
    insert
        .bind(person, session.started, session.notes, session.model, session.source, session.moment_known,
              session.one_clock)
        .run();
    return static_cast<SessionId>(database.last_id());
}

void add_mark(Database& database, SessionId session, const Mark& mark) {
    check_mark(database.file().string(), mark);
    Statement insert(database, "INSERT INTO marks (session, at_ns, text) VALUES (?, ?, ?)");
    insert.bind(session, mark.at, mark.text).run();
}

void set_notes(Database& database, SessionId session, std::string_view notes) {
    check_text(database.file().string(), "notes", notes, kMostNotesBytes);
    Statement update(database, "UPDATE sessions SET notes = ?2 WHERE id = ?1");
    update.bind(session, notes).run();
    if (database.changed() == 0) {
        throw Error(database.file().string(), "", "a session that is in the store", "none");
    }
}

void end_session(Database& database, SessionId session, SessionState state, const report::Summary& figures) {
    write_figures(database, session, figures);
    Statement update(database,
                     "UPDATE sessions SET state = ?2, ended_unix_ms = started_unix_ms + max("
                     "(SELECT coalesce(max(end_ns), 0) FROM strides WHERE session = ?1),"
                     "(SELECT coalesce(max(at_ns), 0) FROM marks WHERE session = ?1),"
                     "(SELECT coalesce(max(last_ns), 0) FROM raw_chunks WHERE session = ?1)) / 1000000"
                     " WHERE id = ?1");
    update.bind(session, to_string(state)).run();
}

std::optional<SessionEntry> find_session(Database& database, SessionId id) {
    Statement select(database, std::string(kEntry) + "WHERE s.id = ?");
    select.bind(id);
    return select.next() ? std::optional(entry_of(select)) : std::nullopt;
}

std::optional<StoredSession> read_session(Database& database, SessionId id) {
    const auto entry = find_session(database, id);
    if (!entry) {
        return std::nullopt;
    }
    StoredSession session;
    session.session = *entry;
    if (const auto person = find_person(database, entry->about.person)) {
        session.person = person->person;
    }
    session.marks = marks_of(database, id);
    session.figures = read_figures(database, id);
    return session;
}

std::vector<SessionId> open_sessions(Database& database) {
    Statement select(database, "SELECT id FROM sessions WHERE state = 'open'");
    std::vector<SessionId> ids;
    while (select.next()) {
        ids.push_back(select.as<SessionId>(0));
    }
    return ids;
}

// `pending` knows sessions by "measure " and their id.

void add_unmeasured(Database& database, SessionId session) {
    Statement insert(database,
                     "INSERT OR IGNORE INTO pending (what) SELECT 'measure ' || ?1"
                     " WHERE EXISTS (SELECT 1 FROM raw_chunks WHERE session = ?1)");
    insert.bind(session).run();
}

void remove_unmeasured(Database& database, SessionId session) {
    Statement(database, "DELETE FROM pending WHERE what = 'measure ' || ?").bind(session).run();
}

void remove_unmeasured_without_session(Database& database) {
    database.run(
        "DELETE FROM pending WHERE what >= 'measure ' AND what < 'measure!'"
        " AND CAST(substr(what, 9) AS INTEGER) NOT IN (SELECT id FROM sessions)");
}

std::vector<SessionId> unmeasured_sessions(Database& database) {
    Statement select(database,
                     "SELECT CAST(substr(what, 9) AS INTEGER) AS session FROM pending"
                     " WHERE what >= 'measure ' AND what < 'measure!' ORDER BY session DESC");
    std::vector<SessionId> ids;
    while (select.next()) {
        ids.push_back(select.as<SessionId>(0));
    }
    return ids;
}

std::vector<SessionEntry> list_sessions(Database& database, const SessionFilter& filter) {
    std::string sql(kEntry);
    sql += filter.person ? "WHERE person = ?" : "";
    Statement select(database, sql + " ORDER BY started_unix_ms DESC, s.id DESC LIMIT ? OFFSET ?");
    if (filter.person) {
        select.bind_next(*filter.person);
    }
    select.bind_next(std::clamp(filter.limit, 1, kLargestPage));
    select.bind_next(std::max<std::int64_t>(filter.offset, 0));
    std::vector<SessionEntry> sessions;
    while (select.next()) {
        sessions.push_back(entry_of(select));
    }
    return sessions;
}

std::int64_t count_sessions(Database& database, std::optional<PersonId> person) {
    Statement select(database, person ? "SELECT count(*) FROM sessions WHERE person = ?"
                                      : "SELECT count(*) FROM sessions");
    if (person) {
        select.bind(*person);
    }
    return select.next() ? select.whole(0) : 0;
}

}  // namespace footfall::serve
