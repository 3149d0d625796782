// Makes the findings up, with a fixed seed.
#include "synthetic_reports.h"

#include <cmath>
#include <random>

namespace footfall::report {

namespace {

using Random = std::mt19937;

/// std::normal_distribution differs between libraries; a sum of twelve uniform numbers doesn't.
double normal(Random& random, double sd) {
    double sum = -6.0;
    for (int i = 0; i < 12; ++i) {
        sum += static_cast<double>(random()) / 4294967296.0;
    }
    return sd * sum;
}

Interval around(double value, double half) { return {value, value - half, value + half}; }

MetricsSummary metrics_of(double error, double half) {
    MetricsSummary metrics;
    metrics.samples = 184320;
    metrics.accuracy = around(1.0 - error, half);
    metrics.balanced_accuracy = around(1.0 - 1.05 * error, half);
    metrics.f1_macro = around(1.0 - 1.04 * error, 1.1 * half);
    metrics.f1_by_phase = {{"stance", around(1.0 - 0.85 * error, half)},
                           {"swing", around(1.0 - 1.25 * error, 1.3 * half)}};
    metrics.cycle_mae = around(1.3 * error, half);
    metrics.cycle_mae_circular = around(1.05 * error, 0.5 * half);
    metrics.initial_contact_error = {around(500.0 * error, 1.4), around(1900.0 * error, 6.0),
                                     around(-2.1, 1.0), around(0.004, 0.002), around(0.003, 0.002)};
    metrics.final_contact_error = {around(640.0 * error, 1.9), around(2300.0 * error, 8.0), around(3.4, 1.2),
                                   around(0.004, 0.002), around(0.005, 0.002)};
    return metrics;
}

/// Half-width of a 95 % interval that isn't the same everywhere.
double half_width(Random& random) { return 0.0025 + std::abs(normal(random, 0.0008)); }

ExampleWalk walk(Random& random) {
    ExampleWalk example;
    example.name = "person 7, left foot, recording 7-2";
    example.signal_title = "Angular rate in the sagittal plane (rad/s)";
    example.phase_names = {"stance", "swing"};
    constexpr double kStride = 1.12;
    constexpr double kStance = 0.61;
    for (int i = 0; i < 1000; ++i) {
        const double time = 12.0 + i / 100.0;
        const double cycle = std::fmod(time, kStride) / kStride;
        const bool stands = time > 20.2;
        example.time_s.push_back(time);
        const double swing = std::exp(-std::pow((cycle - 0.82) / 0.08, 2));
        const double push = std::exp(-std::pow((cycle - 0.56) / 0.05, 2));
        example.signal.push_back((stands ? 0.0 : 6.0 * swing - 4.5 * push) + normal(random, 0.15));
        example.reference_phase.push_back(stands ? ExampleWalk::kNoPhase : (cycle < kStance ? 0 : 1));
        const double late = std::fmod(time - 0.015 + normal(random, 0.002), kStride) / kStride;
        example.predicted_phase.push_back(stands ? ExampleWalk::kNoPhase : (late < kStance ? 0 : 1));
        example.reference_cycle.push_back(stands ? kUnknown : cycle);
        example.predicted_cycle.push_back(stands ? kUnknown : late);
    }
    return example;
}

ModelFindings findings_of(const MetricsSummary& overall, Random& random) {
    ModelFindings findings;
    findings.overall = overall;
    for (int person = 1; person <= 15; ++person) {
        const double error = 0.016 + std::abs(normal(random, 0.006)) + (person == 9 ? 0.02 : 0.0);
        MetricsSummary metrics = metrics_of(error, kUnknown);
        metrics.samples = 9000 + 311 * person;
        findings.people.push_back({std::to_string(person), person < 8 ? "older" : "younger", metrics});
    }
    findings.confusion = {{"stance", "swing"}, {111240, 1730, 1655, 69695}};
    for (int i = 0; i < 60000; ++i) {
        const double reference = static_cast<double>(random()) / 4294967296.0;
        const double predicted = reference + normal(random, 0.02 + 0.015 * std::sin(6.28 * reference));
        findings.cycle.add(reference, predicted - std::floor(predicted));
    }
    for (int i = 0; i < 2200; ++i) {
        findings.initial_contact_errors_ms.push_back(normal(random, 11.0) - 2.0 +
                                                     (i % 180 == 0 ? 140.0 : 0.0));
        findings.final_contact_errors_ms.push_back(normal(random, 15.0) + 3.4);
    }
    findings.example = walk(random);
    return findings;
}

std::vector<DataSummary> data() { return {{"voisard2023", 15, 86, 4312, "event_pairs"}}; }

Provenance provenance() {
    return {{"Date", "2026-01-31"},
            {"Config", "paper.toml (sha256 6e0c…41fa)"},
            {"Seeds", "1, 2, 3"},
            {"Program", "footfall 0.1.0"},
            {"Command", "footfall study --config paper.toml --out out/paper --jobs 2"}};
}

}  // namespace

StudyReport synthetic_study() {
    Random random(7);
    StudyReport study;
    study.title = "Learning gait phases from the gait cycle";
    study.validation = "each person was tested by networks trained on the others";
    study.data = data();
    study.provenance = provenance();
    study.warnings = {
        "Two definitions of initial contact are in these data; they differ by some 20 to 50 ms."};
    const std::vector<std::pair<std::string, double>> networks = {{"DNN", 0.0}, {"Transformer", 0.0015}};
    const std::vector<std::pair<std::string, double>> modes = {
        {"model transfer", 0.0}, {"feature transfer", 0.0045}, {"scratch", 0.0028}};
    for (const auto& [network, network_error] : networks) {
        for (const auto& [mode, mode_error] : modes) {
            for (const int window : {20, 40, 60, 80, 100, 128, 160, 200}) {
                const double error = 0.0182 + network_error + mode_error + 0.03 * std::exp(-window / 28.0) +
                                     normal(random, 0.0003);
                study.grid.push_back(
                    {network, mode, window, 5, 14, 400'000, metrics_of(error, half_width(random))});
            }
            for (const int look_ahead : {0, 10, 20, 30, 50}) {
                const double error =
                    0.0172 + network_error + mode_error + 0.004 * std::exp(-look_ahead / 9.0);
                study.grid.push_back(
                    {network, mode, 128, look_ahead, 14, 400'000, metrics_of(error, half_width(random))});
            }
            for (const int people : {1, 2, 4, 8, 14}) {
                const double gap = mode == "scratch" ? 0.05 : (mode == "model transfer" ? 0.015 : 0.012);
                const double error = 0.018 + network_error + mode_error + gap / people;
                study.label_budget.push_back(
                    {network, mode, 128, 5, people, 60'000, metrics_of(error, 0.0025 + gap / 3.0 / people)});
            }
            for (const int windows : {4'000, 12'000, 200'000}) {
                const double error = 0.02 + network_error + mode_error + 40.0 / windows;
                study.label_budget.push_back({network, mode, 128, 5, 1, windows, metrics_of(error, 0.004)});
            }
            study.ordering.push_back({network + ", all labels", "model transfer",
                                      mode == "scratch" ? mode : "scratch",
                                      around(0.0029 + normal(random, 0.002), 0.0018)});
        }
        study.ordering.push_back(
            {network + ", all labels", "feature transfer", "scratch", around(-0.0018, 0.0011)});
        study.ordering.push_back(
            {network + ", labels of 1 person", "model transfer", "scratch", around(0.034, 0.012)});
    }
    study.best = study.grid[5];
    study.best.metrics = metrics_of(0.0178, 0.0031);
    study.cross_population = {{"55 and over (9 people)",
                               "45 and under (5 people)",
                               {"DNN", "model transfer", 128, 5, 9, 400'000, metrics_of(0.0221, 0.005)}},
                              {"45 and under (5 people)",
                               "55 and over (9 people)",
                               {"DNN", "model transfer", 128, 5, 5, 400'000, metrics_of(0.0274, 0.006)}}};
    study.findings = findings_of(study.best.metrics, random);
    return study;
}

EvaluationReport synthetic_evaluation() {
    Random random(11);
    EvaluationReport evaluation;
    evaluation.title = "The reference model on another sensor";
    evaluation.model = "The reference model";
    evaluation.model_label_definition = "event_pairs";
    evaluation.data = {{"marpino2018", 23, 50, 1012, "toe_heel_pressure"}};
    evaluation.provenance = provenance();
    evaluation.findings = findings_of(metrics_of(0.035, 0.006), random);
    return evaluation;
}

}  // namespace footfall::report
