// The tables about one walk.
#pragma once

#include <string>
#include <vector>

#include "footfall/report/html.h"
#include "footfall/report/walk_result.h"

namespace footfall::report {

/// Every figure that was measured: each foot, both, spread between strides, left against right.
[[nodiscard]] Table figure_table(const WalkResult& result);
/// "Step time, Double support": what has no row in figure_table(); empty when nothing is missing.
[[nodiscard]] std::string not_measured(const WalkResult& result);
[[nodiscard]] Table bout_table(const WalkResult& result);
[[nodiscard]] Table turn_table(const MeasuredWalk& walk);
/// Lost packets, gaps, how sure the model was: one row a foot.
[[nodiscard]] Table data_table(const MeasuredWalk& walk);

[[nodiscard]] Cell number_cell(double value, int decimals);
[[nodiscard]] Cell count_cell(std::int64_t value);
/// The mean with its interval below, or in words why there is none.
[[nodiscard]] Cell figure_cell(Figure figure, const FigureSummary& summary);
[[nodiscard]] Cell measured_cell(const Measured& value, int decimals);

/// "left", "left and right"
[[nodiscard]] std::string feet_words(const MeasuredWalk& walk);

}  // namespace footfall::report
