// Shaded fields: which phase is taken for which, and where the predicted cycle position lies over the true
// one.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "footfall/report/svg.h"

namespace footfall::report {

/// Samples of reference phase r that were called phase p are counts[r * names.size() + p].
struct ConfusionCounts {
    std::vector<std::string> names;
    std::vector<double> counts;

    [[nodiscard]] bool empty() const noexcept;
};

/// Counts of (reference, predicted) cycle positions in bins x bins fields.
class CycleDensity {
public:
    static constexpr std::size_t kBins = 50;

    CycleDensity() : counts_(kBins * kBins, 0.0) {}

    /// Both in [0, 1). A pair that isn't finite or in range is passed over.
    void add(double reference, double predicted) noexcept;
    /// As many samples in one field.
    void add_count(std::size_t reference, std::size_t predicted, double count) noexcept {
        counts_[reference * kBins + predicted] += count;
    }
    [[nodiscard]] double count(std::size_t reference, std::size_t predicted) const noexcept {
        return counts_[reference * kBins + predicted];
    }
    [[nodiscard]] double highest() const noexcept;
    [[nodiscard]] bool empty() const noexcept { return highest() == 0.0; }

private:
    std::vector<double> counts_;
};

/// Each field says which share of its row (reference phase) it holds, and how many samples.
[[nodiscard]] std::string draw_confusion(const PlotText& text, const ConfusionCounts& confusion);

/// Predicted (up) over reference (right) in percent of the cycle, shaded by the logarithm of the count; a
/// perfect model fills only the diagonal.
[[nodiscard]] std::string draw_density(const PlotText& text, const CycleDensity& density);

}  // namespace footfall::report
