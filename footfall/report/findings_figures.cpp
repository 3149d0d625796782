// Draws the findings and words their captions.
#include "footfall/report/findings_figures.h"

#include <limits>
#include <utility>

#include <fmt/format.h>

#include "footfall/report/histogram.h"
#include "footfall/report/markup.h"
#include "footfall/report/row_plot.h"

namespace footfall::report {

namespace {

/// A row a person, worst score first.
RowPlot person_plot(const std::vector<PersonResult>& worst_first, std::vector<RowSeries> series,
                    const char* axis_title, const Range& limits) {
    RowPlot plot;
    Range range;
    for (const RowSeries& one : series) {
        for (const Interval& value : one.values) {
            range.include(value);
        }
    }
    for (const PersonResult& result : worst_first) {
        plot.rows.push_back(person_name(result));
    }
    plot.series = std::move(series);
    if (!range.empty()) {
        plot.value = nice_axis(axis_title, range, 5, limits);
    }
    return plot;
}

Drawing drawn(RowPlot plot, const char* title, const std::string& caption) {
    // Without a known value there is no axis to draw on.
    if (plot.value.range.empty()) {
        return {};
    }
    plot.text = {title, caption};
    return {draw(plot), caption, false};
}

}  // namespace

std::string person_name(const PersonResult& result) {
    return result.group.empty() ? result.person : result.person + " (" + result.group + ")";
}

Drawing confusion_figure(const ConfusionCounts& confusion) {
    const char* caption =
        "Which phase was taken for which. A row is a reference phase and adds up to 100 %; below the share, "
        "the number of samples.";
    return {draw_confusion({"Phases", caption}, confusion), caption, false};
}

Drawing density_figure(const CycleDensity& density, const Interval& error) {
    if (density.empty()) {
        return {};
    }
    std::string caption =
        "Predicted over true position in the gait cycle (0 % = initial contact), all samples; shading is "
        "logarithmic. The dashed diagonal is a perfect prediction; the far corners are next to each other "
        "on the cycle.";
    if (error.known()) {
        caption += " Mean absolute error " + with_bounds(scaled(error, 100.0), 2) + " % of the cycle.";
    }
    return {draw_density({"Cycle position", caption}, density), caption, false};
}

Drawing timing_figure(const char* event, const std::vector<double>& errors_ms, const TimingSummary& summary,
                      int style) {
    const SymmetricBins bins = bin_symmetrically(errors_ms);
    if (bins.counts.empty()) {
        return {};
    }
    std::string caption = fmt::format("{}, predicted minus reference; right of zero is late.", event);
    if (summary.median_abs_ms.known()) {
        caption += " Median absolute error " + with_bounds(summary.median_abs_ms, 1) + " ms";
        caption += summary.p95_abs_ms.known()
                       ? ", 95 % within " + number(summary.p95_abs_ms.value, 0) + " ms."
                       : ".";
    }
    if (summary.missed.known() && summary.extra.known()) {
        caption += fmt::format(" Missed {} %, extra {} %.", number(100.0 * summary.missed.value, 1),
                               number(100.0 * summary.extra.value, 1));
    }
    if (bins.outside > 0) {
        caption += fmt::format(" Not shown: {} beyond ±{} ms.", bins.outside, number(bins.limit, 0));
    }
    const Histogram histogram{
        {std::string(event) + " error", caption}, "Error (ms)", "ms", "Events", bins, style};
    return {draw(histogram), caption, false};
}

Drawing scores_figure(const std::vector<PersonResult>& worst_first) {
    RowSeries f1{"macro F1", 0, {}};
    RowSeries accuracy{"accuracy", 1, {}};
    for (const PersonResult& result : worst_first) {
        f1.values.push_back(result.metrics.f1_macro);
        accuracy.values.push_back(result.metrics.accuracy);
    }
    std::string caption = "Each person, worst macro F1 first.";
    const PersonResult& worst = worst_first.front();
    if (worst.metrics.f1_macro.known()) {
        caption +=
            fmt::format(" The worst is {}: macro F1 {}, accuracy {}.", person_name(worst),
                        number(worst.metrics.f1_macro.value, 3), number(worst.metrics.accuracy.value, 3));
    }
    return drawn(person_plot(worst_first, {f1, accuracy}, "Score (1 = perfect)", {0.0, 1.0}),
                 "Scores of each person", caption);
}

Drawing contacts_figure(const std::vector<PersonResult>& worst_first) {
    RowSeries initial{"initial contact", 0, {}};
    RowSeries final{"final contact", 1, {}};
    for (const PersonResult& result : worst_first) {
        initial.values.push_back(result.metrics.initial_contact_error.median_abs_ms);
        final.values.push_back(result.metrics.final_contact_error.median_abs_ms);
    }
    constexpr double kInfinity = std::numeric_limits<double>::infinity();
    return drawn(person_plot(worst_first, {initial, final}, "Median absolute error (ms)", {0.0, kInfinity}),
                 "Contact timing of each person", "The same people in the same order; left is better.");
}

Drawing walk_figure(const ExampleWalk& walk) {
    const std::string caption = "Example: " + walk.name +
                                ". Stance is drawn as a full bar and later phases as lower ones, as in a "
                                "gait diagram; where there is no bar nothing is labelled or said.";
    return {draw_walk({"A walk and its phases", caption}, walk), caption, true};
}

}  // namespace footfall::report
