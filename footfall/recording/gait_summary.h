// What one foot's answers come to: how long it walked, how many strides, and how they were on average.
#pragma once

#include <cmath>
#include <cstdint>

#include "footfall/core/interval.h"
#include "footfall/events/stride.h"
#include "footfall/recording/own_samples.h"

namespace footfall {

/// Mean and standard deviation of values as they come (Welford 1962).
class RunningMean {
public:
    void add(double value) noexcept {
        ++count_;
        const double from_mean = value - mean_;
        mean_ += from_mean / static_cast<double>(count_);
        squares_ += from_mean * (value - mean_);
    }
    [[nodiscard]] std::int64_t count() const noexcept { return count_; }
    /// NaN of none.
    [[nodiscard]] double mean() const noexcept { return count_ > 0 ? mean_ : kUnknown; }
    /// Of the sample; NaN of fewer than two.
    [[nodiscard]] double sd() const noexcept {
        return count_ > 1 ? std::sqrt(squares_ / static_cast<double>(count_ - 1)) : kUnknown;
    }

private:
    std::int64_t count_ = 0;
    double mean_ = 0.0;
    double squares_ = 0.0;
};

class GaitSummary {
public:
    void add(const AnsweredSample& sample) noexcept;
    void add(const Stride& stride) noexcept;

    [[nodiscard]] std::int64_t samples() const noexcept { return samples_; }
    /// Of the samples about which something is said; NaN when nothing is.
    [[nodiscard]] double walking_share() const noexcept;
    /// Of all samples.
    [[nodiscard]] double unknown_share() const noexcept;
    /// The mean probability of the phases that were named.
    [[nodiscard]] double confidence() const noexcept { return confidence_.mean(); }

    [[nodiscard]] std::int64_t strides() const noexcept { return stride_time_s_.count(); }
    [[nodiscard]] const RunningMean& stride_time_s() const noexcept { return stride_time_s_; }
    [[nodiscard]] const RunningMean& stance_time_s() const noexcept { return stance_time_s_; }
    [[nodiscard]] const RunningMean& swing_time_s() const noexcept { return swing_time_s_; }
    [[nodiscard]] const RunningMean& stance_percent() const noexcept { return stance_percent_; }
    /// Steps of both feet a minute, taken as two for each of this foot's strides.
    [[nodiscard]] double cadence_steps_per_min() const noexcept { return 120.0 / stride_time_s_.mean(); }

private:
    std::int64_t samples_ = 0;
    std::int64_t walking_ = 0;
    std::int64_t not_walking_ = 0;
    RunningMean confidence_;
    RunningMean stride_time_s_;
    RunningMean stance_time_s_;
    RunningMean swing_time_s_;
    RunningMean stance_percent_;
};

}  // namespace footfall
