// The learning rate over a stage of training: a linear warm-up, then half a cosine down (Loshchilov & Hutter
// 2017).
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numbers>

namespace footfall::train {

struct Schedule {
    double peak = 1e-3;
    double last = 0.0;         ///< reached at `steps`, kept after it
    std::int64_t warm_up = 0;  ///< steps until the peak; step 0 already has peak/warm_up
    std::int64_t steps = 1;    ///< in all, warm-up included

    /// Learning rate of a step counted from 0.
    [[nodiscard]] double at(std::int64_t step) const noexcept {
        if (step < warm_up) {
            return peak * static_cast<double>(step + 1) / static_cast<double>(warm_up);
        }
        const std::int64_t span = std::max<std::int64_t>(1, steps - warm_up);
        const double done = std::min(1.0, static_cast<double>(step - warm_up) / static_cast<double>(span));
        return last + 0.5 * (peak - last) * (1.0 + std::cos(std::numbers::pi * done));
    }
};

}  // namespace footfall::train
