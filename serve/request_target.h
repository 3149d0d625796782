// The target of a request: its path in segments and its query, decoded.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace footfall::serve {

struct RequestTarget {
    std::vector<std::string> segments;
    std::map<std::string, std::string> query;
};

/// Nothing for what is no path from the root ("/..."), and for a segment that names no thing of ours in any
/// encoding: ".", "..", with '/', '\' or a control character in it, not UTF-8, or badly encoded. Empty
/// segments are dropped.
[[nodiscard]] std::optional<RequestTarget> parse_target(std::string_view target);

/// Nothing when it is badly encoded or isn't text.
[[nodiscard]] std::optional<std::string> percent_decoded(std::string_view text);

}  // namespace footfall::serve
