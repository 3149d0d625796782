// From answers and their marks to what reports show about one model.
#pragma once

#include <vector>

#include "footfall/report/findings.h"
#include "train/answers.h"

namespace footfall::cli {

/// @param overall of all `people` together
/// @param details of the same answers, in as many parts as they were made; the first example is shown
[[nodiscard]] report::ModelFindings findings_of(const report::MetricsSummary& overall,
                                                const std::vector<train::PersonTally>& people,
                                                const std::vector<const train::StudyDetails*>& details,
                                                const train::Corpus& corpus);

}  // namespace footfall::cli
