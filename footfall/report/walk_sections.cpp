// Puts the sections about one walk on the page.
#include "footfall/report/walk_sections.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "footfall/report/figure_words.h"
#include "footfall/report/foot_from_side.h"
#include "footfall/report/gait_strip.h"
#include "footfall/report/markup.h"
#include "footfall/report/norm_plot.h"
#include "footfall/report/row_plot.h"
#include "footfall/report/trend_plot.h"
#include "footfall/report/walk_clock.h"
#include "footfall/report/walk_from_above.h"
#include "footfall/report/walk_tables.h"

namespace footfall::report {
namespace {

Tile figure_tile(Figure figure, const FigureSummary& summary) {
    const std::string value = told(figure, summary);
    const bool words = value == kTooFew || value == kNotMeasured;
    return {words_of(figure).name,        value, words ? "" : words_of(figure).unit,
            told_bounds(figure, summary), "",    words};
}

Tile words_tile(const char* name, const char* words) { return {name, words, "", "", "", true}; }

Tile measured_tile(const char* name, const Measured& measured, int decimals, const char* unit) {
    if (!measured.known()) {
        return words_tile(name, kNotMeasured);
    }
    return {name, number(measured.value, decimals), unit, bounds(interval_of(measured), decimals), ""};
}

Tile time_tile(const char* name, double time_s) {
    constexpr double kMinutesFromS = 300.0;
    return time_s < kMinutesFromS ? Tile{name, number(time_s, 1), "s", "", ""}
                                  : Tile{name, number(time_s / 60.0, 1), "min", "", ""};
}

/// A long table is folded; a very long one is cut, lest the page grow without end.
void add_rows(Page& page, Table table, const char* what) {
    constexpr std::size_t kOpenRows = 12;
    constexpr std::size_t kMostRows = 200;
    const std::size_t rows = table.rows.size();
    if (rows > kMostRows) {
        table.rows.resize(kMostRows);
        table.caption += fmt::format(" The first {} of {}; all are in summary.json.", kMostRows, rows);
    }
    if (rows > kOpenRows) {
        page.folded_table(fmt::format("{} {}", rows, what), table);
    } else {
        page.table(table);
    }
}

/// Of the figure that tells most about limping: step time, or stance time when clocks don't allow that.
Tile symmetry_tile(const Summary& all) {
    constexpr const char* kName = "Left – right";
    for (const Figure figure : {Figure::step_time, Figure::stance_time, Figure::stride_length}) {
        for (const SymmetrySummary& one : all.symmetry) {
            if (one.figure == figure && one.index_percent.known()) {
                return {fmt::format("{}, {}", kName,
                                    figure == Figure::step_time     ? "step time"
                                    : figure == Figure::stance_time ? "stance time"
                                                                    : "stride length"),
                        number(one.index_percent.value, 1), "%", bounds(one.index_percent, 1), "0 is alike"};
            }
        }
    }
    return words_tile(kName, all.feet.size() < 2 ? "one foot only" : kTooFew);
}

void add_headline(Page& page, const WalkResult& result) { page.tiles(headline(result)); }

void add_norm(Page& page, const WalkResult& result, const SectionStyle& style) {
    const std::optional<double>& age = result.walk.person.age_years;
    const FigureSummary& speed = result.summary.all.of(Figure::speed);
    if (!age || !speed.enough_for_mean || !speed.mean.known()) {
        return;
    }
    const std::optional<SpeedNorm> norm = speed_norm(*age);
    if (!norm) {
        return;
    }
    const std::string means = fmt::format("women {} m/s, men {} m/s", number(norm->women_mean_mps, 2),
                                          number(norm->men_mean_mps, 2));
    std::string says;
    if (norm->has_range()) {
        says = fmt::format(
            "At {} m/s this walk is {} the range of {}, women and men together: {} to {} m/s for 95 of 100 "
            "who "
            "walk at the pace they like, straight ahead. Dashed: their means ({}). A walk in a room with "
            "turns, or "
            "at another pace, is no fair comparison.",
            number(speed.mean.value, 2), place_in_range(speed.mean.value, *norm), norm->people(),
            number(norm->low_mps, 2), number(norm->high_mps, 2), means);
    } else {
        says = fmt::format(
            "The means of {} who walk at the pace they like are {}; for how far they spread no source is at "
            "hand, "
            "so no range is drawn. This walk: {} m/s.",
            norm->people(), means, number(speed.mean.value, 2));
    }
    style.heading("Speed for the age");
    if (style.figures && norm->has_range()) {
        const PlotText text{fmt::format("Speed at {} years", number(std::floor(*age), 0)), says};
        page.figures({{draw_speed_norm(text, speed.mean, *norm), says + " " + speed_norm_source(), false}});
    } else {
        page.paragraph(says);
        page.list({speed_norm_source()});
    }
}

Drawing from_above(const WalkResult& result, std::size_t points) {
    const std::optional<WalkGround> ground = ground_of(result.walk, points);
    if (!ground) {
        return {};
    }
    std::string caption = fmt::format(
        "Where {} stood and how {} went there, in metres, to scale. Hollow marks: strides of a turn.",
        ground->feet.size() > 1 ? "each foot" : "the foot", ground->feet.size() > 1 ? "they" : "it");
    if (ground->feet.size() > 1) {
        caption += fmt::format(
            " Each sensor measures its own foot's way only: where one foot is beside the other is not "
            "measured. They "
            "are laid together so that both ways lie closest, and drawn {} cm apart.",
            number(100.0 * WalkGround::kDrawnApartM, 0));
    }
    if (result.walk.bouts.size() > 1) {
        caption += fmt::format(" This is the longest of {} bouts.", result.walk.bouts.size());
    }
    if (ground->cut) {
        caption += " Its beginning; the bout goes on.";
    }
    return {draw_from_above({"The walk from above", caption}, *ground), caption, true};
}

Drawing from_side(const MeasuredWalk& walk) {
    std::vector<SideWay> feet;
    feet.reserve(walk.feet.size());
    for (const MeasuredFoot& foot : walk.feet) {
        feet.push_back(side_way(foot));
    }
    const char* caption =
        "From one stand to the next: how high the sensor on the foot is above where it was standing, against "
        "how far it "
        "has come, to scale. The line is the mean of steady strides, the band one standard deviation "
        "between them.";
    return {draw_from_side({"The foot from the side", caption}, feet), caption, true};
}

Drawing strip(const MeasuredWalk& walk) {
    std::string caption =
        "The first seconds of the longest bout. A thick bar: the foot stands (landing to toe-off); a thin "
        "one: it "
        "swings.";
    if (walk.feet.size() > 1) {
        caption += clocks_related(walk)
                       ? " Shaded: both feet stand."
                       : " The two sensors' clocks are not related: the rows may be shifted against "
                         "each other, and when both feet stand can't be told.";
    }
    return {draw_gait_strip({"Stance and swing", caption}, walk), caption, true};
}

void add_trends(Page& page, const MeasuredWalk& walk, const SectionStyle& style) {
    std::vector<Drawing> figures;
    const std::size_t per_dot = strides_per_dot(walk);
    const std::string dots =
        per_dot > 1 ? fmt::format("A dot is the mean of {} strides in a row, those in turns too.", per_dot)
                    : "A dot is a stride.";
    for (const Figure figure :
         {Figure::stride_time, Figure::stride_length, Figure::speed, Figure::stance_share}) {
        const std::string caption = fmt::format("{} {}{}", words_of(figure).means, dots,
                                                shows_turns(walk) ? " Turns are shaded." : "");
        figures.push_back(
            {draw_trend({fmt::format("{} over the walk", words_of(figure).name), caption}, walk, figure),
             caption, false});
    }
    style.heading("Stride by stride");
    page.figures(figures);
}

/// Each foot's mean in percent of the mean of both: values of all units on one axis.
Drawing left_against_right(const Summary& all) {
    RowPlot plot;
    plot.series = {{"left", 0, {}}, {"right", 1, {}}};
    Range range;
    for (const SymmetrySummary& one : all.symmetry) {
        const FigureSummary& left = all.feet[0].of(one.figure);
        const FigureSummary& right = all.feet[1].of(one.figure);
        const double middle = 0.5 * (left.mean.value + right.mean.value);
        if (!one.index_percent.known() || !(std::abs(middle) > 0.0)) {
            continue;
        }
        plot.rows.push_back(
            fmt::format("{}, {} %", words_of(one.figure).name, number(one.index_percent.value, 1)));
        const FigureSummary* const feet[] = {&left, &right};
        for (std::size_t i = 0; i < 2; ++i) {
            plot.series[i].values.push_back(scaled(feet[i]->mean, 100.0 / middle));
            range.include(plot.series[i].values.back());
        }
    }
    if (plot.rows.empty()) {
        return {};
    }
    const char* caption =
        "Each foot's mean with its 95 % interval, in percent of the mean of both feet: dots one above the "
        "other are "
        "alike. Behind each name the symmetry index, (left − right) / half their sum (Robinson 1987).";
    plot.text = {"Left against right", caption};
    plot.value = nice_axis("Of the mean of both feet (%)", range, 5);
    plot.reference = {100.0, "alike"};
    return {draw(plot), caption, false};
}

void add_sides(Page& page, const WalkResult& result, const SectionStyle& style) {
    style.heading(result.summary.all.feet.size() > 1 ? "Left and right" : "All figures");
    if (style.figures && result.summary.all.feet.size() > 1) {
        page.figures({left_against_right(result.summary.all)});
    }
    const Table table = figure_table(result);
    page.table(table);
    const std::string missing = not_measured(result);
    if (!missing.empty() && !table.rows.empty()) {
        page.paragraph(fmt::format("Not measured here: {}.", missing));
    }
}

/// How many strides the model was unsure of, and where most; empty when it was sure of all.
std::string unsure_strides(const MeasuredFoot& foot) {
    constexpr double kUnsure = 0.9;
    const MeasuredStride* least = nullptr;
    int unsure = 0;
    for (const MeasuredStride& stride : foot.strides) {
        if (stride.confidence < kUnsure) {
            ++unsure;
            least = least == nullptr || stride.confidence < least->confidence ? &stride : least;
        }
    }
    return least == nullptr
               ? ""
               : fmt::format(
                     "The model was less than 90 % sure of {} of the {} foot's {} strides; least, {} %, "
                     "of the one at {} s.",
                     unsure, to_string(foot.foot), foot.strides.size(), number(100.0 * least->confidence, 0),
                     number(seconds_of(least->time.start), 1));
}

/// The median of what the filter states of each stride; empty without any.
std::string length_errors(const MeasuredWalk& walk) {
    std::vector<double> errors_m;
    for (const MeasuredFoot& foot : walk.feet) {
        for (const MeasuredStride& stride : foot.strides) {
            if (std::isfinite(stride.motion.length_m.sd)) {
                errors_m.push_back(stride.motion.length_m.sd);
            }
        }
    }
    if (errors_m.empty()) {
        return "";
    }
    const auto middle = errors_m.begin() + static_cast<std::ptrdiff_t>(errors_m.size() / 2);
    std::nth_element(errors_m.begin(), middle, errors_m.end());
    return fmt::format(
        "The length of a single stride is known to {} cm (standard deviation, median over strides).",
        number(100.0 * *middle, 1));
}

void add_quality(Page& page, const WalkResult& result, const SectionStyle& style) {
    style.heading("How good the data are");
    page.table(data_table(result.walk));
    std::vector<std::string> notes;
    if (const std::string left_out = left_out_of(result.summary); !left_out.empty()) {
        notes.push_back(fmt::format("Of {} strides, {} are left out of the means.",
                                    strides_of(result.summary), left_out));
    }
    for (const MeasuredFoot& foot : result.walk.feet) {
        if (std::string unsure = unsure_strides(foot); !unsure.empty()) {
            notes.push_back(std::move(unsure));
        }
    }
    if (std::string errors = length_errors(result.walk); !errors.empty()) {
        notes.push_back(std::move(errors));
    }
    for (const MeasuredFoot& foot : result.walk.feet) {
        if (!foot.no_motion.empty()) {
            notes.push_back(fmt::format("The {} foot's way could not be measured: {}.", to_string(foot.foot),
                                        foot.no_motion));
        }
    }
    if (result.walk.feet.size() > 1 && !result.walk.clocks.how.empty()) {
        notes.push_back("The feet's clocks: " + result.walk.clocks.how);
    }
    for (const Remark& remark : result.walk.remarks) {
        if (!remark.warning) {
            notes.push_back(remark.text);
        }
    }
    page.list(notes);
}

}  // namespace

std::string person_words(const Person& person) {
    return person.age_years
               ? fmt::format("person {}, {} years", person.id, number(std::floor(*person.age_years), 0))
               : fmt::format("person {}", person.id);
}

std::vector<Tile> headline(const WalkResult& result) {
    const Summary& all = result.summary.all;
    const auto figure = [&](Figure which) { return figure_tile(which, all.of(which)); };
    std::vector<Tile> tiles = {figure(Figure::speed), figure(Figure::cadence), figure(Figure::stride_length),
                               figure(Figure::stride_time), figure(Figure::stance_share)};
    Tile support = figure(Figure::double_support_time);
    const FigureSummary& double_support = all.of(Figure::double_support_time);
    const FigureSummary& stride_time = all.of(Figure::stride_time);
    if (!support.words && stride_time.mean.value > 0.0) {
        support.versus = fmt::format("{} % of the stride",
                                     number(100.0 * double_support.mean.value / stride_time.mean.value, 1));
    }
    tiles.push_back(support);
    tiles.push_back(symmetry_tile(all));
    tiles.push_back(measured_tile("Distance", all.distance_m, 1, "m"));
    tiles.push_back(std::isfinite(all.walking_s) && all.walking_s > 0.0
                        ? time_tile("Time walking", all.walking_s)
                        : words_tile("Time walking", "none found"));
    const int strides = strides_of(result.summary);
    tiles.push_back(strides > 0 ? Tile{"Strides", grouped(strides), "", "", left_out_of(result.summary)}
                                : words_tile("Strides", "none found"));
    return tiles;
}

void add_walk(Page& page, const WalkResult& result, const SectionStyle& style) {
    for (const Remark& remark : result.walk.remarks) {
        if (remark.warning) {
            page.warning(remark.text);
        }
    }
    add_headline(page, result);
    add_norm(page, result, style);
    if (style.figures) {
        style.heading("Where the walk went");
        page.figures({from_above(result, style.path_points)});
        style.heading("How the foot moves");
        page.figures({from_side(result.walk), strip(result.walk)});
        add_trends(page, result.walk, style);
    }
    add_sides(page, result, style);
    style.heading("Bouts and turns");
    add_rows(page, bout_table(result), "bouts");
    add_rows(page, turn_table(result.walk), "turns");
    add_quality(page, result, style);
}

}  // namespace footfall::report
