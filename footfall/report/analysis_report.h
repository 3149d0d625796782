// The report of an analysis: what was found in recordings, foot by foot, and how good their data are.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "footfall/recording/gait_summary.h"
#include "footfall/recording/track_survey.h"
#include "footfall/report/findings.h"

namespace footfall::report {

struct FootResult {
    std::string recording;
    Foot foot = Foot::left;
    double rate_hz = 0.0;
    TrackSurvey data;
    GaitSummary gait;
};

struct AnalysisReport {
    std::string title;
    std::string model;  ///< in words, to begin a sentence
    std::vector<std::string> warnings;
    std::vector<FootResult> feet;
    std::optional<ExampleWalk> example;
    Provenance provenance;
};

/// Means over the strides of all feet.
struct AnalysisTotals {
    double walking_s = 0.0;  ///< of the recording in which feet walk, summed over feet
    std::int64_t strides = 0;
    double stride_time_s = kUnknown;
    double stance_time_s = kUnknown;
    double swing_time_s = kUnknown;
    double stance_percent = kUnknown;
    double cadence_steps_per_min = kUnknown;
    double walking_share = kUnknown;  ///< of the time about which something is said
    double confidence = kUnknown;     ///< mean over walking samples
};

[[nodiscard]] AnalysisTotals totals_of(const std::vector<FootResult>& feet);

/// A self-contained HTML page.
[[nodiscard]] std::string render(const AnalysisReport& report);

}  // namespace footfall::report
