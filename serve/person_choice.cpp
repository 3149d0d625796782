// Whom a request means.
#include "serve/person_choice.h"

#include <fmt/format.h>

#include "serve/api_error.h"
#include "serve/query_numbers.h"
#include "serve/sensor_reading.h"

namespace footfall::serve {

void check_code(const std::string& code) {
    if (!is_person_code(code)) {
        throw ApiError(400, "bad_code",
                       fmt::format("A code is 1 to {} letters, digits, '-', '_' and '.', and no name.",
                                   kLongestPersonCode));
    }
}

void refuse_taken(SessionStore& store, const std::string& code, std::optional<PersonId> but) {
    const auto taken = store.find_person(code);
    if (taken && taken->id != but) {
        throw ApiError(409, "code_taken", "Somebody has that code already.");
    }
}

PersonEntry choose_person(JsonBody& body, SessionStore& store, NewSession& session) {
    const auto person = body.json().find("person");
    if (person != body.json().end() && person->is_object()) {
        JsonBody newcomer = body.object("person");
        PersonEntry entry;
        entry.person.code = newcomer.text("code");
        newcomer.reject_others();
        check_code(entry.person.code);
        refuse_taken(store, entry.person.code, std::nullopt);
        session.newcomer = entry.person;
        return entry;
    }
    session.person = static_cast<PersonId>(body.whole("person", 1, kLargestId));
    const auto entry = store.find_person(session.person);
    if (!entry) {
        throw ApiError(404, "not_found", "There is no such person.");
    }
    return *entry;
}

}  // namespace footfall::serve
