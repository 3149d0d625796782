// From answers and their marks to what reports show about one model.
#include "cli/findings.h"

#include <fmt/format.h>

#include <algorithm>

#include "cli/metrics_summary.h"

namespace footfall::cli {
namespace {

report::ExampleWalk example_of(const train::WalkExample& from, const PhaseSet& phases) {
    report::ExampleWalk walk;
    walk.name = fmt::format("recording {}, {} foot", from.recording, to_string(from.foot));
    walk.signal_title = "Pitch rate (rad/s)";
    for (const PhaseDefinition& phase : phases.phases) {
        walk.phase_names.push_back(phase.name);
    }
    for (std::size_t i = 0; i < from.pitch_rate_radps.size(); ++i) {
        walk.time_s.push_back((static_cast<double>(from.first) + static_cast<double>(i)) / from.rate_hz);
        walk.signal.push_back(static_cast<double>(from.pitch_rate_radps[i]));
        walk.reference_cycle.push_back(static_cast<double>(from.cycle_reference[i]));
        walk.predicted_cycle.push_back(static_cast<double>(from.cycle_found[i]));
    }
    walk.reference_phase = from.phase_reference;
    walk.predicted_phase = from.phase_found;
    return walk;
}

std::string group_of(const train::Corpus& corpus, const std::string& key) {
    const auto person = std::find_if(corpus.people.begin(), corpus.people.end(),
                                     [&](const train::CorpusPerson& each) { return each.key == key; });
    return person == corpus.people.end() ? "" : person->group;
}

}  // namespace

report::ModelFindings findings_of(const report::MetricsSummary& overall,
                                  const std::vector<train::PersonTally>& people,
                                  const std::vector<const train::StudyDetails*>& details,
                                  const train::Corpus& corpus) {
    report::ModelFindings findings;
    findings.overall = overall;
    train::Tally all(static_cast<int>(corpus.phases.phases.size()));
    for (const train::PersonTally& person : people) {
        all.add(person.tally);
        findings.people.push_back(
            {person.person, group_of(corpus, person.person), summary_of({person.tally}, corpus.phases)});
    }
    for (const PhaseDefinition& phase : corpus.phases.phases) {
        findings.confusion.names.push_back(phase.name);
    }
    findings.confusion.counts.assign(all.confusion.begin(), all.confusion.end());
    findings.initial_contact_errors_ms.assign(all.initial_contact.error_ms.begin(),
                                              all.initial_contact.error_ms.end());
    findings.final_contact_errors_ms.assign(all.final_contact.error_ms.begin(),
                                            all.final_contact.error_ms.end());
    for (const train::StudyDetails* part : details) {
        for (std::size_t bin = 0; bin < part->cycle_density.size(); ++bin) {
            findings.cycle.add_count(bin / train::kDensityBins, bin % train::kDensityBins,
                                     static_cast<double>(part->cycle_density[bin]));
        }
        if (!findings.example && part->example) {
            findings.example = example_of(*part->example, corpus.phases);
        }
    }
    return findings;
}

}  // namespace footfall::cli
