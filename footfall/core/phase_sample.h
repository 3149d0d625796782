// What is said about one sample: where in the gait cycle it is, and in which phase.
#pragma once

#include <array>

#include "footfall/core/imu_sample.h"

namespace footfall {

inline constexpr int kMaxPhases = 8;

struct PhaseSample {
    SampleIndex index = 0;
    float cycle = 0.0F;                           ///< in [0, 1), 0 at initial contact
    int phase = 0;                                ///< index into the model's phase set
    std::array<float, kMaxPhases> probability{};  ///< one a phase; `probability[phase]` is the confidence
};

}  // namespace footfall
