// The report of an analysis: what a physiotherapist or a coach reads about one walk, or about many.
#pragma once

#include <string>
#include <vector>

#include "footfall/report/findings.h"
#include "footfall/report/walk_result.h"

namespace footfall::report {

struct AnalysisReport {
    std::string title;
    std::vector<std::string> warnings;  ///< about the analysis, e.g. what was left out and why
    std::vector<WalkResult> walks;
    Provenance provenance;
};

/// A self-contained HTML page. One walk is shown at once; of several there is a table that leads to a part
/// for each, folded. So that the page stays readable, figures are drawn of the first `kWalksWithFigures` and
/// parts are made of the first `kWalksWithParts`.
[[nodiscard]] std::string render(const AnalysisReport& report);

inline constexpr std::size_t kWalksWithFigures = 120;
inline constexpr std::size_t kWalksWithParts = 400;

}  // namespace footfall::report
