// What a study's grid shows over window size, look-ahead and number of labelled people, as line charts.
#pragma once

#include <vector>

#include "footfall/report/html.h"
#include "footfall/report/study_report.h"

namespace footfall::report {

/// Macro F1 and cycle error over the window, a figure a network; none unless two windows were tried.
[[nodiscard]] std::vector<Drawing> window_figures(const StudyReport& report);
/// The same over the look-ahead.
[[nodiscard]] std::vector<Drawing> look_ahead_figures(const StudyReport& report);
/// Macro F1 over the number of people whose labels were used.
[[nodiscard]] std::vector<Drawing> label_budget_figures(const StudyReport& report);
/// Over the budget of stage 2, for the smallest number of labelled people.
[[nodiscard]] std::vector<Drawing> transfer_budget_figures(const StudyReport& report);

/// Whether two rows are of the same network and transfer mode.
[[nodiscard]] bool same_method(const StudyRow& a, const StudyRow& b) noexcept;

}  // namespace footfall::report
