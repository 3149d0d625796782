// Metrics as JSON: the figures of metrics.json and of a model's card.
#pragma once

#include <nlohmann/json.hpp>

#include "footfall/report/metrics_summary.h"

namespace footfall::cli {

/// For dump(): names of files and people may be no UTF-8, which JSON is.
inline constexpr auto kReplaceOtherText = nlohmann::json::error_handler_t::replace;

/// The figures by name, null where there was nothing to measure; those known with bounds again in `ci95` as
/// [low, high]. Missed and extra events are shares of the reference's events.
[[nodiscard]] nlohmann::ordered_json to_json(const report::MetricsSummary& metrics);

}  // namespace footfall::cli
