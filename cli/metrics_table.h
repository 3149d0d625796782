// Metrics for reading on a terminal.
#pragma once

#include <string>
#include <vector>

#include "footfall/report/findings.h"

namespace footfall::cli {

/// A line a figure, with its interval.
[[nodiscard]] std::string table_of(const report::MetricsSummary& metrics);

/// A line a person, main figures only.
[[nodiscard]] std::string table_of(const std::vector<report::PersonResult>& people);

}  // namespace footfall::cli
