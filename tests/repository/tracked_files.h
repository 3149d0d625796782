// The files of this repository, for the tests about them.
#pragma once

#include <string>
#include <vector>

namespace footfall {

/// Paths of all tracked files, relative to the repository's root. Empty where this is no git checkout.
[[nodiscard]] std::vector<std::string> tracked_files();

/// A tracked file's lines, without their ends.
[[nodiscard]] std::vector<std::string> lines_of(const std::string& path);

[[nodiscard]] bool ends_with_any(const std::string& path, const std::vector<std::string>& endings);

}  // namespace footfall
