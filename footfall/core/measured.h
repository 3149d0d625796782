// A measured figure and how far off it may be.
#pragma once

#include <cmath>

#include "footfall/core/interval.h"

namespace footfall {

/// What isn't known is NaN, never 0.
struct Measured {
    double value = kUnknown;
    double sd = kUnknown;  ///< one standard deviation of the measurement's error

    [[nodiscard]] bool known() const noexcept { return std::isfinite(value); }
};

}  // namespace footfall
