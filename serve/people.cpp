// People in a session store: a code each, and a name only where somebody gives one.
#include "serve/people.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "footfall/recording/error.h"
#include "io/number.h"

namespace footfall::serve {
namespace {

constexpr std::size_t kMostCodeBytes = 64;
constexpr std::size_t kMostNameBytes = 200;
constexpr int kLargestPage = 1000;

/// Bytes of the UTF-8 character that `text` begins with; 0 when it begins with none (RFC 3629).
std::size_t character_bytes(std::string_view text) noexcept {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned lead = byte(0);
    if (lead < 0x80) {
        return 1;
    }
    const std::size_t size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || text.size() < size) {
        return 0;
    }
    const unsigned second = byte(1);
    const bool is_overlong = (lead == 0xE0 && second < 0xA0) || (lead == 0xF0 && second < 0x90);
    const bool is_no_character = (lead == 0xED && second > 0x9F) || (lead == 0xF4 && second > 0x8F);
    bool continues = !is_overlong && !is_no_character;
    for (std::size_t i = 1; i < size; ++i) {
        continues = continues && (byte(i) & 0xC0U) == 0x80U;
    }
    return continues ? size : 0;
}

bool is_text(std::string_view text, bool with_lines) noexcept {
    while (!text.empty()) {
        const std::size_t size = character_bytes(text);
        const auto first = static_cast<unsigned char>(text[0]);
        const bool is_control = first < 0x20 || first == 0x7F;
        if (size == 0 || (is_control && !(with_lines && (first == '\n' || first == '\t' || first == '\r')))) {
            return false;
        }
        text.remove_prefix(size);
    }
    return true;
}

void check_line(const std::string& file, const char* what, std::string_view text, std::size_t most_bytes) {
    if (text.empty() || text.size() > most_bytes || !is_text(text, false) || io::trimmed(text) != text) {
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
    if (text.size() > most_bytes || !is_text(text, true)) {
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
