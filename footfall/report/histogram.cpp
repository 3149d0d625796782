// Bins and draws a histogram.
#include "footfall/report/histogram.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "footfall/report/markup.h"
#include "footfall/report/plot_frame.h"

namespace footfall::report {

namespace {

constexpr double kShown = 0.99;
constexpr int kBinsAtMost = 40;

/// The value below which a fraction of the sorted values lies (nearest rank).
double quantile(const std::vector<double>& sorted, double fraction) {
    const double rank = std::ceil(fraction * static_cast<double>(sorted.size())) - 1.0;
    return sorted[static_cast<std::size_t>(std::max(rank, 0.0))];
}

}  // namespace

SymmetricBins bin_symmetrically(std::vector<double> values) {
    std::erase_if(values, [](double value) { return !std::isfinite(value); });
    SymmetricBins bins;
    if (values.empty()) {
        return bins;
    }
    std::vector<double> magnitudes;
    magnitudes.reserve(values.size());
    for (const double value : values) {
        magnitudes.push_back(std::abs(value));
    }
    std::sort(values.begin(), values.end());
    std::sort(magnitudes.begin(), magnitudes.end());
    bins.median = quantile(values, 0.5);
    const double reach = std::max(quantile(magnitudes, kShown), 1e-9);
    bins.width = nice_step(2.0 * reach, kBinsAtMost);
    const double half = std::floor(reach / bins.width) + 1.0;
    bins.limit = half * bins.width;
    bins.counts.assign(2 * static_cast<std::size_t>(half), 0.0);
    for (const double value : values) {
        const double bin = std::floor((value + bins.limit) / bins.width);
        if (bin < 0.0 || bin >= static_cast<double>(bins.counts.size())) {
            ++bins.outside;
        } else {
            bins.counts[static_cast<std::size_t>(bin)] += 1.0;
        }
    }
    return bins;
}

std::string draw(const Histogram& histogram) {
    const SymmetricBins& bins = histogram.bins;
    Range counts{0.0, 1.0};
    for (const double count : bins.counts) {
        counts.include(count);
    }
    const double limit = bins.counts.empty() ? 1.0 : bins.limit;
    const Range reach{-limit, limit};
    PlotFrame frame(histogram.text, {histogram.value_title, reach, nice_ticks(reach, 8), Scale::linear},
                    nice_axis(histogram.count_title, counts), {});
    {
        const Svg::Group group = frame.svg().group(series_class(histogram.style));
        for (std::size_t i = 0; i < bins.counts.size(); ++i) {
            if (bins.counts[i] == 0.0) {
                continue;
            }
            const double from = -bins.limit + static_cast<double>(i) * bins.width;
            const double x = frame.x(from);
            const double y = frame.y(bins.counts[i]);
            frame.svg().rectangle({x + 0.5, y}, frame.x(from + bins.width) - x - 1.0, frame.bottom() - y,
                                  "bar", 1.0, number(bins.counts[i], 0));
        }
    }
    const double zero = frame.x(0.0);
    frame.svg().line({zero, frame.top()}, {zero, frame.bottom()}, "rule");
    if (!bins.counts.empty()) {
        const double median = frame.x(bins.median);
        frame.svg().line({median, frame.top()}, {median, frame.bottom()}, "reference");
        frame.svg().text({median + (bins.median < 0.0 ? -6.0 : 6.0), frame.top() + 12.0},
                         "median " + number(bins.median, 1) + " " + histogram.value_unit,
                         bins.median < 0.0 ? "note end" : "note");
    }
    return std::move(frame).finish();
}

}  // namespace footfall::report
