// Puts the study's page together.
#include "footfall/report/study_report.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "footfall/report/findings_sections.h"
#include "footfall/report/html.h"
#include "footfall/report/markup.h"
#include "footfall/report/published.h"
#include "footfall/report/study_curves.h"
#include "footfall/report/study_ordering.h"

namespace footfall::report {

namespace {

std::string lead(const StudyReport& report) {
    std::int64_t people = 0;
    std::int64_t strides = 0;
    for (const DataSummary& set : report.data) {
        people += set.people;
        strides += set.strides;
    }
    std::string who = people > 0 ? grouped(people) + (people == 1 ? " person" : " people") : "walking people";
    who += strides > 0 ? " over " + grouped(strides) + " strides" : "";
    return "Motion sensors on the feet recorded " + who +
           "; a network first learned how far each stride had come, and that knowledge was then transferred "
           "to telling the phases of gait, such as stance and swing, apart. Every figure below is about "
           "people whom the network had not seen while it learned" +
           (report.validation.empty() ? "." : " (" + report.validation + ").");
}

HeadlineComparison published_figures() {
    HeadlineComparison comparison;
    comparison.f1 = fmt::format("{}: {}", published::kSource, number(published::kF1, 4));
    comparison.accuracy = fmt::format("{}, unseen population: {}", published::kSource,
                                      number(published::kCrossPopulationAccuracy, 3));
    comparison.cycle =
        fmt::format("siblings of {}: {}–{} %", published::kSource, number(100.0 * published::kCycleMaeLow, 1),
                    number(100.0 * published::kCycleMaeHigh, 1));
    return comparison;
}

std::string window_text(int samples, double rate_hz) {
    return fmt::format("{} ({} s)", samples, number(samples / rate_hz, 2));
}

std::vector<Cell> method_row(const StudyRow& row, double rate_hz, const std::vector<std::string>& phases) {
    std::vector<Cell> cells = {text_cell(row.network), text_cell(row.transfer),
                               text_cell(window_text(row.window_samples, rate_hz)),
                               text_cell(fmt::format("{}", row.look_ahead_samples))};
    const std::vector<Cell> figures = metric_cells(row.metrics, phases);
    cells.insert(cells.end(), figures.begin(), figures.end());
    return cells;
}

Table method_table(const std::vector<StudyRow>& rows, const StudyReport& report) {
    const std::vector<std::string> phases = phase_names(report.best.metrics);
    Table table;
    table.columns = metric_columns(phases);
    table.columns.insert(table.columns.begin(),
                         {{"Network", false}, {"Transfer", false}, {"Window"}, {"Look-ahead"}});
    for (const StudyRow& row : rows) {
        table.rows.push_back(method_row(row, report.rate_hz, phases));
    }
    return table;
}

/// Each method's row with the highest macro F1, at the look-ahead of the best model.
std::vector<StudyRow> best_window_of_each_method(const StudyReport& report) {
    std::vector<StudyRow> best;
    for (const StudyRow& row : report.grid) {
        if (row.look_ahead_samples != report.best.look_ahead_samples || !row.metrics.f1_macro.known()) {
            continue;
        }
        const auto found = std::find_if(best.begin(), best.end(),
                                        [&](const StudyRow& other) { return same_method(row, other); });
        if (found == best.end()) {
            best.push_back(row);
        } else if (row.metrics.f1_macro.value > found->metrics.f1_macro.value) {
            *found = row;
        }
    }
    return best;
}

void add_comparison(Page& page, const StudyReport& report) {
    const std::vector<StudyRow> best = best_window_of_each_method(report);
    Table table = method_table(best, report);
    table.caption =
        "Mean with 95 % CI over people; best in bold. Windows and look-ahead in samples. Of every method "
        "the window with the highest macro F1 is shown: chosen on the same people, so slightly favourable "
        "to all.";
    page.table(table);
    if (report.grid.size() > best.size()) {
        page.folded_table(fmt::format("All {} rows of the grid", report.grid.size()),
                          method_table(report.grid, report));
    }
}

void add_cross_population(Page& page, const StudyReport& report) {
    const std::vector<std::string> phases = phase_names(report.best.metrics);
    Table table;
    table.columns = metric_columns(phases);
    table.columns.insert(table.columns.begin(),
                         {{"Trained on", false}, {"Tested on", false}, {"Model", false}});
    for (const CrossRow& row : report.cross_population) {
        std::vector<Cell> cells = {text_cell(row.trained_on), text_cell(row.tested_on),
                                   text_cell(row.result.network + ", " + row.result.transfer)};
        const std::vector<Cell> figures = metric_cells(row.result.metrics, phases);
        cells.insert(cells.end(), figures.begin(), figures.end());
        table.rows.push_back(std::move(cells));
    }
    // Rows that were tested on different people don't compete.
    for (Column& column : table.columns) {
        column.best = Best::none;
    }
    table.caption = fmt::format(
        "Mean with 95 % CI over the people tested. {} reports an accuracy of {} on an unseen population.",
        published::kSource, number(published::kCrossPopulationAccuracy, 3));
    page.table(table);
}

std::string best_model_text(const StudyRow& best, double rate_hz) {
    if (best.network.empty()) {
        return "The best model:";
    }
    const auto ms = [&](int samples) { return number(1000.0 * samples / rate_hz, 0); };
    return fmt::format(
        "The best model: {}, {}, answering from a window of {} samples ({} ms), {} of them ({} ms) ahead of "
        "the moment it answers for.",
        best.network, best.transfer, best.window_samples, ms(best.window_samples), best.look_ahead_samples,
        ms(best.look_ahead_samples));
}

}  // namespace

std::string render(const StudyReport& report) {
    Page page("Study", report.title, lead(report));
    for (const std::string& warning : report.warnings) {
        page.warning(warning);
    }
    if (report.best.metrics.f1_macro.known()) {
        page.paragraph(best_model_text(report.best, report.rate_hz));
        add_headline(page, report.best.metrics, published_figures());
    }
    page.section("Data");
    add_data(page, report.data);
    page.section("Networks and transfer compared");
    add_comparison(page, report);
    add_ordering(page, report.ordering);
    page.section("Window and look-ahead");
    page.figures(window_figures(report));
    page.figures(look_ahead_figures(report));
    page.section("How many labels and how much training it takes");
    page.figures(label_budget_figures(report));
    page.figures(transfer_budget_figures(report));
    page.section("Other people than those it learned from");
    add_cross_population(page, report);
    page.section("The best model's errors");
    add_findings(page, report.findings);
    page.section("Provenance");
    page.keys(report.provenance);
    return std::move(page).finish(
        fmt::format("{}: doi {}. Intervals are 95 % confidence intervals from a bootstrap over people. IC "
                    "initial contact, FC final contact.",
                    published::kSource, published::kDoi));
}

}  // namespace footfall::report
