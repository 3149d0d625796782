// A table of a TOML file read strictly: right types, no key that nobody asked for.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include <toml++/toml.h>

#include "footfall/recording/error.h"

namespace footfall::io {

/// Every key that is asked for is known; reject_unknown_keys() then refuses the rest, naming the nearest
/// known one. All errors name file and line.
class StrictTable {
public:
    /// @param name as it stands in the file, for messages: "[time]"; empty for the top
    StrictTable(const toml::table& table, std::string file, std::string name);

    [[nodiscard]] bool has(const std::string& key);

    [[nodiscard]] std::optional<std::string> optional_text(const std::string& key);
    [[nodiscard]] std::optional<double> optional_number(const std::string& key);
    /// A number as its shortest text.
    [[nodiscard]] std::optional<std::string> optional_number_or_text(const std::string& key);
    [[nodiscard]] std::optional<std::int64_t> optional_integer(const std::string& key);
    [[nodiscard]] std::optional<bool> optional_flag(const std::string& key);
    [[nodiscard]] std::vector<std::string> optional_texts(const std::string& key);
    [[nodiscard]] std::vector<std::int64_t> optional_integers(const std::string& key);
    [[nodiscard]] std::vector<std::vector<std::string>> optional_text_lists(const std::string& key);
    [[nodiscard]] std::optional<StrictTable> optional_table(const std::string& key);
    [[nodiscard]] std::vector<StrictTable> optional_tables(const std::string& key);

    [[nodiscard]] std::string text(const std::string& key);
    [[nodiscard]] StrictTable table(const std::string& key);

    /// One of `allowed`; `fallback` when the key is missing.
    [[nodiscard]] std::string choice(const std::string& key, const std::vector<std::string>& allowed,
                                     const std::string& fallback);

    void reject_unknown_keys() const;

    /// Names the line of `key`, or of the table when it has no such key.
    [[nodiscard]] Error error(const std::string& key, const std::string& expected,
                              const std::string& found) const;

private:
    [[nodiscard]] const toml::node* find(const std::string& key);
    [[nodiscard]] std::string label(const std::string& key) const;

    const toml::table* table_;
    std::string file_;
    std::string name_;
    std::vector<std::string> known_;
};

/// Throws footfall::Error naming file and line.
[[nodiscard]] toml::table read_toml(const std::filesystem::path& file);

}  // namespace footfall::io
