// The name someone probably meant.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace footfall::io {

/// Of `names` the one with the smallest edit distance (insert, delete, replace, swap neighbours) to `wrong`;
/// empty when there are none. The first of equals.
[[nodiscard]] std::string nearest_name(std::string_view wrong, const std::vector<std::string>& names);

}  // namespace footfall::io
