// Moments as the store keeps them and as people read them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "serve/records.h"

namespace footfall::serve {

[[nodiscard]] UnixMs unix_now();
/// ISO 8601 in UTC with milliseconds: "2026-11-24T22:30:00.000Z".
[[nodiscard]] std::string utc_text(UnixMs moment);
/// Of ISO 8601 in UTC, seconds and their fraction as one likes: "2026-11-24T22:30Z"; nothing of anything
/// else.
[[nodiscard]] std::optional<UnixMs> moment_from(const std::string& utc);

}  // namespace footfall::serve
