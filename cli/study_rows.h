// A study's results added up over splits: one row for each way of learning, as tables and curves need them.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "cli/config.h"
#include "footfall/report/study_report.h"
#include "train/study.h"

namespace footfall::cli {

/// Marks of one way of learning on everybody it was tested on.
struct StudyRows {
    train::StudySection section = train::StudySection::grid;
    NetworkSpec spec;
    train::TransferMode mode = train::TransferMode::model_transfer;
    int labelled_people = 0;   ///< 0: all
    std::int64_t windows = 0;  ///< stage-2 budget
    bool offsets_allowed = false;
    std::string split;  ///< for sections whose splits are different questions; empty where they are added up
    std::vector<train::PersonTally> people;
    std::vector<double> f1_of_draws;  ///< macro F1 of each split and draw, in their order
    report::MetricsSummary metrics;
};

struct JobAndResult {
    train::StudyJob job;
    train::StudyResult result;
};

/// Rows in the order of sections, networks, windows, look-aheads, budgets and modes.
[[nodiscard]] std::vector<StudyRows> rows_of(const std::vector<JobAndResult>& results,
                                             const PhaseSet& phases);

/// results.csv and results.json.
[[nodiscard]] std::string csv_of(const std::vector<StudyRows>& rows);
[[nodiscard]] std::string json_of(const std::vector<StudyRows>& rows, const Config& config);

/// What the page shows. The caller adds data, provenance and warnings.
[[nodiscard]] report::StudyReport report_of(const std::vector<StudyRows>& rows,
                                            const std::vector<JobAndResult>& results, const Config& config,
                                            const train::Corpus& corpus);

}  // namespace footfall::cli
