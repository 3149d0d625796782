// Some seconds of both feet: when each stands and swings, and when both stand.
#pragma once

#include <string>

#include "footfall/recording/measured_walk.h"
#include "footfall/report/svg.h"

namespace footfall::report {

inline constexpr double kStripS = 10.0;

/// On the first foot's clock. Double support is marked when the feet's clocks are related. Empty without a
/// stride.
[[nodiscard]] std::string draw_gait_strip(const PlotText& text, const MeasuredWalk& walk);

}  // namespace footfall::report
