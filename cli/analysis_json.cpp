// summary.json: what an analysis came to.
#include "cli/analysis_json.h"

#include <cmath>
#include <numbers>

namespace footfall::cli {
namespace {

using nlohmann::ordered_json;
using report::Figure;

ordered_json known(double value) { return std::isfinite(value) ? ordered_json(value) : ordered_json(); }

ordered_json bounds(const Interval& interval) {
    return interval.has_bounds() ? ordered_json{interval.low, interval.high} : ordered_json();
}

ordered_json measured(const Measured& value) {
    return {{"value", known(value.value)}, {"sd", known(value.sd)}};
}

double seconds(Nanoseconds time) {
    return static_cast<double>(time) / static_cast<double>(kNanosecondsPerSecond);
}

std::string name_of(std::size_t figure) {
    return std::string(report::to_string(static_cast<Figure>(figure)));
}

ordered_json to_json(const report::FigureSummary& figure) {
    const Interval mean = figure.enough_for_mean ? figure.mean : Interval{};
    const bool spread = figure.enough_for_variability;
    return {{"strides", figure.strides},
            {"mean", known(mean.value)},
            {"ci95", bounds(mean)},
            {"sd", known(spread ? figure.sd : kUnknown)},
            {"cv", known(spread ? figure.cv : kUnknown)}};
}

void add_figures(ordered_json& json, const report::FigureSummaries& figures) {
    for (std::size_t i = 0; i < report::kFigures; ++i) {
        json[name_of(i)] = to_json(figures[i]);
    }
}

ordered_json symmetry_json(const report::Summary& summary) {
    ordered_json json = ordered_json::object();
    for (const report::SymmetrySummary& one : summary.symmetry) {
        json[std::string(report::to_string(one.figure))] = {{"index_percent", known(one.index_percent.value)},
                                                            {"ci95", bounds(one.index_percent)}};
    }
    return json;
}

ordered_json summary_json(const report::Summary& summary) {
    ordered_json json;
    json["walking_s"] = known(summary.walking_s);
    json["distance_m"] = measured(summary.distance_m);
    add_figures(json, summary.both);
    json["left_minus_right"] = symmetry_json(summary);
    return json;
}

ordered_json foot_summary_json(const report::FootSummary& foot) {
    ordered_json json = {{"foot", std::string(to_string(foot.foot))},
                         {"strides", foot.strides},
                         {"turning_strides", foot.turning_strides},
                         {"edge_strides", foot.edge_strides}};
    add_figures(json, foot.figures);
    return json;
}

ordered_json foot_json(const MeasuredFoot& foot, const report::FootSummary& summary) {
    ordered_json json = {{"foot", std::string(to_string(foot.foot))},
                         {"samples", foot.data.samples},
                         {"rate_hz", foot.rate_hz},
                         {"duration_s", foot.data.duration_s},
                         {"lost", foot.data.lost},
                         {"longest_loss", foot.data.longest_loss},
                         {"gaps", foot.data.gaps},
                         {"repeated", foot.data.repeated},
                         {"walking_share", known(foot.gait.walking_share())},
                         {"unknown_share", known(foot.gait.unknown_share())},
                         {"confidence", known(foot.gait.confidence())}};
    json.update(foot_summary_json(summary));
    return json;
}

ordered_json bout_json(const WalkingBout& bout, std::size_t number, const report::WalkSummary& summary) {
    ordered_json json = {{"bout", number},
                         {"start_s", seconds(bout.time.start)},
                         {"end_s", seconds(bout.time.end)},
                         {"strides", {{"left", bout.strides[0]}, {"right", bout.strides[1]}}}};
    for (const report::Summary& one : summary.bouts) {
        if (one.bout && *one.bout + 1 == number) {
            json.update(summary_json(one));
            json["feet"] = ordered_json::array();
            for (const report::FootSummary& foot : one.feet) {
                json["feet"].push_back(foot_summary_json(foot));
            }
        }
    }
    return json;
}

const char* name_of(ClockRelation::Kind kind) {
    switch (kind) {
        case ClockRelation::Kind::one_foot: return "one_foot";
        case ClockRelation::Kind::common: return "common";
        case ClockRelation::Kind::estimated: return "estimated";
        case ClockRelation::Kind::unknown: return "unknown";
    }
    return "unknown";
}

}  // namespace

ordered_json to_json(const report::AnalysisTotals& totals) {
    ordered_json json = {{"recordings", totals.recordings},
                         {"people", totals.people},
                         {"strides", totals.strides},
                         {"walking_s", known(totals.walking_s)},
                         {"walking_share", known(totals.walking_share)},
                         {"distance_m", known(totals.distance_m)},
                         {"confidence", known(totals.confidence)}};
    for (std::size_t i = 0; i < report::kFigures; ++i) {
        json[name_of(i)] = known(totals.figures[i]);
    }
    return json;
}

ordered_json to_json(const report::WalkResult& result) {
    constexpr double kDegrees = 180.0 / std::numbers::pi;
    const MeasuredWalk& walk = result.walk;
    ordered_json json = {
        {"data_set", walk.data_set},
        {"recording", walk.recording},
        {"person", walk.person.id},
        {"age_years", walk.person.age_years ? known(*walk.person.age_years) : ordered_json()}};
    json["all"] = summary_json(result.summary.all);
    json["feet"] = ordered_json::array();
    for (std::size_t i = 0; i < walk.feet.size() && i < result.summary.all.feet.size(); ++i) {
        json["feet"].push_back(foot_json(walk.feet[i], result.summary.all.feet[i]));
    }
    json["bouts"] = ordered_json::array();
    for (std::size_t i = 0; i < walk.bouts.size(); ++i) {
        json["bouts"].push_back(bout_json(walk.bouts[i], i + 1, result.summary));
    }
    json["turns"] = ordered_json::array();
    for (const Turn& turn : walk.turns) {
        json["turns"].push_back(
            {{"start_s", seconds(turn.time.start)},
             {"end_s", seconds(turn.time.end)},
             {"angle_deg", measured({turn.angle_rad.value * kDegrees, turn.angle_rad.sd * kDegrees})},
             {"bout", turn.bout + 1}});
    }
    json["clocks"] = {{"relation", name_of(walk.clocks.kind)},
                      {"right_offset_s", known(walk.clocks.offset_s.value)},
                      {"ci95", bounds(walk.clocks.offset_s)},
                      {"how", walk.clocks.how}};
    json["remarks"] = ordered_json::array();
    for (const Remark& remark : walk.remarks) {
        json["remarks"].push_back(
            {{"foot", remark.foot ? ordered_json(std::string(to_string(*remark.foot))) : ordered_json()},
             {"warning", remark.warning},
             {"text", remark.text}});
    }
    return json;
}

ordered_json to_json(const LeftOut& left_out) {
    return {{"recording", left_out.recording},
            {"foot", left_out.foot.empty() ? ordered_json() : ordered_json(left_out.foot)},
            {"reason", left_out.reason}};
}

}  // namespace footfall::cli
