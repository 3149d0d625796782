// Sums over the recordings of an analysis.
#include "footfall/report/walk_result.h"

#include <fmt/format.h>

#include <cmath>
#include <numeric>
#include <set>
#include <utility>

namespace footfall::report {
namespace {

/// A mean of means, each with its weight.
class WeightedMean {
public:
    void add(double value, double weight) {
        if (weight > 0.0 && std::isfinite(value)) {
            sum_ += value * weight;
            weight_ += weight;
        }
    }
    [[nodiscard]] double mean() const { return weight_ > 0.0 ? sum_ / weight_ : kUnknown; }

private:
    double sum_ = 0.0;
    double weight_ = 0.0;
};

/// NaN until something is known.
void add_known(double& sum, double value) {
    if (std::isfinite(value)) {
        sum = std::isfinite(sum) ? sum + value : value;
    }
}

}  // namespace

int strides_of(const WalkSummary& summary) noexcept {
    return std::accumulate(summary.all.feet.begin(), summary.all.feet.end(), 0,
                           [](int sum, const FootSummary& foot) { return sum + foot.strides; });
}

int turning_strides_of(const WalkSummary& summary) noexcept {
    return std::accumulate(summary.all.feet.begin(), summary.all.feet.end(), 0,
                           [](int sum, const FootSummary& foot) { return sum + foot.turning_strides; });
}

int edge_strides_of(const WalkSummary& summary) noexcept {
    return std::accumulate(summary.all.feet.begin(), summary.all.feet.end(), 0,
                           [](int sum, const FootSummary& foot) { return sum + foot.edge_strides; });
}

std::string left_out_of(const WalkSummary& summary) {
    const int turning = turning_strides_of(summary);
    const int edges = edge_strides_of(summary);
    if (turning > 0 && edges > 0) {
        return fmt::format("{} in turns and {} at starts and stops", turning, edges);
    }
    return turning > 0 ? fmt::format("{} in turns", turning)
           : edges > 0 ? fmt::format("{} at starts and stops", edges)
                       : "";
}

AnalysisTotals totals_of(const std::vector<WalkResult>& walks) {
    AnalysisTotals all;
    all.recordings = static_cast<std::int64_t>(walks.size());
    std::set<std::pair<std::string, std::string>> people;
    std::array<WeightedMean, kFigures> figures;
    WeightedMean walking;
    WeightedMean confidence;
    for (const WalkResult& result : walks) {
        people.emplace(result.walk.data_set, result.walk.person.id);
        all.strides += strides_of(result.summary);
        add_known(all.walking_s, result.summary.all.walking_s);
        add_known(all.distance_m, result.summary.all.distance_m.value);
        all.with_distance += result.summary.all.distance_m.known() ? 1 : 0;
        for (std::size_t i = 0; i < kFigures; ++i) {
            const FigureSummary& figure = result.summary.all.both[i];
            figures[i].add(figure.mean.value, figure.strides);
        }
        for (const MeasuredFoot& foot : result.walk.feet) {
            const GaitSummary& gait = foot.gait;
            const double known_s =
                gait.samples() > 0 ? foot.data.duration_s * (1.0 - gait.unknown_share()) : 0.0;
            walking.add(gait.walking_share(), known_s);
            confidence.add(gait.confidence(), known_s * gait.walking_share());
        }
    }
    all.people = static_cast<std::int64_t>(people.size());
    for (std::size_t i = 0; i < kFigures; ++i) {
        all.figures[i] = figures[i].mean();
    }
    all.walking_share = walking.mean();
    all.confidence = confidence.mean();
    return all;
}

}  // namespace footfall::report
