// A walk as it was measured and what it comes to: what the sections of a report show.
#pragma once

#include <string>

#include "footfall/report/walk_summary.h"

namespace footfall::report {

struct WalkResult {
    MeasuredWalk walk;
    WalkSummary summary;
};

/// Over all recordings of an analysis; figures are means of the recordings' means, weighted by their strides.
struct AnalysisTotals {
    std::int64_t recordings = 0;
    std::int64_t people = 0;
    std::int64_t strides = 0;
    double walking_s = kUnknown;
    double distance_m = kUnknown;    ///< of the recordings in which it could be measured
    std::int64_t with_distance = 0;  ///< recordings in which it could
    std::array<double, kFigures> figures{};
    double walking_share = kUnknown;  ///< of the time about which something is said
    double confidence = kUnknown;     ///< mean over walking samples

    [[nodiscard]] double of(Figure figure) const noexcept {
        return figures[static_cast<std::size_t>(figure)];
    }
};

[[nodiscard]] AnalysisTotals totals_of(const std::vector<WalkResult>& walks);

/// Strides of both feet, and how many of them are in turns.
[[nodiscard]] int strides_of(const WalkSummary& summary) noexcept;
[[nodiscard]] int turning_strides_of(const WalkSummary& summary) noexcept;
[[nodiscard]] int edge_strides_of(const WalkSummary& summary) noexcept;
/// Which of them the figures leave out: "4 in turns and 4 at starts and stops"; empty when none.
[[nodiscard]] std::string left_out_of(const WalkSummary& summary);

}  // namespace footfall::report
