// Counts and draws the comparisons of transfer modes.
#include "footfall/report/study_ordering.h"

#include <string>

#include <fmt/format.h>

#include "footfall/report/markup.h"
#include "footfall/report/row_plot.h"

namespace footfall::report {

namespace {

class Verdicts {
public:
    void count(const OrderingComparison& comparison) {
        const Interval& difference = comparison.f1_difference;
        ++all_;
        if (difference.has_bounds() && difference.low > 0.0) {
            ++holds_;
        } else if (difference.has_bounds() && difference.high < 0.0) {
            ++reversed_;
            where_reversed_ += fmt::format("{}{} ({} ahead of {})", reversed_ == 1 ? ": " : "; ",
                                           comparison.setting, comparison.worse, comparison.better);
        }
    }

    [[nodiscard]] std::string sentence() const {
        return fmt::format(
            "The paper has model transfer ahead of feature transfer, and both ahead of learning from "
            "scratch. Of {} comparisons here this order holds in {}, is undecided in {} (the interval "
            "includes zero) and is reversed in {}{}.",
            all_, holds_, all_ - holds_ - reversed_, reversed_, where_reversed_);
    }

private:
    int all_ = 0;
    int holds_ = 0;
    int reversed_ = 0;
    std::string where_reversed_;
};

}  // namespace

void add_ordering(Page& page, const std::vector<OrderingComparison>& ordering) {
    Verdicts verdicts;
    RowPlot plot;
    RowSeries differences{"difference in macro F1", 0, {}};
    Range range{0.0, 0.0};
    for (const OrderingComparison& comparison : ordering) {
        if (!comparison.f1_difference.known()) {
            continue;
        }
        verdicts.count(comparison);
        plot.rows.push_back(
            fmt::format("{}: {} − {}", comparison.setting, comparison.better, comparison.worse));
        differences.values.push_back(scaled(comparison.f1_difference, 100.0));
        range.include(differences.values.back());
    }
    if (plot.rows.empty()) {
        return;
    }
    page.paragraph(verdicts.sentence());
    const std::string caption =
        "Difference in macro F1, paired over people, with 95 % CI. Right of zero the paper's order holds.";
    plot.text = {"The paper's order, measured here", caption};
    plot.value = nice_axis("Difference in macro F1 (points of 100)", range, 8);
    plot.series = {differences};
    plot.width = kWidePlotWidth;
    plot.reference = {0.0, ""};
    page.figures({{draw(plot), caption, true}});
}

}  // namespace footfall::report
