// Numbers in a request's query.
#pragma once

#include <cstdint>
#include <string>

#include "serve/http_message.h"

namespace footfall::serve {

/// Absent: `otherwise`. Throws ApiError (400) for what is no whole number from `least` to `most`.
[[nodiscard]] std::int64_t query_whole(const Request& request, const std::string& name,
                                       std::int64_t otherwise, std::int64_t least, std::int64_t most);

inline constexpr std::int64_t kLargestOffset = 1'000'000'000;
inline constexpr std::int64_t kLargestId = std::int64_t{1} << 53U;

}  // namespace footfall::serve
