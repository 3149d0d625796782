// What of a session store is handed out, and to whom.
#include "serve/export_scope.h"

#include "footfall/recording/error.h"
#include "serve/people.h"
#include "serve/sessions.h"

namespace footfall::serve {

std::string_view to_string(ExportTable table) noexcept {
    switch (table) {
        case ExportTable::sessions: return "sessions";
        case ExportTable::figures: return "figures";
        case ExportTable::marks: return "marks";
        case ExportTable::strides: return "strides";
        case ExportTable::samples: return "samples";
    }
    return "";
}

ExportSubject subject_of(Database& database, const ExportScope& scope) {
    ExportSubject subject;
    std::optional<PersonId> whose = scope.person;
    if (scope.session) {
        if (const auto session = find_session(database, *scope.session)) {
            whose = session->about.person;
            subject.sessions.push_back(session->id);
        } else {
            throw Error(database.file().string(), "", "a session that is in the store", "none");
        }
    }
    const auto person = whose ? find_person(database, *whose) : std::nullopt;
    if (!person) {
        throw Error(database.file().string(), "", "a person that is in the store", "none");
    }
    subject.person = person->person;
    if (!scope.session) {
        Statement select(database, "SELECT id FROM sessions WHERE person = ? ORDER BY started_unix_ms, id");
        select.bind(*whose);
        while (select.next()) {
            subject.sessions.push_back(select.as<SessionId>(0));
        }
    }
    return subject;
}

}  // namespace footfall::serve
