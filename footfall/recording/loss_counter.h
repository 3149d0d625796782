// How many of a sensor's samples are missing, counted as they come.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>

#include "footfall/core/imu_sample.h"

namespace footfall {

/// A longer loss is called a gap.
inline constexpr double kGapS = 0.1;

class LossCounter {
public:
    explicit LossCounter(double rate_hz) noexcept : step_s_(1.0 / rate_hz) {}

    void add(Nanoseconds time) noexcept {
        if (last_) {
            const double passed_s =
                static_cast<double>(time - *last_) / static_cast<double>(kNanosecondsPerSecond);
            const double steps = std::round(passed_s / step_s_);
            if (steps > 1.0) {
                const auto lost = static_cast<std::int64_t>(steps) - 1;
                lost_ += lost;
                longest_ = std::max(longest_, lost);
                gaps_ += static_cast<double>(lost) * step_s_ > kGapS ? 1 : 0;
            }
        }
        last_ = time;
        ++samples_;
    }

    [[nodiscard]] std::int64_t samples() const noexcept { return samples_; }
    /// Missing between the first and the last sample.
    [[nodiscard]] std::int64_t lost() const noexcept { return lost_; }
    /// Most in a row.
    [[nodiscard]] std::int64_t longest() const noexcept { return longest_; }
    /// Losses longer than kGapS.
    [[nodiscard]] std::int64_t gaps() const noexcept { return gaps_; }

private:
    double step_s_;
    std::optional<Nanoseconds> last_;
    std::int64_t samples_ = 0;
    std::int64_t lost_ = 0;
    std::int64_t longest_ = 0;
    std::int64_t gaps_ = 0;
};

}  // namespace footfall
