// The order in which people count: "2-1" before "11-1".
#pragma once

#include <string_view>

namespace footfall::io {

/// Runs of digits count as numbers; everything else compares byte by byte.
[[nodiscard]] bool natural_less(std::string_view a, std::string_view b) noexcept;

}  // namespace footfall::io
