// File names with wildcards, and names made from templates.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace footfall::io {

/// `*` stands for any characters but '/', `**` for any, `?` for one but '/'.
[[nodiscard]] bool matches(std::string_view pattern, std::string_view path) noexcept;

/// Paths of the files below `root` that match, relative to it, with '/', sorted in natural order. Without a
/// wildcard: that path, whether there is such a file or not.
[[nodiscard]] std::vector<std::string> files_matching(const std::filesystem::path& root,
                                                      const std::string& pattern);

/// Replaces each {word} by words[word]; nothing when there is a word that is not in `words`.
[[nodiscard]] std::optional<std::string> filled_in(std::string_view text,
                                                   const std::map<std::string, std::string>& words);

}  // namespace footfall::io
