// People in a session store: a code each, and a name only where somebody gives one.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "serve/database.h"
#include "serve/records.h"

namespace footfall::serve {

/// Throws footfall::Error saying what is wrong with it: a code or name of the wrong length, with control
/// characters or not UTF-8, a year of birth that is none.
void check_person(const std::string& file, const NewPerson& person);
/// UTF-8 text of at most so many bytes; line breaks and tabs are the only control characters.
void check_text(const std::string& file, const char* what, std::string_view text, std::size_t most_bytes);

/// Throws footfall::Error also when the code is taken.
[[nodiscard]] PersonId add_person(Database& database, const NewPerson& person);
void update_person(Database& database, PersonId id, const NewPerson& person);

[[nodiscard]] std::optional<PersonEntry> find_person(Database& database, PersonId id);
[[nodiscard]] std::optional<PersonEntry> find_person(Database& database, std::string_view code);

/// That nobody has: one more than the largest of "P001", "P002" and so on; other codes don't count.
[[nodiscard]] std::string next_code(Database& database);

struct PeopleFilter {
    std::string holds;  ///< in the code or the name; empty: all
    std::int64_t offset = 0;
    int limit = 100;  ///< 1 to 1000
};
/// By code, in the order of its bytes.
[[nodiscard]] std::vector<PersonEntry> list_people(Database& database, const PeopleFilter& filter);
/// Whose code or name holds the text.
[[nodiscard]] std::int64_t count_people(Database& database, std::string_view holds);

}  // namespace footfall::serve
