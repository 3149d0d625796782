// Learns how a sensor is mounted while its wearer walks: from the first strides, then better with each.
#pragma once

#include <cstdint>
#include <optional>

#include "footfall/core/imu_sample.h"
#include "footfall/signal/alignment.h"
#include "footfall/signal/timeline.h"

namespace footfall {

/// Takes a sensor's samples as they come and puts them on a grid of its own, AlignmentEstimator::kRateHz, as
/// the offline pass does. The alignment is first estimated after kFirstStrides strides, again after each
/// stride that follows, and kept for good after kLastStrides. A gap interrupts a stride, not the learning.
/// Constant memory; never allocates, blocks or throws.
class AlignmentLearner {
public:
    static constexpr int kFirstStrides = 3;
    static constexpr int kLastStrides = 30;
    /// A movement from rest to rest that goes less far is no stride.
    static constexpr double kShortestStride_m = 0.3;

    AlignmentLearner(double input_rate_hz, bool gravity_included) noexcept;

    /// Nothing to learn.
    explicit AlignmentLearner(const Alignment& known) noexcept;

    /// Takes the sensor's next sample. True when the alignment is another than before.
    bool update(const ImuSample& sample) noexcept;

    [[nodiscard]] const std::optional<Alignment>& alignment() const noexcept { return alignment_; }
    [[nodiscard]] bool learning() const noexcept { return strides_ < kLastStrides; }

private:
    [[nodiscard]] bool ends_stride(const GridSample& sample) noexcept;

    Timeline timeline_;
    AlignmentEstimator estimator_;
    std::optional<Alignment> alignment_;
    DisplacementEstimator::Vector travelled_m_{};  // at the end of the movement before
    std::int64_t movements_ = 0;
    int strides_ = 0;
};

}  // namespace footfall
