// From marks on people to the figures that reports and metrics.json hold, with their intervals.
#pragma once

#include <vector>

#include "footfall/core/phase_set.h"
#include "footfall/report/metrics_summary.h"
#include "train/metrics.h"

namespace footfall::cli {

/// Pooled over people, with intervals from a bootstrap over them.
[[nodiscard]] report::MetricsSummary summary_of(const std::vector<train::Tally>& people,
                                                const PhaseSet& phases);

}  // namespace footfall::cli
