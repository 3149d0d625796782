// Metrics as JSON.
#include "cli/metrics_json.h"

#include <string>
#include <utility>

namespace footfall::cli {
namespace {

using nlohmann::ordered_json;

/// Figures on one side, their intervals under the same names on the other.
struct Figures {
    ordered_json values = ordered_json::object();
    ordered_json intervals = ordered_json::object();

    void add(const std::string& name, const Interval& figure) {
        values[name] = figure.value;
        if (figure.has_bounds()) {
            intervals[name] = {figure.low, figure.high};
        }
    }

    void add(const std::string& name, const Figures& group) {
        values[name] = group.values;
        if (!group.intervals.empty()) {
            intervals[name] = group.intervals;
        }
    }
};

Figures figures_of(const report::TimingSummary& timing) {
    Figures figures;
    figures.add("median_abs", timing.median_abs_ms);
    figures.add("p95_abs", timing.p95_abs_ms);
    figures.add("bias", timing.bias_ms);
    figures.add("missed", timing.missed);
    figures.add("extra", timing.extra);
    return figures;
}

}  // namespace

ordered_json to_json(const report::MetricsSummary& metrics) {
    Figures figures;
    figures.values["samples"] = metrics.samples;
    figures.add("accuracy", metrics.accuracy);
    figures.add("balanced_accuracy", metrics.balanced_accuracy);
    figures.add("f1_macro", metrics.f1_macro);
    for (const report::PhaseScore& score : metrics.f1_by_phase) {
        figures.add("f1_" + score.phase, score.f1);
    }
    figures.add("cycle_mae", metrics.cycle_mae);
    figures.add("cycle_mae_circular", metrics.cycle_mae_circular);
    figures.add("cycle_mae_circular_straight", metrics.cycle_mae_circular_straight);
    for (const auto& [name, figure] : {std::pair("standing_called_gait", metrics.standing_called_gait),
                                       std::pair("gait_called_none", metrics.gait_called_none)}) {
        if (figure.known()) {  // of models at work, not of networks in a study
            figures.add(name, figure);
        }
    }
    figures.add("initial_contact_error_ms", figures_of(metrics.initial_contact_error));
    figures.add("final_contact_error_ms", figures_of(metrics.final_contact_error));
    if (!figures.intervals.empty()) {
        figures.values["ci95"] = figures.intervals;
    }
    return figures.values;
}

}  // namespace footfall::cli
