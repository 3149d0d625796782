// Typed access to toml++ tables with errors people can act on.
#include "io/strict_toml.h"

#include <algorithm>
#include <sstream>

#include <fmt/format.h>

#include "io/nearest_name.h"
#include "io/number.h"

namespace footfall::io {

namespace {

std::string kind_of(const toml::node& node) {
    std::ostringstream kind;
    kind << node.type();
    return kind.str();
}

std::string line_of(const toml::source_region& source) { return "line " + std::to_string(source.begin.line); }

std::vector<std::string> texts_of(const toml::node& node, const Error& error) {
    std::vector<std::string> texts;
    const toml::array* array = node.as_array();
    if (array == nullptr) {
        throw error;
    }
    for (const toml::node& element : *array) {
        const auto text = element.value_exact<std::string>();
        if (!text) {
            throw error;
        }
        texts.push_back(*text);
    }
    return texts;
}

}  // namespace

toml::table read_toml(const std::filesystem::path& file) {
    std::error_code ignored;
    if (!std::filesystem::is_regular_file(file, ignored)) {
        throw Error(file.string(), "", "a readable file", "none");
    }
    try {
        return toml::parse_file(file.string());
    } catch (const toml::parse_error& error) {
        std::string found(error.description());
        std::replace(found.begin(), found.end(), '\n', ' ');
        throw Error(file.string(), line_of(error.source()), "TOML", found);
    }
}

StrictTable::StrictTable(const toml::table& table, std::string file, std::string name)
    : table_(&table), file_(std::move(file)), name_(std::move(name)) {}

std::string StrictTable::label(const std::string& key) const {
    return name_.empty() ? key : name_ + "." + key;
}

Error StrictTable::error(const std::string& key, const std::string& expected,
                         const std::string& found) const {
    const toml::node* node = table_->get(key);
    const toml::source_region& source = node != nullptr ? node->source() : table_->source();
    return {file_, line_of(source) + ", " + label(key), expected, found};
}

const toml::node* StrictTable::find(const std::string& key) {
    if (std::find(known_.begin(), known_.end(), key) == known_.end()) {
        known_.push_back(key);
    }
    return table_->get(key);
}

bool StrictTable::has(const std::string& key) { return find(key) != nullptr; }

std::optional<std::string> StrictTable::optional_text(const std::string& key) {
    const toml::node* node = find(key);
    if (node == nullptr) {
        return std::nullopt;
    }
    const auto text = node->value_exact<std::string>();
    if (!text) {
        throw error(key, "a text", kind_of(*node));
    }
    return *text;
}

std::optional<double> StrictTable::optional_number(const std::string& key) {
    const toml::node* node = find(key);
    if (node == nullptr) {
        return std::nullopt;
    }
    if (!node->is_number()) {
        throw error(key, "a number", kind_of(*node));
    }
    return node->value<double>();
}

std::optional<std::string> StrictTable::optional_number_or_text(const std::string& key) {
    const toml::node* node = find(key);
    if (node != nullptr && node->is_number()) {
        return text_of(node->value<double>().value_or(0.0));
    }
    if (node != nullptr && !node->is_string()) {
        throw error(key, "a number or a text", kind_of(*node));
    }
    return optional_text(key);
}

std::optional<std::int64_t> StrictTable::optional_integer(const std::string& key) {
    const toml::node* node = find(key);
    if (node == nullptr) {
        return std::nullopt;
    }
    const auto integer = node->value_exact<std::int64_t>();
    if (!integer) {
        throw error(key, "a whole number", kind_of(*node));
    }
    return *integer;
}

std::optional<bool> StrictTable::optional_flag(const std::string& key) {
    const toml::node* node = find(key);
    if (node == nullptr) {
        return std::nullopt;
    }
    const auto flag = node->value_exact<bool>();
    if (!flag) {
        throw error(key, "true or false", kind_of(*node));
    }
    return *flag;
}

std::vector<std::string> StrictTable::optional_texts(const std::string& key) {
    const toml::node* node = find(key);
    if (node == nullptr) {
        return {};
    }
    return texts_of(*node, error(key, "a list of texts", kind_of(*node)));
}

std::vector<std::int64_t> StrictTable::optional_integers(const std::string& key) {
    const toml::node* node = find(key);
    std::vector<std::int64_t> integers;
    if (node == nullptr) {
        return integers;
    }
    const Error wrong = error(key, "a list of whole numbers", kind_of(*node));
    const toml::array* array = node->as_array();
    if (array == nullptr) {
        throw wrong;
    }
    for (const toml::node& element : *array) {
        const auto integer = element.value_exact<std::int64_t>();
        if (!integer) {
            throw wrong;
        }
        integers.push_back(*integer);
    }
    return integers;
}

std::vector<std::vector<std::string>> StrictTable::optional_text_lists(const std::string& key) {
    const toml::node* node = find(key);
    if (node == nullptr) {
        return {};
    }
    const Error wrong = error(key, "a list of lists of texts", kind_of(*node));
    const toml::array* array = node->as_array();
    if (array == nullptr) {
        throw wrong;
    }
    std::vector<std::vector<std::string>> lists;
    for (const toml::node& element : *array) {
        lists.push_back(texts_of(element, wrong));
    }
    return lists;
}

std::optional<StrictTable> StrictTable::optional_table(const std::string& key) {
    const toml::node* node = find(key);
    if (node == nullptr) {
        return std::nullopt;
    }
    if (!node->is_table()) {
        throw error(key, "a table", kind_of(*node));
    }
    return StrictTable(*node->as_table(), file_, fmt::format("[{}]", label(key)));
}

std::vector<StrictTable> StrictTable::optional_tables(const std::string& key) {
    const toml::node* node = find(key);
    std::vector<StrictTable> tables;
    if (node == nullptr) {
        return tables;
    }
    if (!node->is_array_of_tables()) {
        throw error(key, fmt::format("tables, [[{}]]", label(key)), kind_of(*node));
    }
    for (const toml::node& element : *node->as_array()) {
        tables.emplace_back(*element.as_table(), file_, fmt::format("[[{}]]", label(key)));
    }
    return tables;
}

std::string StrictTable::text(const std::string& key) {
    std::optional<std::string> found = optional_text(key);
    if (!found) {
        throw error(key, "this key, a text", "none");
    }
    return *std::move(found);
}

StrictTable StrictTable::table(const std::string& key) {
    std::optional<StrictTable> found = optional_table(key);
    if (!found) {
        throw error(key, "this table", "none");
    }
    return *std::move(found);
}

std::string StrictTable::choice(const std::string& key, const std::vector<std::string>& allowed,
                                const std::string& fallback) {
    std::string chosen = optional_text(key).value_or(fallback);
    if (std::find(allowed.begin(), allowed.end(), chosen) == allowed.end()) {
        std::string all;
        for (const std::string& word : allowed) {
            all += (all.empty() ? "" : ", ") + in_quotes(word);
        }
        throw error(key, "one of " + all, chosen.empty() ? "none" : in_quotes(chosen));
    }
    return chosen;
}

void StrictTable::reject_unknown_keys() const {
    for (const auto& [key, node] : *table_) {
        if (std::find(known_.begin(), known_.end(), key.str()) == known_.end()) {
            const std::string nearest = nearest_name(key.str(), known_);
            throw Error(
                file_, line_of(node.source()), "a known key" + (name_.empty() ? "" : " of " + name_),
                in_quotes(key.str()) + (nearest.empty() ? "" : "; the nearest is " + in_quotes(nearest)));
        }
    }
}

}  // namespace footfall::io
