// Bounds how fast one stream may come, whoever sends it.
#pragma once

#include <algorithm>

#include "footfall/core/imu_sample.h"

namespace footfall::serve {

/// Twice the nominal rate for ever, and kBurst_s of the stream at once, as come after a stall.
class RateLimit {
public:
    static constexpr double kBurst_s = 5.0;
    static constexpr double kOfNominal = 2.0;

    /// @param rate_hz nominal, in the host's time
    explicit RateLimit(double rate_hz) noexcept : rate_hz_(rate_hz), allowed_(kBurst_s * rate_hz) {}

    /// Whether one more is within the bounds.
    [[nodiscard]] bool take(Nanoseconds now) noexcept {
        const double passed_s = static_cast<double>(std::max<Nanoseconds>(now - last_, 0)) /
                                static_cast<double>(kNanosecondsPerSecond);
        allowed_ = std::min(allowed_ + kOfNominal * rate_hz_ * passed_s, kBurst_s * rate_hz_);
        last_ = std::max(last_, now);
        if (allowed_ < 1.0) {
            return false;
        }
        allowed_ -= 1.0;
        return true;
    }

private:
    double rate_hz_;
    double allowed_;
    Nanoseconds last_ = 0;
};

}  // namespace footfall::serve
