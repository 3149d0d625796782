// People in a session store: a code each, and a name only where somebody gives one.
#include "serve/people.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "footfall/recording/error.h"
#include "io/number.h"
#include "serve/utf8.h"

namespace footfall::serve {
namespace {

constexpr std::size_t kMostCodeBytes = 64;
constexpr std::size_t kMostNameBytes = 200;
constexpr int kLargestPage = 1000;

/// Lines and tabs are the only control characters.
bool is_lines(std::string_view text) {
    std::string line(text);
    std::replace_if(
        line.begin(), line.end(), [](char c) { return c == '\n' || c == '\t' || c == '\r'; }, ' ');
    return is_line(line);
}

void check_line(const std::string& file, const char* what, std::string_view text, std::size_t most_bytes) {
    if (text.empty() || text.size() > most_bytes || !is_line(text) || io::trimmed(text) != text) {
        throw Error(file, "",
                    fmt::format("a {} of 1 to {} bytes, UTF-8 without control characters or blanks around it",
                                what, most_bytes),
                    io::in_quotes(text));
    }
}

/// Letters of ASCII in either case.
constexpr const char* kHolds =
    "WHERE instr(lower(code), lower(?)) OR instr(lower(coalesce(name, '')), lower(?))";

constexpr const char* kEntry =
    "SELECT id, code, name, birth_year, (SELECT count(*) FROM sessions WHERE person = people.id),"
    " (SELECT max(started_unix_ms) FROM sessions WHERE person = people.id) FROM people ";

PersonEntry entry_of(const Statement& row) {
    PersonEntry entry;
    entry.id = row.as<PersonId>(0);
    entry.person.code = row.text(1);
    if (!row.is_null(2)) {
        entry.person.name = row.text(2);
    }
    if (!row.is_null(3)) {
        entry.person.birth_year = static_cast<int>(row.whole(3));
    }
    entry.sessions = row.whole(4);
    entry.last_session = row.optional_whole(5);
    return entry;
}

template <class Key>
std::optional<PersonEntry> find(Database& database, const char* where, const Key& key) {
    Statement select(database, std::string(kEntry) + where);
    select.bind(key);
    return select.next() ? std::optional(entry_of(select)) : std::nullopt;
}

void refuse_taken(Database& database, std::string_view code, std::optional<PersonId> but) {
    const auto taken = find_person(database, code);
    if (taken && taken->id != but) {
        throw Error(database.file().string(), "", "a code that nobody has yet", io::in_quotes(code));
    }
}

}  // namespace

void check_text(const std::string& file, const char* what, std::string_view text, std::size_t most_bytes) {
    if (text.size() > most_bytes || !is_lines(text)) {
        throw Error(file, "", fmt::format("{} of at most {} bytes of UTF-8 text", what, most_bytes),
                    io::in_quotes(text));
    }
}

void check_person(const std::string& file, const NewPerson& person) {
    check_line(file, "code", person.code, kMostCodeBytes);
    if (person.name) {
        check_line(file, "name", *person.name, kMostNameBytes);
    }
    if (person.birth_year && (*person.birth_year < kFirstBirthYear || *person.birth_year > kLastBirthYear)) {
        throw Error(file, "", fmt::format("a year of birth from {} to {}", kFirstBirthYear, kLastBirthYear),
                    std::to_string(*person.birth_year));
    }
}

PersonId add_person(Database& database, const NewPerson& person) {
    check_person(database.file().string(), person);
    refuse_taken(database, person.code, std::nullopt);
    Statement insert(database, "INSERT INTO people (code, name, birth_year) VALUES (?, ?, ?)");
    insert.bind(person.code, person.name, person.birth_year).run();
    return static_cast<PersonId>(database.last_id());
}

void update_person(Database& database, PersonId id, const NewPerson& person) {
    check_person(database.file().string(), person);
    refuse_taken(database, person.code, id);
    Statement update(database, "UPDATE people SET code = ?2, name = ?3, birth_year = ?4 WHERE id = ?1");
    update.bind(id, person.code, person.name, person.birth_year).run();
    if (database.changed() == 0) {
        throw Error(database.file().string(), "", "a person that is in the store", "none");
    }
}

std::optional<PersonEntry> find_person(Database& database, PersonId id) {
    return find(database, "WHERE id = ?", id);
}

std::optional<PersonEntry> find_person(Database& database, std::string_view code) {
    return find(database, "WHERE code = ?", code);
}

std::string next_code(Database& database) {
    // One way through the codes that begin so, in the index alone. A longer number is none of this row.
    std::int64_t number = database.number(
        "SELECT max(CAST(substr(code, 2) AS INTEGER)) FROM people WHERE code >= 'P' AND code < 'Q'"
        " AND length(code) BETWEEN 4 AND 9 AND substr(code, 2) NOT GLOB '*[^0-9]*'");
    std::string code;
    do {
        code = fmt::format("P{:03}", ++number);
    } while (find_person(database, code));
    return code;
}

std::vector<PersonEntry> list_people(Database& database, const PeopleFilter& filter) {
    const std::string sql = kEntry + std::string(filter.holds.empty() ? "" : kHolds);
    Statement select(database, sql + " ORDER BY code LIMIT ? OFFSET ?");
    if (!filter.holds.empty()) {
        select.bind(filter.holds, filter.holds);
    }
    select.bind_next(std::clamp(filter.limit, 1, kLargestPage));
    select.bind_next(std::max<std::int64_t>(filter.offset, 0));
    std::vector<PersonEntry> people;
    while (select.next()) {
        people.push_back(entry_of(select));
    }
    return people;
}

std::int64_t count_people(Database& database, std::string_view holds) {
    const std::string sql = "SELECT count(*) FROM people ";
    Statement select(database, holds.empty() ? sql : sql + kHolds);
    if (!holds.empty()) {
        select.bind(holds, holds);
    }
    return select.next() ? select.whole(0) : 0;
}

}  // namespace footfall::serve
