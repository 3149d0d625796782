// Tells walking from standing, sitting and shuffling about, sample by sample.
#pragma once

#include "footfall/core/imu_sample.h"

namespace footfall {

/// Looks at how fast the foot turns, which no mounting changes. Walking begins when it turns as fast as only
/// push-off and swing make it, and ends when it has been still for longer than a stance keeps it so. Constant
/// memory and work; never allocates, blocks or throws.
class WalkingGate {
public:
    explicit WalkingGate(double rate_hz) noexcept;

    /// Takes the next sample and says whether the foot walks, as far as is known.
    [[nodiscard]] bool update(const Imu<SensorFrame>& imu) noexcept;

    /// Forgets the samples: after a gap.
    void reset() noexcept;

private:
    double period_s_;
    double fast_s_ = 0.0;
    double still_s_ = 0.0;
    bool walking_ = false;
};

}  // namespace footfall
