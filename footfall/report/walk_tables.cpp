// Fills the tables.
#include "footfall/report/walk_tables.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "footfall/report/figure_words.h"
#include "footfall/report/markup.h"
#include "footfall/report/walk_clock.h"

namespace footfall::report {
namespace {

Figure figure_at(std::size_t i) { return static_cast<Figure>(i); }

bool measured(const WalkResult& result, Figure figure) { return result.summary.all.of(figure).strides > 0; }

/// Angles and ways aside are about zero, where a share of the mean means nothing.
bool has_cv(Figure figure) {
    return figure != Figure::outward && figure != Figure::initial_contact_angle &&
           figure != Figure::final_contact_angle && figure != Figure::stance_share;
}

Cell spread_cell(Figure figure, const FigureSummary& summary) {
    if (summary.strides == 0) {
        return text_cell(kMissing);
    }
    if (!summary.enough_for_variability || !std::isfinite(summary.sd)) {
        return text_cell(kTooFew);
    }
    const int decimals = words_of(figure).decimals + (words_of(figure).decimals == 0 ? 1 : 0);
    Cell cell = number_cell(as_read(figure, summary.sd), decimals);
    if (has_cv(figure) && std::isfinite(summary.cv)) {
        cell.bounds = fmt::format("{} %", number(100.0 * summary.cv, 1));
    }
    return cell;
}

bool tells_spread(const FootSummary& foot) {
    return std::any_of(foot.figures.begin(), foot.figures.end(),
                       [](const FigureSummary& figure) { return figure.enough_for_variability; });
}

Cell symmetry_cell(const std::vector<SymmetrySummary>& symmetry, Figure figure) {
    const auto found = std::find_if(symmetry.begin(), symmetry.end(),
                                    [&](const SymmetrySummary& one) { return one.figure == figure; });
    return found == symmetry.end() ? text_cell(kMissing) : interval_cell(found->index_percent, 1);
}

double share(std::int64_t part, std::int64_t all) {
    return all > 0 ? static_cast<double>(part) / static_cast<double>(all) : kUnknown;
}

double length_s(const TimeRegion& time) { return seconds_of(time.length()); }

}  // namespace

Cell number_cell(double value, int decimals) { return {number(value, decimals), "", value, ""}; }

Cell count_cell(std::int64_t value) { return {grouped(value), "", static_cast<double>(value), ""}; }

Cell figure_cell(Figure figure, const FigureSummary& summary) {
    Cell cell = text_cell(summary.strides == 0 ? kMissing : told(figure, summary));
    cell.bounds = told_bounds(figure, summary);
    return cell;
}

Cell measured_cell(const Measured& value, int decimals) {
    return interval_cell(interval_of(value), decimals);
}

std::string feet_words(const MeasuredWalk& walk) {
    std::string words;
    for (const MeasuredFoot& foot : walk.feet) {
        words += words.empty() ? "" : " and ";
        words += to_string(foot.foot);
    }
    return words;
}

Table figure_table(const WalkResult& result) {
    const Summary& all = result.summary.all;
    Table table;
    table.columns = {{"Figure", false}};
    for (const FootSummary& foot : all.feet) {
        table.columns.push_back({foot.foot == Foot::left ? "Left" : "Right"});
    }
    const bool both = all.feet.size() > 1;
    if (both) {
        table.columns.push_back({"Both"});
    }
    const bool spread = std::any_of(all.feet.begin(), all.feet.end(), tells_spread);
    for (const FootSummary& foot : all.feet) {
        if (spread) {
            table.columns.push_back({foot.foot == Foot::left ? "Spread, left" : "Spread, right"});
        }
    }
    if (both) {
        table.columns.push_back({"Left – right (%)"});
    }
    for (std::size_t i = 0; i < kFigures; ++i) {
        const Figure figure = figure_at(i);
        if (!measured(result, figure)) {
            continue;
        }
        std::vector<Cell> row = {text_cell(titled(figure))};
        for (const FootSummary& foot : all.feet) {
            row.push_back(figure_cell(figure, foot.of(figure)));
        }
        if (both) {
            row.push_back(figure_cell(figure, all.of(figure)));
        }
        for (const FootSummary& foot : all.feet) {
            if (spread) {
                row.push_back(spread_cell(figure, foot.of(figure)));
            }
        }
        if (both) {
            row.push_back(symmetry_cell(all.symmetry, figure));
        }
        table.rows.push_back(std::move(row));
    }
    table.caption = fmt::format(
        "Means over steady strides, {} of a foot at least, with their 95 % confidence interval below. ",
        kStridesForMean);
    table.caption += spread ? "Spread: standard deviation between strides, below it in percent of the mean. "
                            : fmt::format(
                                  "How strides vary isn't told: it takes {} steady strides of a foot "
                                  "(König 2014, doi 10.1016/j.gaitpost.2013.06.014). ",
                                  kStridesForVariability);
    table.caption +=
        both ? "Left – right: the difference in percent of the mean of both (Robinson 1987); 0 is "
               "alike, positive is more on the left."
             : "With one foot there is nothing to compare.";
    return table;
}

std::string not_measured(const WalkResult& result) {
    std::string names;
    for (std::size_t i = 0; i < kFigures; ++i) {
        if (!measured(result, figure_at(i))) {
            names += names.empty() ? "" : ", ";
            std::string name = words_of(figure_at(i)).name;
            name.front() = static_cast<char>(std::tolower(static_cast<unsigned char>(name.front())));
            names += name;
        }
    }
    return names;
}

Table bout_table(const WalkResult& result) {
    Table table;
    table.columns = {{"Bout", false},  {"From (s)"},    {"Walking (s)"},       {"Strides left, right"},
                     {"Distance (m)"}, {"Speed (m/s)"}, {"Stride length (m)"}, {"Cadence (steps/min)"}};
    table.caption =
        "A bout is walking without a stop or a gap. Means over its steady strides; 95 % confidence "
        "intervals below.";
    for (std::size_t i = 0; i < result.walk.bouts.size(); ++i) {
        const WalkingBout& bout = result.walk.bouts[i];
        const auto summary = std::find_if(result.summary.bouts.begin(), result.summary.bouts.end(),
                                          [&](const Summary& one) { return one.bout && *one.bout == i; });
        const auto figure = [&](Figure which) {
            return summary == result.summary.bouts.end() ? text_cell(kMissing)
                                                         : figure_cell(which, summary->of(which));
        };
        table.rows.push_back({text_cell(fmt::format("{}", i + 1)),
                              number_cell(seconds_of(bout.time.start), 1),
                              number_cell(length_s(bout.time), 1),
                              text_cell(fmt::format("{}, {}", bout.strides[0], bout.strides[1])),
                              measured_cell(bout.distance_m, 1), figure(Figure::speed),
                              figure(Figure::stride_length), figure(Figure::cadence)});
    }
    return table;
}

Table turn_table(const MeasuredWalk& walk) {
    Table table;
    table.columns = {{"Turn", false}, {"From (s)"}, {"Took (s)"}, {"Angle (°)"}, {"To the", false}, {"Bout"}};
    table.caption =
        "Changes of direction over several steps, of the foot as seen from above; 95 % confidence interval "
        "below.";
    constexpr double kDegrees = 180.0 / 3.14159265358979323846;
    for (std::size_t i = 0; i < walk.turns.size(); ++i) {
        const Turn& turn = walk.turns[i];
        const double angle = turn.angle_rad.value;
        const Measured size{std::abs(angle) * kDegrees, turn.angle_rad.sd * kDegrees};
        table.rows.push_back({text_cell(fmt::format("{}", i + 1)),
                              number_cell(seconds_of(turn.time.start), 1),
                              number_cell(length_s(turn.time), 1), measured_cell(size, 0),
                              text_cell(std::isfinite(angle) ? (angle > 0.0 ? "left" : "right") : kMissing),
                              count_cell(static_cast<std::int64_t>(turn.bout) + 1)});
    }
    return table;
}

Table data_table(const MeasuredWalk& walk) {
    Table table;
    table.columns = {
        {"Foot", false},           {"Length (s)"}, {"Rate (Hz)"},    {"Samples"},     {"Lost (%)"},
        {"Most in a row"},         {"Gaps"},       {"Repeated (%)"}, {"Walking (%)"}, {"Nothing said (%)"},
        {"Model's confidence (%)"}};
    table.caption =
        "Lost: samples missing between the first and the last. Losses up to 0.15 s are bridged; over longer "
        "ones, gaps, nothing is said until the network's window has filled again. Confidence: the mean "
        "probability of the phases that the model named while walking.";
    for (const MeasuredFoot& foot : walk.feet) {
        const TrackSurvey& data = foot.data;
        table.rows.push_back({text_cell(std::string(to_string(foot.foot))), number_cell(data.duration_s, 1),
                              std::isfinite(foot.rate_hz) ? text_cell(fmt::format("{:g}", foot.rate_hz))
                                                          : number_cell(kUnknown, 0),
                              count_cell(data.samples),
                              number_cell(100.0 * share(data.lost, data.lost + data.samples), 2),
                              count_cell(data.longest_loss), count_cell(data.gaps),
                              number_cell(100.0 * share(data.repeated, data.samples), 2),
                              number_cell(100.0 * foot.gait.walking_share(), 1),
                              number_cell(100.0 * foot.gait.unknown_share(), 2),
                              number_cell(100.0 * foot.gait.confidence(), 1)});
    }
    return table;
}

}  // namespace footfall::report
