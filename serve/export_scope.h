// What of a session store is handed out, and to whom.
#pragma once

#include <functional>
#include <optional>
#include <string_view>
#include <vector>

#include "serve/database.h"
#include "serve/records.h"

namespace footfall::serve {

/// All sessions of a person, or one session.
struct ExportScope {
    std::optional<PersonId> person;
    std::optional<SessionId> session;

    [[nodiscard]] static ExportScope of(PersonId person) { return {person, std::nullopt}; }
    [[nodiscard]] static ExportScope of(SessionId session) { return {std::nullopt, session}; }
};

/// A CSV file each.
enum class ExportTable : unsigned char { sessions, figures, marks, strides, samples };
[[nodiscard]] std::string_view to_string(ExportTable table) noexcept;

/// Takes the text as it is made, a row or some at a time.
using TextSink = std::function<void(std::string_view)>;

struct ExportSubject {
    NewPerson person;
    std::vector<SessionId> sessions;  ///< by their start
};
/// Throws footfall::Error when it isn't in the store.
[[nodiscard]] ExportSubject subject_of(Database& database, const ExportScope& scope);

}  // namespace footfall::serve
