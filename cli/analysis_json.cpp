// summary.json: what an analysis came to.
#include "cli/analysis_json.h"

#include <cmath>

namespace footfall::cli {
namespace {

using nlohmann::ordered_json;

ordered_json known(double value) { return std::isfinite(value) ? ordered_json(value) : ordered_json(); }

ordered_json spread(const RunningMean& figure) {
    return {{"mean", known(figure.mean())}, {"sd", known(figure.sd())}};
}

}  // namespace

ordered_json to_json(const report::FootResult& foot) {
    return {{"foot", std::string(to_string(foot.foot))},
            {"samples", foot.data.samples},
            {"rate_hz", foot.rate_hz},
            {"duration_s", foot.data.duration_s},
            {"lost", foot.data.lost},
            {"longest_loss", foot.data.longest_loss},
            {"gaps", foot.data.gaps},
            {"repeated", foot.data.repeated},
            {"walking_share", known(foot.gait.walking_share())},
            {"unknown_share", known(foot.gait.unknown_share())},
            {"strides", foot.gait.strides()},
            {"stride_time_s", spread(foot.gait.stride_time_s())},
            {"stance_time_s", spread(foot.gait.stance_time_s())},
            {"swing_time_s", spread(foot.gait.swing_time_s())},
            {"stance_percent", spread(foot.gait.stance_percent())},
            {"cadence_steps_per_min", known(foot.gait.cadence_steps_per_min())},
            {"confidence", known(foot.gait.confidence())}};
}

ordered_json to_json(const report::AnalysisTotals& totals) {
    return {{"walking_s", known(totals.walking_s)},
            {"walking_share", known(totals.walking_share)},
            {"strides", totals.strides},
            {"stride_time_s", known(totals.stride_time_s)},
            {"stance_time_s", known(totals.stance_time_s)},
            {"swing_time_s", known(totals.swing_time_s)},
            {"stance_percent", known(totals.stance_percent)},
            {"cadence_steps_per_min", known(totals.cadence_steps_per_min)},
            {"confidence", known(totals.confidence)}};
}

}  // namespace footfall::cli
