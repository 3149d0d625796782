// A JSON file as gait data sets write it: JSON, and NaN or Infinity where a number is missing.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

namespace footfall::io {

/// Outside of strings, the words NaN, Infinity and -Infinity stand for null. Throws footfall::Error naming
/// file and line when the rest is no JSON, or no object at its top.
[[nodiscard]] nlohmann::json read_json_object(const std::filesystem::path& file);

/// `text` with those words replaced by null, outside of strings only.
[[nodiscard]] std::string with_missing_as_null(std::string_view text);

/// A number, or a text that is one; nothing when the key is missing, null or another text.
[[nodiscard]] std::optional<double> optional_number(const nlohmann::json& object, const char* key);

struct IndexPair {
    std::int64_t start = 0;
    std::int64_t end = 0;
    std::string place;  ///< for messages: "LeftFootEvents[3]"
};

enum class Presence : unsigned char { required, optional };

/// Pairs of whole numbers, [[a, b], ...]; one pair alone, [a, b], is a list of one. Empty when an
/// optional key is missing or null. Throws footfall::Error naming `file` and the key or element at fault.
[[nodiscard]] std::vector<IndexPair> index_pairs(const nlohmann::json& object, const char* key,
                                                 const std::string& file, Presence presence);

}  // namespace footfall::io
