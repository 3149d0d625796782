// The figures about one model's findings, each with its caption. One without data has no svg, and a page
// leaves it out.
#pragma once

#include <string>
#include <vector>

#include "footfall/report/findings.h"
#include "footfall/report/html.h"

namespace footfall::report {

[[nodiscard]] Drawing confusion_figure(const ConfusionCounts& confusion);
/// @param error the mean absolute error of the cycle position, in cycles
[[nodiscard]] Drawing density_figure(const CycleDensity& density, const Interval& error);
/// @param event as a heading says it: "Initial contact"
[[nodiscard]] Drawing timing_figure(const char* event, const std::vector<double>& errors_ms,
                                    const TimingSummary& summary, int style);
/// Macro F1 and accuracy of each person, with the worst named; `worst_first` has at least one.
[[nodiscard]] Drawing scores_figure(const std::vector<PersonResult>& worst_first);
/// Timing error of each person.
[[nodiscard]] Drawing contacts_figure(const std::vector<PersonResult>& worst_first);
[[nodiscard]] Drawing walk_figure(const ExampleWalk& walk);

/// "7 (older)", or "7" when the group is unknown.
[[nodiscard]] std::string person_name(const PersonResult& result);

}  // namespace footfall::report
