// A walk put together from its strides alone, where no samples are there to be gone through.
#pragma once

#include <vector>

#include "serve/database.h"
#include "serve/records.h"

namespace footfall::serve {

/// Strides of either foot that follow each other are a bout; turns are where they turn; the first and last
/// stride of a foot in a bout are its edges, as footfall/recording/walking_bouts.h and turns.h say. The feet
/// are taken to be on one clock, the session's. A foot without strides is left out.
/// @param strides of each foot in time order
[[nodiscard]] MeasuredWalk walk_of_strides(const std::vector<StrideOfFoot>& strides);

/// Of those that are in the store.
[[nodiscard]] MeasuredWalk walk_of_strides(Database& database, SessionId session);

}  // namespace footfall::serve
