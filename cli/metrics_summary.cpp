// From marks on people to the figures that reports and metrics.json hold.
#include "cli/metrics_summary.h"

namespace footfall::cli {
namespace {

report::TimingSummary timing_of(const train::Bootstrap& bootstrap, train::EventScore train::Scores::*which) {
    const auto of = [&](double train::EventScore::*figure) {
        return bootstrap.of([=](const train::Scores& scores) { return scores.*which.*figure; });
    };
    using train::EventScore;
    return {of(&EventScore::median_abs_ms), of(&EventScore::p95_abs_ms), of(&EventScore::bias_ms),
            of(&EventScore::missed_share), of(&EventScore::extra_share)};
}

}  // namespace

report::MetricsSummary summary_of(const std::vector<train::Tally>& people, const PhaseSet& phases) {
    using train::Scores;
    const train::Bootstrap bootstrap(people);
    const auto of = [&](double Scores::*figure) {
        return bootstrap.of([=](const Scores& scores) { return scores.*figure; });
    };
    report::MetricsSummary summary;
    summary.samples = bootstrap.all().samples;
    summary.accuracy = of(&Scores::accuracy);
    summary.balanced_accuracy = of(&Scores::balanced_accuracy);
    summary.f1_macro = of(&Scores::f1_macro);
    for (std::size_t phase = 0; phase < phases.phases.size(); ++phase) {
        summary.f1_by_phase.push_back({phases.phases[phase].name,
                                       bootstrap.of([=](const Scores& scores) { return scores.f1[phase]; })});
    }
    summary.cycle_mae = of(&Scores::cycle_mae);
    summary.cycle_mae_circular = of(&Scores::cycle_mae_circular);
    summary.cycle_mae_circular_straight = of(&Scores::cycle_mae_circular_straight);
    summary.initial_contact_error = timing_of(bootstrap, &Scores::initial_contact);
    summary.final_contact_error = timing_of(bootstrap, &Scores::final_contact);
    return summary;
}

}  // namespace footfall::cli
