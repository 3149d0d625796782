// The sections about one model's findings, shared by the reports of `study` and `evaluate`.
#pragma once

#include <string>
#include <vector>

#include "footfall/report/findings.h"
#include "footfall/report/html.h"

namespace footfall::report {

/// A published figure for each headline; empty strings where there is nothing to compare with.
struct HeadlineComparison {
    std::string f1;
    std::string accuracy;
    std::string cycle;
    std::string initial_contact;
    std::string final_contact;
};

/// The figures that matter most, as tiles. Unknown ones are left out.
void add_headline(Page& page, const MetricsSummary& metrics, const HeadlineComparison& comparison = {});

/// What the data are: people, recordings, strides, the labels' definition.
void add_data(Page& page, const std::vector<DataSummary>& data);

/// Every figure about the model itself: errors by kind, timing, each person, an example walk.
void add_findings(Page& page, const ModelFindings& findings);

/// The columns and cells of a row of metrics, as every table of metrics has them.
[[nodiscard]] std::vector<Column> metric_columns(const std::vector<std::string>& phases);
[[nodiscard]] std::vector<Cell> metric_cells(const MetricsSummary& metrics,
                                             const std::vector<std::string>& phases);
[[nodiscard]] std::vector<std::string> phase_names(const MetricsSummary& metrics);

/// A label definition as people say it: "event_pairs" as "annotated toe-off and heel-strike".
[[nodiscard]] std::string spoken_definition(const std::string& label_definition);

}  // namespace footfall::report
