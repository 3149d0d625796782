// Findings as text, tables and figures.
#include "footfall/report/findings_sections.h"

#include <algorithm>
#include <utility>

#include "footfall/recording/recording.h"
#include "footfall/report/findings_figures.h"
#include "footfall/report/markup.h"

namespace footfall::report {

namespace {

void add_tile(std::vector<Tile>& tiles, const char* name, const Interval& figure, int decimals,
              const char* unit, const std::string& versus) {
    if (figure.known()) {
        tiles.push_back({name, number(figure.value, decimals), unit, bounds(figure, decimals), versus});
    }
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
    add_tile(tiles, "Cycle position, mean error", scaled(metrics.cycle_error(), 100.0), 2, "% of cycle",
             comparison.cycle);
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
    cells.push_back(interval_cell(scaled(metrics.cycle_error(), 100.0), 2));
    cells.push_back(interval_cell(metrics.initial_contact_error.median_abs_ms, 1));
    cells.push_back(interval_cell(metrics.final_contact_error.median_abs_ms, 1));
    return cells;
}

void add_findings(Page& page, const ModelFindings& findings) {
    const MetricsSummary& overall = findings.overall;
    page.figures(
        {confusion_figure(findings.confusion), density_figure(findings.cycle, overall.cycle_error())});
    page.figures(
        {timing_figure("Initial contact", findings.initial_contact_errors_ms, overall.initial_contact_error,
                       0),
         timing_figure("Final contact", findings.final_contact_errors_ms, overall.final_contact_error, 1)});
    if (!findings.people.empty()) {
        const std::vector<PersonResult> people = by_f1(findings.people);
        page.figures({scores_figure(people), contacts_figure(people)});
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
