// The report of an analysis.
#include "footfall/report/analysis_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "footfall/report/figure_words.h"
#include "footfall/report/html.h"
#include "footfall/report/markup.h"
#include "footfall/report/methods.h"
#include "footfall/report/walk_sections.h"
#include "footfall/report/walk_tables.h"

namespace footfall::report {
namespace {

std::string anchor(std::size_t walk) { return fmt::format("walk-{}", walk + 1); }

Cell index_cell(const Summary& all, Figure figure) {
    for (const SymmetrySummary& one : all.symmetry) {
        if (one.figure == figure) {
            return interval_cell(one.index_percent, 1);
        }
    }
    return text_cell(kMissing);
}

Table overview(const AnalysisReport& report) {
    Table table;
    table.columns = {{"Recording", false},
                     {"Person, years"},
                     {"Walking (s)"},
                     {"Distance (m)"},
                     {"Strides"},
                     {"Speed (m/s)"},
                     {"Stride length (m)"},
                     {"Cadence (steps/min)"},
                     {"Stance (% of stride)"},
                     {"Left – right, stance time (%)"}};
    table.caption =
        "Means over the steady strides of both feet, with their 95 % confidence interval below. A "
        "recording's name leads to its part of this page; notes there change what its numbers mean.";
    for (std::size_t i = 0; i < report.walks.size(); ++i) {
        const MeasuredWalk& walk = report.walks[i].walk;
        const Summary& all = report.walks[i].summary.all;
        const auto figure = [&](Figure which) { return figure_cell(which, all.of(which)); };
        Cell name = text_cell(walk.recording);
        if (i < kWalksWithParts) {
            name.anchor = anchor(i);
        }
        const auto warnings = std::count_if(walk.remarks.begin(), walk.remarks.end(),
                                            [](const Remark& remark) { return remark.warning; });
        if (warnings > 0) {
            name.bounds = warnings == 1 ? "1 note" : fmt::format("{} notes", warnings);
        }
        const std::string age =
            walk.person.age_years ? ", " + number(std::floor(*walk.person.age_years), 0) : "";
        table.rows.push_back({name, text_cell(walk.person.id + age), number_cell(all.walking_s, 1),
                              measured_cell(all.distance_m, 1),
                              count_cell(strides_of(report.walks[i].summary)), figure(Figure::speed),
                              figure(Figure::stride_length), figure(Figure::cadence),
                              figure(Figure::stance_share), index_cell(all, Figure::stance_time)});
    }
    return table;
}

void add_totals(Page& page, const AnalysisReport& report) {
    const AnalysisTotals all = totals_of(report.walks);
    std::vector<Tile> tiles = {{"Recordings", grouped(all.recordings), "", "", ""},
                               {"People", grouped(all.people), "", "", ""},
                               {"Strides", grouped(all.strides), "", "", ""}};
    const auto add = [&](const char* name, double value, int decimals, const char* unit) {
        if (std::isfinite(value)) {
            tiles.push_back({name, number(value, decimals), unit, "", ""});
        }
    };
    constexpr double kMinute = 60.0;
    add("Time walking", all.walking_s / kMinute, 1, "min");
    add("Distance", all.distance_m, 0, "m");
    if (all.with_distance > 0 && all.with_distance < all.recordings) {
        tiles.back().versus =
            fmt::format("in the {} recordings where it could be measured", all.with_distance);
    }
    page.tiles(tiles);
}

std::string fold_words(const WalkResult& result) {
    const FigureSummary& speed = result.summary.all.of(Figure::speed);
    std::string words = fmt::format("{} · {} · {} strides", result.walk.recording,
                                    person_words(result.walk.person), strides_of(result.summary));
    if (speed.enough_for_mean && speed.mean.known()) {
        words += fmt::format(" · {} m/s", number(speed.mean.value, 2));
    }
    return words;
}

void add_many(Page& page, const AnalysisReport& report) {
    add_totals(page, report);
    page.section("Recordings");
    page.table(overview(report));
    page.section("Each recording");
    page.paragraph("Opened by a click, or from the table above.");
    const std::size_t parts = std::min(report.walks.size(), kWalksWithParts);
    for (std::size_t i = 0; i < parts; ++i) {
        page.open_fold(anchor(i), fold_words(report.walks[i]));
        SectionStyle style;
        style.heading = [&](std::string_view title) { page.subsection(title); };
        style.figures = i < kWalksWithFigures;
        style.path_points = 240;
        add_walk(page, report.walks[i], style);
        page.close_fold();
    }
    if (report.walks.size() > kWalksWithFigures) {
        page.paragraph(
            fmt::format("Figures are drawn of the first {} recordings; all numbers are in "
                        "summary.json and strides.csv.",
                        kWalksWithFigures));
    }
}

void add_one(Page& page, const WalkResult& result) {
    SectionStyle style;
    style.heading = [&](std::string_view title) { page.section(title); };
    add_walk(page, result, style);
}

std::string lead(const AnalysisReport& report) {
    const char* method =
        "Measured by motion sensors worn on the feet. Nothing here is a diagnosis; how each figure is "
        "measured, and how "
        "sure it is, stands at the end.";
    if (report.walks.size() == 1) {
        const MeasuredWalk& walk = report.walks.front().walk;
        return fmt::format(
            "Recording {} of {}, {}: {}. {}", walk.recording, walk.data_set, person_words(walk.person),
            walk.feet.size() == 1 ? fmt::format("{} foot only", to_string(walk.feet.front().foot))
                                  : "both feet",
            method);
    }
    return method;
}

}  // namespace

std::string render(const AnalysisReport& report) {
    Page page("Gait analysis", report.title, lead(report));
    for (const std::string& warning : report.warnings) {
        page.warning(warning);
    }
    if (report.walks.size() == 1) {
        add_one(page, report.walks.front());
    } else if (!report.walks.empty()) {
        add_many(page, report);
    }
    if (!report.walks.empty()) {
        page.section("How it is measured");
        page.terms(methods());
    }
    page.section("Provenance");
    page.keys(report.provenance);
    return std::move(page).finish(
        "Stance is from landing (initial contact) to toe-off (final contact), swing from there to the same "
        "foot's next "
        "landing; a stride is both, and a step is from one foot's landing to the other's.");
}

}  // namespace footfall::report
