// Whether the paper's order of the transfer modes holds in a study.
#pragma once

#include <vector>

#include "footfall/report/html.h"
#include "footfall/report/study_report.h"

namespace footfall::report {

/// A sentence that counts where the order holds, is undecided and is reversed, and a plot of the differences.
/// Comparisons without a difference are passed over.
void add_ordering(Page& page, const std::vector<OrderingComparison>& ordering);

}  // namespace footfall::report
