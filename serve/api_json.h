// What the API says of people, sessions and figures, as JSON. What isn't known is null.
#pragma once

#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "serve/http_message.h"
#include "serve/records.h"
#include "serve/trends.h"

namespace footfall::serve {

using Json = nlohmann::ordered_json;

/// As an answer's body.
[[nodiscard]] Response json_response(const Json& json, int status = 200);
/// What is answered when something is gone: 204.
[[nodiscard]] Response nothing_left();

[[nodiscard]] Json known(double value);
[[nodiscard]] Json bounds(const Interval& interval);

[[nodiscard]] Json person_json(const PersonEntry& entry);
[[nodiscard]] Json session_json(const SessionEntry& entry);
/// All figures that have strides on a side.
[[nodiscard]] Json figures_json(const report::Summary& figures);
[[nodiscard]] Json figure_json(const report::Summary& figures, report::Figure figure);
[[nodiscard]] Json mark_json(const Mark& mark);
[[nodiscard]] Json stride_json(const StrideOfFoot& stride);
[[nodiscard]] std::string_view unit_of(report::Figure figure) noexcept;

/// How a session's source is kept in words, "replay walkers P01/1", and told again.
/// The last message of a live session's WebSocket.
[[nodiscard]] std::shared_ptr<const std::string> end_message(SessionState state);
[[nodiscard]] std::string source_words(std::string_view kind, std::string_view name);
[[nodiscard]] Json source_json(std::string_view words);

}  // namespace footfall::serve
