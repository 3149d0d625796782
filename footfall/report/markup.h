// Text and numbers as HTML and SVG want them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "footfall/report/metrics_summary.h"

namespace footfall::report {

/// Shown where a figure isn't known.
inline constexpr const char* kMissing = "–";

/// Text for element content and double-quoted attributes; control characters that XML forbids become spaces.
[[nodiscard]] std::string escape(std::string_view text);

/// A fixed number of decimals, a real minus sign; kMissing when not finite.
[[nodiscard]] std::string number(double value, int decimals);

/// 1234567 as "1 234 567", with spaces that don't break.
[[nodiscard]] std::string grouped(std::int64_t value);

/// "0.972–0.985"; "−3 to 4" when a bound is negative; empty when a bound is unknown.
[[nodiscard]] std::string bounds(const Interval& interval, int decimals);

/// "0.979 (0.972–0.985)", without the bracket when there are no bounds.
[[nodiscard]] std::string with_bounds(const Interval& interval, int decimals);

/// Scales value and bounds, e.g. by 100 for percent.
[[nodiscard]] Interval scaled(const Interval& interval, double factor) noexcept;

}  // namespace footfall::report
