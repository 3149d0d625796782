// Metrics for reading on a terminal.
#include "cli/metrics_table.h"

#include <fmt/format.h>

#include <algorithm>

namespace footfall::cli {
namespace {

std::string text_of(double value, int decimals) {
    return std::isfinite(value) ? fmt::format("{:.{}f}", value, decimals) : "-";
}

std::string line(const std::string& name, const Interval& figure, double factor, int decimals,
                 const char* unit) {
    const std::string interval = figure.has_bounds()
                                     ? fmt::format("[{}, {}]", text_of(factor * figure.low, decimals),
                                                   text_of(factor * figure.high, decimals))
                                     : "";
    std::string text =
        fmt::format("{:<34} {:>9} {:<3} {}", name, text_of(factor * figure.value, decimals), unit, interval);
    text.erase(text.find_last_not_of(' ') + 1);
    return text + "\n";
}

std::string lines_of(const std::string& event, const report::TimingSummary& timing) {
    return line(event + ", median |error|", timing.median_abs_ms, 1.0, 1, "ms") +
           line(event + ", 95th percentile", timing.p95_abs_ms, 1.0, 1, "ms") +
           line(event + ", bias", timing.bias_ms, 1.0, 1, "ms") +
           line(event + ", missed", timing.missed, 100.0, 2, "%") +
           line(event + ", extra", timing.extra, 100.0, 2, "%");
}

}  // namespace

std::string table_of(const report::MetricsSummary& metrics) {
    std::string table = fmt::format("{:<34} {:>9} {:<3} 95 % CI over people\n", "", "", "");
    table += line("accuracy", metrics.accuracy, 100.0, 2, "%");
    table += line("balanced accuracy", metrics.balanced_accuracy, 100.0, 2, "%");
    table += line("F1, mean over phases", metrics.f1_macro, 100.0, 2, "%");
    for (const report::PhaseScore& score : metrics.f1_by_phase) {
        table += line("F1, " + score.phase, score.f1, 100.0, 2, "%");
    }
    table += line("cycle position, circular MAE", metrics.cycle_mae_circular, 100.0, 2, "%");
    table += line("cycle position, outside turns", metrics.cycle_mae_circular_straight, 100.0, 2, "%");
    if (metrics.gait_called_none.known()) {
        table += line("standing called gait", metrics.standing_called_gait, 100.0, 2, "%");
        table += line("gait called none", metrics.gait_called_none, 100.0, 2, "%");
    }
    return table + lines_of("initial contact", metrics.initial_contact_error) +
           lines_of("final contact", metrics.final_contact_error);
}

std::string table_of(const std::vector<report::PersonResult>& people) {
    std::size_t width = 6;
    for (const report::PersonResult& person : people) {
        width = std::max(width, person.person.size());
    }
    std::string table = fmt::format("{:<{}} {:>9} {:>11} {:>7} {:>12} {:>7} {:>7}\n", "person", width,
                                    "samples", "accuracy %", "F1 %", "cycle MAE %", "IC ms", "FC ms");
    for (const report::PersonResult& person : people) {
        const report::MetricsSummary& m = person.metrics;
        table +=
            fmt::format("{:<{}} {:>9} {:>11} {:>7} {:>12} {:>7} {:>7}\n", person.person, width, m.samples,
                        text_of(100.0 * m.accuracy.value, 2), text_of(100.0 * m.f1_macro.value, 2),
                        text_of(100.0 * m.cycle_mae_circular.value, 2),
                        text_of(m.initial_contact_error.median_abs_ms.value, 1),
                        text_of(m.final_contact_error.median_abs_ms.value, 1));
    }
    return table;
}

}  // namespace footfall::cli
