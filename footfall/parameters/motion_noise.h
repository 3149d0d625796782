// How much a foot's sensor errs from sample to sample: white noise, and errors that come with the motion, of
// a size learned on the way.
#pragma once

#include "footfall/parameters/foot_filter.h"
#include "footfall/parameters/foothold_finder.h"

namespace footfall {

/// Beyond its noise a sensor errs by a share of what it feels: scale, axes, the strap's give. Where that
/// share lies shows in what the filter is surprised by when the foot is next still (innovation-based
/// adaptation after Mehra 1970, doi 10.1109/TAC.1970.1099422). Samples across lost packets, and clipped ones,
/// are off by more, of which the next surprise tells nothing. docs/results.md says what this gives.
class MotionNoise {
public:
    /// As the simulator's sensors have it: walker.cpp, draw_sensor.
    static constexpr double kRate_radps = 0.012;
    static constexpr double kForce_mps2 = 0.08;
    static constexpr double kShare = 0.016;       ///< of the motion, before anything is learned
    static constexpr double kBridgedShare = 0.5;  ///< by the simulator, 1 to 20 % of packets lost
    static constexpr double kClippedShare = 0.7;  ///< by the simulator, ranges of 4 to 16 g

    /// @param attitude foot frame to world
    [[nodiscard]] SampleNoise of(const JudgedSample& now, const algebra::Matrix& attitude) noexcept;

    /// Learns from a correction by what was still to within `speed_sd_mps`.
    void learn(const ZeroVelocity& correction, double speed_sd_mps) noexcept;

    /// Another movement begins.
    void landed() noexcept { doubtful_ = false; }

private:
    bool doubtful_ = false;  // a sample of this movement was bridged or clipped
    double variance_ = 1.0;  // of what comes with motion, against kShare's
};

}  // namespace footfall
