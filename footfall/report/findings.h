// What was found about one model on people it hadn't seen: what both reports show.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "footfall/report/matrix_plot.h"
#include "footfall/report/metrics_summary.h"
#include "footfall/report/walk_strip.h"

namespace footfall::report {

struct DataSummary {
    std::string data_set;
    int people = 0;
    int recordings = 0;
    int strides = 0;
    std::string label_definition;  ///< one of namespace label_definition
};

struct PersonResult {
    std::string person;
    std::string group;  ///< empty when unknown
    MetricsSummary metrics;
};

/// Parts that are empty are left out of the report.
struct ModelFindings {
    MetricsSummary overall;
    std::vector<PersonResult> people;
    ConfusionCounts confusion;
    CycleDensity cycle;
    std::vector<double> initial_contact_errors_ms;  ///< predicted minus reference, one a matched event
    std::vector<double> final_contact_errors_ms;
    std::optional<ExampleWalk> example;
};

/// Where a report is from, in the order to be shown: {"Config", "..."}, {"Seed", "..."}, {"Date", "..."}, ...
using Provenance = std::vector<std::pair<std::string, std::string>>;

}  // namespace footfall::report
