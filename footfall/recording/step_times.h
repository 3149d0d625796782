// What takes both feet: step and double-support times.
#pragma once

#include <vector>

#include "footfall/recording/foot_measurement.h"

namespace footfall {

/// What the clocks allow: the time both feet are on the ground within a stride is this foot's stance without
/// the other's swing in it, whatever the clocks' offset; where in the stride the other foot lands needs one
/// clock.
enum class BothFeet : unsigned char { nothing, double_support, double_support_and_steps };

/// Sets `step_time_s` and `double_support_s` of the strides in which the other foot swings exactly once; the
/// others keep NaN. In running, where no foot may be on the ground, double support is 0.
/// @param right_offset to be added to the times of the second foot
void measure_both_feet(std::vector<FootFindings>& feet, Nanoseconds right_offset, BothFeet what);

}  // namespace footfall
