// Sessions in a session store: made, found, listed, ended.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "serve/database.h"
#include "serve/records.h"

namespace footfall::serve {

/// An open one, and its newcomer. Throws footfall::Error when the person isn't in the store or a newcomer's
/// code is, or for texts that are none.
[[nodiscard]] SessionId add_session(Database& database, const NewSession& session);
void add_mark(Database& database, SessionId session, const Mark& mark);
/// Throws footfall::Error when there is no such session.
void set_notes(Database& database, SessionId session, std::string_view notes);
/// With its figures; the end is that of the last stride, mark or sample.
void end_session(Database& database, SessionId session, SessionState state, const report::Summary& figures);

/// Texts of a session: notes, model and source.
void check_session(const std::string& file, const NewSession& session);
void check_mark(const std::string& file, const Mark& mark);

[[nodiscard]] std::optional<SessionEntry> find_session(Database& database, SessionId id);
[[nodiscard]] std::optional<StoredSession> read_session(Database& database, SessionId id);
[[nodiscard]] std::vector<SessionId> open_sessions(Database& database);

// Sessions whose samples are still to be gone through once more; table `pending` has them.

/// Unless none of its samples are kept.
void add_unmeasured(Database& database, SessionId session);
void remove_unmeasured(Database& database, SessionId session);
/// Those that were deleted.
void remove_unmeasured_without_session(Database& database);
/// The latest first.
[[nodiscard]] std::vector<SessionId> unmeasured_sessions(Database& database);

struct SessionFilter {
    std::optional<PersonId> person;
    std::int64_t offset = 0;
    int limit = 100;  ///< 1 to 1000
};
/// The latest first.
[[nodiscard]] std::vector<SessionEntry> list_sessions(Database& database, const SessionFilter& filter);
/// Of one person, or of all.
[[nodiscard]] std::int64_t count_sessions(Database& database, std::optional<PersonId> person);

}  // namespace footfall::serve
