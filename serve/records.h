// What a session store holds, as its users see it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "footfall/core/foot.h"
#include "footfall/core/measured.h"
#include "footfall/recording/recording.h"
#include "footfall/report/walk_summary.h"

namespace footfall::serve {

/// Never given twice, not even after a deletion.
enum class PersonId : std::int64_t {};
enum class SessionId : std::int64_t {};

/// Milliseconds since 1970-01-01 00:00 UTC.
using UnixMs = std::int64_t;

inline constexpr int kFirstBirthYear = 1880;
inline constexpr int kLastBirthYear = 2200;

struct NewPerson {
    std::string code;  ///< unique; a pseudonym: 1 to 64 printable characters
    std::optional<std::string> name;
    std::optional<int> birth_year;  ///< an age would be true for a year
};

struct PersonEntry {
    PersonId id{};
    NewPerson person;
    std::int64_t sessions = 0;
    std::optional<UnixMs> last_session;  ///< when it started
};

enum class SessionState : unsigned char {
    open,        ///< being recorded
    closed,      ///< ended as it should
    interrupted  ///< the program ended before it did
};
/// As the store has it.
[[nodiscard]] std::string_view to_string(SessionState state) noexcept;
/// As people read it, in the API and in exports: "live", "done", "interrupted".
[[nodiscard]] std::string_view shown(SessionState state) noexcept;

struct NewSession {
    PersonId person{};
    UnixMs started = 0;  ///< time 0 of the session's strides, marks and samples
    std::string notes;
    std::string model;   ///< the model's name
    std::string source;  ///< where the samples come from, in words
    /// False when `started` isn't when it was walked, but when an old recording was uploaded or replayed:
    /// such sessions repeat nothing.
    bool moment_known = true;
    /// Whether both feet's times are on one clock; what takes both feet is measured of such alone.
    bool one_clock = true;
    /// Added together with the session, who is then theirs in the place of `person`.
    std::optional<NewPerson> newcomer;
};

struct SessionEntry {
    SessionId id{};
    std::string person_code;
    std::optional<std::string> person_name;
    NewSession about;
    SessionState state = SessionState::open;
    /// Its figures are final: what was said live is never measured again, or has been.
    bool measured = false;
    std::optional<UnixMs> ended;
    std::int64_t strides = 0;  ///< of both feet
    double walking_s = kUnknown;
    Measured distance_m;
    double cadence_steps_per_min = kUnknown;  ///< mean of both feet
    double speed_mps = kUnknown;              ///< mean of both feet
};

/// A moment that somebody marked.
struct Mark {
    Nanoseconds at = 0;
    std::string text;
};

/// A session with its figures. Strides and samples are asked for apart: they may be many.
struct StoredSession {
    SessionEntry session;
    NewPerson person;
    std::vector<Mark> marks;
    report::Summary figures;  ///< over the whole session; empty while it is open
};

struct StrideOfFoot {
    Foot foot = Foot::left;
    MeasuredStride stride;
};

}  // namespace footfall::serve
