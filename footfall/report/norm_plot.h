// A person's figure on the band in which healthy people of that age are.
#pragma once

#include <string>

#include "footfall/report/axis.h"
#include "footfall/report/norms.h"
#include "footfall/report/svg.h"

namespace footfall::report {

/// Empty when the norm has no range or the speed isn't known.
[[nodiscard]] std::string draw_speed_norm(const PlotText& text, const Interval& speed_mps,
                                          const SpeedNorm& norm);

/// "within", "below" or "above" the range.
[[nodiscard]] const char* place_in_range(double speed_mps, const SpeedNorm& norm) noexcept;

}  // namespace footfall::report
