// An inspection as JSON: SI units, keys as the members are named.
#pragma once

#include <nlohmann/json.hpp>

#include "io/inspection.h"

namespace footfall::io {

/// What is unknown (an age, rest) is null.
[[nodiscard]] nlohmann::json to_json(const Inspection& inspection);

}  // namespace footfall::io
