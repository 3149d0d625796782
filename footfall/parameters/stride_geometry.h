// From the smoothed way of a foot between two footholds to the figures of a stride.
#pragma once

#include "footfall/core/foot.h"
#include "footfall/core/stride.h"
#include "footfall/parameters/heel_finder.h"
#include "footfall/parameters/stride_motion.h"
#include "footfall/parameters/way.h"

namespace footfall {

/// All of StrideMotion but its places in the walk's world. `way` must not be empty.
[[nodiscard]] StrideMotion motion_of(const Way& way, const Stride& stride, Foot foot, Nanoseconds grid_period,
                                     const HeelFinder& heel) noexcept;

}  // namespace footfall
