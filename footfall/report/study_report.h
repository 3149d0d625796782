// The report of a study: networks, transfer modes and windows compared on people none of them had seen.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "footfall/report/findings.h"
#include "footfall/report/metrics_summary.h"

namespace footfall::report {

/// One point of the study's grid.
struct StudyRow {
    std::string network;   ///< as people read it: "DNN", "Transformer"
    std::string transfer;  ///< "model transfer", "feature transfer", "scratch"
    int window_samples = 0;
    int look_ahead_samples = 0;
    int labelled_people = 0;            ///< people whose phase labels were used
    std::int64_t transfer_windows = 0;  ///< budget of stage 2
    MetricsSummary metrics;
};

/// Trained on some people, tested on others of another kind: "55 and over" on "45 and under", or one data set
/// on another.
struct CrossRow {
    std::string trained_on;
    std::string tested_on;
    StudyRow result;
};

/// One pair of the paper's order (model transfer over feature transfer over scratch), measured here.
struct OrderingComparison {
    std::string setting;  ///< where it was measured: "DNN, all labels", "Transformer, labels of 1 person"
    std::string better;   ///< which the paper has ahead
    std::string worse;
    Interval f1_difference;  ///< macro F1 of `better` minus that of `worse`, paired over people
};

/// Parts that are empty are left out of the report.
struct StudyReport {
    std::string title;
    std::string validation;  ///< ends "tested by ...": "leaving one person out"
    std::vector<DataSummary> data;
    Provenance provenance;
    std::vector<std::string> warnings;  ///< sentences
    double rate_hz = 100.0;             ///< of the networks' input

    StudyRow best;           ///< what the headline and `findings` are about
    ModelFindings findings;  ///< of `best`
    /// The grid. Rows that differ in the window only make the window curve, those that differ in the
    /// look-ahead only the look-ahead curve; what they have in common is what `best` has.
    std::vector<StudyRow> grid;
    std::vector<StudyRow> label_budget;
    std::vector<CrossRow> cross_population;
    std::vector<OrderingComparison> ordering;
};

/// The whole document.
[[nodiscard]] std::string render(const StudyReport& report);

}  // namespace footfall::report
