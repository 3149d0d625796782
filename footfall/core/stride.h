// One gait cycle of one foot.
#pragma once

#include "footfall/core/imu_sample.h"

namespace footfall {

/// One stride with the final contact within it.
struct Stride {
    Nanoseconds start = 0;
    Nanoseconds final_contact = 0;
    Nanoseconds end = 0;

    [[nodiscard]] constexpr Nanoseconds stride_time() const noexcept { return end - start; }
    [[nodiscard]] constexpr Nanoseconds stance_time() const noexcept { return final_contact - start; }
    [[nodiscard]] constexpr Nanoseconds swing_time() const noexcept { return end - final_contact; }
    /// Of the stride, in (0, 1).
    [[nodiscard]] constexpr double stance_share() const noexcept {
        return static_cast<double>(stance_time()) / static_cast<double>(stride_time());
    }
    friend constexpr bool operator==(const Stride&, const Stride&) = default;
};

}  // namespace footfall
