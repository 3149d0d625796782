// The clock that arrivals are told on: it never jumps, and says nothing of the date.
#pragma once

#include <chrono>

#include "footfall/core/imu_sample.h"

namespace footfall::serve {

[[nodiscard]] inline Nanoseconds host_now() noexcept {
    return std::chrono::duration_cast<std::chrono::nanoseconds>(
               std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

}  // namespace footfall::serve
