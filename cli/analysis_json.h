// summary.json: what an analysis came to.
#pragma once

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "footfall/report/analysis_report.h"

namespace footfall::cli {

/// One foot of a recording; what is not known is null.
[[nodiscard]] nlohmann::ordered_json to_json(const report::FootResult& foot);
/// Over all feet.
[[nodiscard]] nlohmann::ordered_json to_json(const report::AnalysisTotals& totals);

}  // namespace footfall::cli
