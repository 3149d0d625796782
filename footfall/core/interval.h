// A figure with how sure it is.
#pragma once

#include <cmath>
#include <limits>

namespace footfall {

inline constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();

/// A figure and its 95 % confidence interval. What isn't known is NaN, and is left out of text and plots.
struct Interval {
    double value = kUnknown;
    double low = kUnknown;
    double high = kUnknown;

    [[nodiscard]] bool known() const noexcept { return std::isfinite(value); }
    [[nodiscard]] bool has_bounds() const noexcept { return std::isfinite(low) && std::isfinite(high); }
};

}  // namespace footfall
