// A walk in the place of a sensor: simulated when the firmware is built (make_walk.cpp).
#pragma once

#include <cstddef>

#include "footfall/core/imu_sample.h"
#include "footfall/signal/alignment.h"

namespace footfall::firmware {

/// Of the left foot.
extern const ImuSample kWalk[];
extern const std::size_t kWalkSamples;
extern const double kWalkRateHz;
/// Its sensor's mounting, as the offline pass over the whole walk finds it.
extern const Alignment kWalkAlignment;

}  // namespace footfall::firmware
