// The walk from above: both feet's paths and footholds, to scale.
#pragma once

#include <string>

#include "footfall/report/svg.h"
#include "footfall/report/walk_ground.h"

namespace footfall::report {

/// The same scale on both axes.
[[nodiscard]] std::string draw_from_above(const PlotText& text, const WalkGround& ground);

}  // namespace footfall::report
