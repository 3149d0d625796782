// summary.json: what an analysis came to.
#pragma once

#include <nlohmann/json.hpp>

#include "cli/analysis.h"

namespace footfall::cli {

/// Over all recordings: their sums, and means weighted by strides; what is not known is null.
[[nodiscard]] nlohmann::ordered_json to_json(const report::AnalysisTotals& totals);
/// One recording: all of it, its feet, bouts, turns, clocks and remarks. A figure is
/// {strides, mean, ci95: [low, high], sd, cv}, in SI units and null where strides don't suffice.
[[nodiscard]] nlohmann::ordered_json to_json(const report::WalkResult& result);
[[nodiscard]] nlohmann::ordered_json to_json(const LeftOut& left_out);

}  // namespace footfall::cli
