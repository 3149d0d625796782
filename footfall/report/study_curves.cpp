// Picks the curves out of a study's rows.
#include "footfall/report/study_curves.h"

#include <algorithm>
#include <functional>
#include <set>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "footfall/report/line_chart.h"
#include "footfall/report/markup.h"
#include "footfall/report/published.h"

namespace footfall::report {

namespace {

using Variable = std::function<double(const StudyRow&)>;

/// What is drawn upwards.
struct Measure {
    const char* title;
    const char* axis_title;
    Range limits;
    std::function<Interval(const StudyRow&)> of;
    ReferenceLine published;
};

Measure f1_measure() {
    return {"macro F1",
            "Macro F1 (1 = perfect)",
            {0.0, 1.0},
            [](const StudyRow& row) { return row.metrics.f1_macro; },
            {published::kF1, fmt::format("{} {}", published::kSource, number(published::kF1, 4))}};
}

Measure cycle_measure() {
    return {"cycle error",
            "Mean error (% of the cycle)",
            {0.0, 100.0},
            [](const StudyRow& row) { return scaled(row.metrics.cycle_error(), 100.0); },
            {}};
}

std::vector<std::string> distinct(const std::vector<StudyRow>& rows, std::string StudyRow::*field) {
    std::vector<std::string> names;
    for (const StudyRow& row : rows) {
        if (std::find(names.begin(), names.end(), row.*field) == names.end()) {
            names.push_back(row.*field);
        }
    }
    return names;
}

std::vector<Curve> curves_of(const std::vector<StudyRow>& rows, const std::string& network, const Variable& x,
                             const Measure& measure) {
    std::vector<Curve> curves;
    // A transfer mode keeps its colour in every figure of the report.
    const std::vector<std::string> modes = distinct(rows, &StudyRow::transfer);
    for (std::size_t mode = 0; mode < modes.size(); ++mode) {
        Curve curve{modes[mode], static_cast<int>(mode), {}};
        for (const StudyRow& row : rows) {
            if (row.network == network && row.transfer == modes[mode] && measure.of(row).known()) {
                curve.points.push_back({x(row), measure.of(row)});
            }
        }
        std::stable_sort(curve.points.begin(), curve.points.end(),
                         [](const CurvePoint& a, const CurvePoint& b) { return a.x < b.x; });
        if (!curve.points.empty()) {
            curves.push_back(std::move(curve));
        }
    }
    return curves;
}

/// A figure a network, all with the same axes so that they compare.
std::vector<Drawing> figures_of(const std::vector<StudyRow>& rows, const Axis& x_axis, const Variable& x,
                                const Measure& measure, const std::string& over, const std::string& caption) {
    Range range;
    for (const StudyRow& row : rows) {
        range.include(measure.of(row));
    }
    if (range.empty()) {
        return {};
    }
    range.include(measure.published.value);
    std::vector<Drawing> figures;
    for (const std::string& network : distinct(rows, &StudyRow::network)) {
        const LineChart chart{{fmt::format("{}: {} over {}", network, measure.title, over), caption},
                              x_axis,
                              nice_axis(measure.axis_title, range, 5, measure.limits),
                              curves_of(rows, network, x, measure),
                              measure.published};
        if (has_points(chart.curves)) {
            figures.push_back({draw(chart), caption, false});
        }
    }
    return figures;
}

std::set<double> values_of(const std::vector<StudyRow>& rows, const Variable& x) {
    std::set<double> values;
    std::transform(rows.begin(), rows.end(), std::inserter(values, values.end()), x);
    return values;
}

Axis samples_axis(const char* what, double rate_hz, const std::set<double>& values) {
    Range range{0.0, *values.rbegin()};
    return nice_axis(fmt::format("{} (samples; {} are 1 s)", what, number(rate_hz, 0)), range, 6);
}

Axis doubling_axis(const char* what, const std::set<double>& values) {
    Axis axis{what, {*values.begin(), *values.rbegin()}, {}, Scale::log2};
    for (const double value : values) {
        axis.ticks.push_back({value, number(value, 0)});
    }
    return axis;
}

std::vector<StudyRow> rows_where(const std::vector<StudyRow>& rows, int StudyRow::*field, int value) {
    std::vector<StudyRow> found;
    std::copy_if(rows.begin(), rows.end(), std::back_inserter(found),
                 [&](const StudyRow& row) { return row.*field == value; });
    return found;
}

void append(std::vector<Drawing>& figures, std::vector<Drawing> more) {
    figures.insert(figures.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

std::vector<Drawing> both_measures(const std::vector<StudyRow>& rows, const Axis& axis, const Variable& x,
                                   const std::string& over) {
    std::vector<Drawing> figures = figures_of(rows, axis, x, f1_measure(), over,
                                              "Phase classification; higher is better, bands are 95 % CI.");
    append(figures, figures_of(rows, axis, x, cycle_measure(), over,
                               "Cycle position; lower is better, bands are 95 % CI."));
    return figures;
}

}  // namespace

bool same_method(const StudyRow& a, const StudyRow& b) noexcept {
    return a.network == b.network && a.transfer == b.transfer;
}

std::vector<Drawing> window_figures(const StudyReport& report) {
    const std::vector<StudyRow> rows =
        rows_where(report.grid, &StudyRow::look_ahead_samples, report.best.look_ahead_samples);
    const Variable x = [](const StudyRow& row) { return static_cast<double>(row.window_samples); };
    const std::set<double> windows = values_of(rows, x);
    if (windows.size() < 2) {
        return {};
    }
    return both_measures(rows, samples_axis("Window", report.rate_hz, windows), x, "window");
}

std::vector<Drawing> look_ahead_figures(const StudyReport& report) {
    const std::vector<StudyRow> rows =
        rows_where(report.grid, &StudyRow::window_samples, report.best.window_samples);
    const Variable x = [](const StudyRow& row) { return static_cast<double>(row.look_ahead_samples); };
    const std::set<double> steps = values_of(rows, x);
    if (steps.size() < 2) {
        return {};
    }
    return both_measures(rows, samples_axis("Look-ahead", report.rate_hz, steps), x, "look-ahead");
}

std::vector<Drawing> label_budget_figures(const StudyReport& report) {
    const Variable x = [](const StudyRow& row) { return static_cast<double>(row.labelled_people); };
    const std::set<double> all_people = values_of(report.label_budget, x);
    if (all_people.size() < 2 || *all_people.begin() < 1.0) {
        return {};
    }
    // The budget that every number of people had.
    const auto most = std::find_if(report.label_budget.begin(), report.label_budget.end(),
                                   [&](const StudyRow& row) { return x(row) == *all_people.rbegin(); });
    std::vector<StudyRow> rows;
    std::copy_if(report.label_budget.begin(), report.label_budget.end(), std::back_inserter(rows),
                 [&](const StudyRow& row) { return row.transfer_windows == most->transfer_windows; });
    return figures_of(
        rows, doubling_axis("People whose phase labels were used (doubling each step)", all_people), x,
        f1_measure(), "labels",
        "Macro F1 when everybody's cycle but only some people's phases are labelled; bands are 95 % CI.");
}

std::vector<Drawing> transfer_budget_figures(const StudyReport& report) {
    const Variable x = [](const StudyRow& row) { return static_cast<double>(row.transfer_windows); };
    std::vector<StudyRow> rows;
    for (const StudyRow& row : report.label_budget) {
        if (!rows.empty() && row.labelled_people < rows.front().labelled_people) {
            rows.clear();
        }
        if (rows.empty() || row.labelled_people == rows.front().labelled_people) {
            rows.push_back(row);
        }
    }
    const std::set<double> budgets = values_of(rows, x);
    if (budgets.size() < 2) {
        return {};
    }
    return figures_of(
        rows, doubling_axis("Windows learnt from in stage 2 (logarithmic)", budgets), x, f1_measure(),
        "training",
        fmt::format("Macro F1 with the phase labels of {} {}; bands are 95 % CI.",
                    rows.front().labelled_people, rows.front().labelled_people == 1 ? "person" : "people"));
}

}  // namespace footfall::report
