// Findings as text, tables and figures.
#include "footfall/report/findings_sections.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include <fmt/format.h>

#include "footfall/recording/recording.h"
#include "footfall/report/histogram.h"
#include "footfall/report/markup.h"
#include "footfall/report/row_plot.h"

namespace footfall::report {

namespace {

/// The circular error where it is known, else the plain one.
const Interval& cycle_error(const MetricsSummary& metrics) {
    return metrics.cycle_mae_circular.known() ? metrics.cycle_mae_circular : metrics.cycle_mae;
}

void add_tile(std::vector<Tile>& tiles, const char* name, const Interval& figure, int decimals,
              const char* unit, const std::string& versus) {
    if (figure.known()) {
        const std::string range = bounds(figure, decimals);
        tiles.push_back(
            {name, number(figure.value, decimals), unit, range.empty() ? "" : "95 % CI " + range, versus});
    }
}

Figure timing_figure(const char* event, const std::vector<double>& errors_ms, const TimingSummary& summary,
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

Figure confusion_figure(const ConfusionCounts& confusion) {
    const char* caption =
        "Which phase was taken for which. A row is a reference phase and adds up to 100 %; below the share, "
        "the "
        "number of samples.";
    return {draw_confusion({"Phases", caption}, confusion), caption, false};
}

Figure density_figure(const CycleDensity& density, const Interval& error) {
    if (density.empty()) {
        return {};
    }
    std::string caption =
        "Predicted over true position in the gait cycle (0 % = initial contact), all samples; shading is "
        "logarithmic. "
        "The dashed diagonal is a perfect prediction; the far corners are next to each other on the cycle.";
    if (error.known()) {
        caption += " Mean absolute error " + with_bounds(scaled(error, 100.0), 2) + " % of the cycle.";
    }
    return {draw_density({"Cycle position", caption}, density), caption, false};
}

/// Worst first, people without a score last.
std::vector<PersonResult> by_f1(std::vector<PersonResult> people) {
    std::stable_sort(people.begin(), people.end(), [](const PersonResult& a, const PersonResult& b) {
        const Interval& x = a.metrics.f1_macro;
        const Interval& y = b.metrics.f1_macro;
        return x.known() && (!y.known() || x.value < y.value);
    });
    return people;
}

std::string person_name(const PersonResult& result) {
    return result.group.empty() ? result.person : result.person + " (" + result.group + ")";
}

Figure people_figure(const std::vector<PersonResult>& worst_first, const MetricsSummary& overall) {
    RowPlot plot;
    RowSeries f1{"macro F1", 0, {}};
    RowSeries accuracy{"accuracy", 1, {}};
    Range range;
    for (const PersonResult& result : worst_first) {
        plot.rows.push_back(person_name(result));
        f1.values.push_back(result.metrics.f1_macro);
        accuracy.values.push_back(result.metrics.accuracy);
        range.include(f1.values.back());
        range.include(accuracy.values.back());
    }
    if (range.empty()) {
        return {};
    }
    range.include(overall.f1_macro.value);
    std::string caption = "Each person, worst first.";
    const PersonResult& worst = worst_first.front();
    if (worst.metrics.f1_macro.known()) {
        caption +=
            fmt::format(" The worst is {}: macro F1 {}, accuracy {}.", person_name(worst),
                        number(worst.metrics.f1_macro.value, 3), number(worst.metrics.accuracy.value, 3));
    }
    plot.text = {"Scores of each person", caption};
    plot.value = nice_axis("Score (1 = perfect)", range, 7, {0.0, 1.0});
    plot.series = {f1, accuracy};
    plot.reference = {overall.f1_macro.value, "macro F1 of all"};
    return {draw(plot), caption, true};
}

Figure walk_figure(const ExampleWalk& walk) {
    const std::string caption = "Example: " + walk.name +
                                ". Stance is drawn as a full bar and later phases as lower ones, as in a "
                                "gait diagram; where there is no bar "
                                "nothing is labelled or said.";
    return {draw_walk({"A walk and its phases", caption}, walk), caption, true};
}

}  // namespace

std::string spoken_definition(const std::string& label_definition) {
    const std::pair<const char*, const char*> spoken[] = {
        {label_definition::kEventPairs, "annotated toe-off and heel-strike"},
        {label_definition::kToeHeelPressure, "toe and heel pressure"},
        {label_definition::kFootActivity, "intervals of foot activity (heel-off to foot-flat)"},
        {label_definition::kStrideBorders, "stride borders (initial contacts)"},
        {label_definition::kSimulated, "the simulator's exact truth"},
        {label_definition::kNone, "none"},
    };
    for (const auto& [name, words] : spoken) {
        if (label_definition == name) {
            return words;
        }
    }
    return label_definition;
}

void add_headline(Page& page, const MetricsSummary& metrics, const HeadlineComparison& comparison) {
    std::vector<Tile> tiles;
    add_tile(tiles, "Phases, macro F1", metrics.f1_macro, 4, "", comparison.f1);
    add_tile(tiles, "Phases, accuracy", metrics.accuracy, 4, "", comparison.accuracy);
    add_tile(tiles, "Cycle position, mean error", cycle_error(metrics), 4, "cycles", comparison.cycle);
    add_tile(tiles, "Initial contact, median error", metrics.initial_contact_error.median_abs_ms, 1, "ms",
             comparison.initial_contact);
    add_tile(tiles, "Final contact, median error", metrics.final_contact_error.median_abs_ms, 1, "ms",
             comparison.final_contact);
    page.tiles(tiles);
}

void add_data(Page& page, const std::vector<DataSummary>& data) {
    Table table;
    table.columns = {{"Data", false}, {"People"}, {"Recordings"}, {"Strides"}, {"Labels from", false}};
    for (const DataSummary& set : data) {
        table.rows.push_back({text_cell(set.data_set), text_cell(grouped(set.people)),
                              text_cell(grouped(set.recordings)), text_cell(grouped(set.strides)),
                              text_cell(spoken_definition(set.label_definition))});
    }
    page.table(table);
}

std::vector<std::string> phase_names(const MetricsSummary& metrics) {
    std::vector<std::string> names;
    for (const PhaseScore& score : metrics.f1_by_phase) {
        names.push_back(score.phase);
    }
    return names;
}

std::vector<Column> metric_columns(const std::vector<std::string>& phases) {
    std::vector<Column> columns = {{"Accuracy", true, Best::highest}, {"Macro F1", true, Best::highest}};
    for (const std::string& phase : phases) {
        columns.push_back({"F1 " + phase, true, Best::highest});
    }
    columns.push_back({"Cycle error (%)", true, Best::lowest});
    columns.push_back({"IC error (ms)", true, Best::lowest});
    columns.push_back({"FC error (ms)", true, Best::lowest});
    return columns;
}

std::vector<Cell> metric_cells(const MetricsSummary& metrics, const std::vector<std::string>& phases) {
    std::vector<Cell> cells = {interval_cell(metrics.accuracy, 3), interval_cell(metrics.f1_macro, 3)};
    for (const std::string& phase : phases) {
        cells.push_back(interval_cell(metrics.f1_of(phase), 3));
    }
    cells.push_back(interval_cell(scaled(cycle_error(metrics), 100.0), 2));
    cells.push_back(interval_cell(metrics.initial_contact_error.median_abs_ms, 1));
    cells.push_back(interval_cell(metrics.final_contact_error.median_abs_ms, 1));
    return cells;
}

void add_findings(Page& page, const ModelFindings& findings) {
    const MetricsSummary& overall = findings.overall;
    page.figures(
        {confusion_figure(findings.confusion), density_figure(findings.cycle, cycle_error(overall))});
    page.figures(
        {timing_figure("Initial contact", findings.initial_contact_errors_ms, overall.initial_contact_error,
                       0),
         timing_figure("Final contact", findings.final_contact_errors_ms, overall.final_contact_error, 1)});
    if (!findings.people.empty()) {
        const std::vector<PersonResult> people = by_f1(findings.people);
        page.figures({people_figure(people, overall)});
        const std::vector<std::string> phases = phase_names(overall);
        Table table;
        table.columns = metric_columns(phases);
        // Marking the luckiest person as best would say nothing about the model.
        std::for_each(table.columns.begin(), table.columns.end(),
                      [](Column& column) { column.best = Best::none; });
        table.columns.insert(table.columns.begin(), {{"Person", false}, {"Samples"}});
        for (const PersonResult& result : people) {
            std::vector<Cell> row = {text_cell(person_name(result)),
                                     text_cell(grouped(result.metrics.samples))};
            const std::vector<Cell> cells = metric_cells(result.metrics, phases);
            row.insert(row.end(), cells.begin(), cells.end());
            table.rows.push_back(std::move(row));
        }
        page.folded_table("Every person's figures", table);
    }
    if (findings.example) {
        page.figures({walk_figure(*findings.example)});
    }
}

}  // namespace footfall::report
