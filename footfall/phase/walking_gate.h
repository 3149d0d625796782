// Tells walking from standing, sitting and shuffling about, sample by sample.
#pragma once

#include "footfall/core/imu_sample.h"

namespace footfall {

/// Looks at how fast the foot turns, which no mounting changes. Walking begins when it turns as fast as
/// push-off and swing make it, and ends when it has been still for longer than this walker's stances keep it
/// so: 1.4 times as long as in the latest stances, and a tenth of a second, but at most a second. Time in
/// which the foot hardly turns at all counts more, as in stance the heel soon begins to rise.
///
/// The thresholds are from voisard2023, where they were chosen by cross-validation over people;
/// docs/results.md has the figures. Constant memory and work; never allocates, blocks or throws.
class WalkingGate {
public:
    explicit WalkingGate(double rate_hz) noexcept;

    /// Takes the next sample and says whether the foot walks, as far as is known.
    [[nodiscard]] bool update(const Imu<SensorFrame>& imu) noexcept;

    /// After a gap: whoever walked is taken to walk on until the foot has been still for long enough since.
    void interrupt() noexcept;

private:
    void end_of_stillness() noexcept;

    double period_s_;
    bool walking_ = false;
    bool walked_ = false;   // when the stillness that goes on began
    double fast_s_ = 0.0;   // for how long the foot has been fast
    double still_s_ = 0.0;  // for how long it has been still, weighted
    double usual_s_;        // of the latest stances of this walk
};

}  // namespace footfall
