// Walking bouts: strides of either foot that follow each other without a stop or a gap.
#pragma once

#include <vector>

#include "footfall/recording/measured_walk.h"

namespace footfall {

/// Brings both feet's stretches (FootFindings) together: those that overlap in time are one bout, so that a
/// contact missed on one foot breaks none. Sets each stride's `bout` and `edge`, and
/// each foot's `path_bout`. Bouts are in time order, on the first
/// foot's clock, from the first to the last initial contact of either foot. The way walked is the mean over
/// the feet that walked; a foot's is the sum of its strides' lengths, with the mean length for those whose
/// length is not known, and is not known itself when that is so for more than a fifth of them. The first
/// swing from standing is not part of a stride, and so not of the way.
/// @param right_offset to be added to the times of the second foot
[[nodiscard]] std::vector<WalkingBout> join_bouts(std::vector<MeasuredFoot>& feet, Nanoseconds right_offset);

}  // namespace footfall
