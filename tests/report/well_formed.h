// A small check that markup is well-formed XML: every element closed in order, attributes quoted, no stray
// sign.
#pragma once

#include <string>
#include <string_view>

namespace footfall::report {

/// Empty when well-formed, otherwise what is wrong and where. Knows elements, attributes, the five entities,
/// a DOCTYPE and <style> (whose content is text).
[[nodiscard]] std::string fault_in(std::string_view markup);

/// How often `part` occurs.
[[nodiscard]] int count_of(std::string_view text, std::string_view part);

}  // namespace footfall::report
