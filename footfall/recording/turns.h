// Turns within walking bouts.
#pragma once

#include <vector>

#include "footfall/recording/measured_walk.h"

namespace footfall {

/// A turn is a run of strides of a foot that each change its heading by 15 degrees or more, the same way, and
/// together by 45 degrees or more (the least of El-Gohary et al. 2014, doi 10.3390/s140100356); those of both
/// feet that overlap are one. It lasts from the final contact of its first stride to the end of its last. Its
/// angle is the mean over the feet of the change of heading in the strides that swing within it, its standard
/// deviation that of this mean or half the difference between the feet, whichever is more. Marks these
/// strides as `turning`. Strides must know their bouts; where turn_rad is not known, no turn is found.
/// @param right_offset to be added to the times of the second foot
[[nodiscard]] std::vector<Turn> find_turns(std::vector<MeasuredFoot>& feet, Nanoseconds right_offset);

}  // namespace footfall
