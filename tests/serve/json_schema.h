// As much of JSON Schema as serve/openapi.json uses.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace footfall::serve {

/// What of `value` is not as `schema` says, with the place; empty when nothing is. A word of a schema that
/// isn't known here is an objection too.
/// @param document in which references are looked up
[[nodiscard]] std::string objection_to(const nlohmann::json& value, const nlohmann::json& schema,
                                       const nlohmann::json& document, const std::string& place = "");

}  // namespace footfall::serve
