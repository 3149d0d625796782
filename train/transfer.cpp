// The method: learn how walking flows from the cycle position, then carry that over to phases.
#include "train/transfer.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <set>
#include <utility>

#include "footfall/recording/error.h"

namespace footfall::train {
namespace {

constexpr std::array<std::pair<TransferMode, std::string_view>, 3> kModeNames = {{
    {TransferMode::model_transfer, "model_transfer"},
    {TransferMode::feature_transfer, "feature_transfer"},
    {TransferMode::scratch, "scratch"},
}};

/// Seeds of initial weights and of stages differ, so that none repeats another's draws.
constexpr std::uint64_t kPretraining = 1;
constexpr std::uint64_t kInitialWeights = 2;
constexpr std::uint64_t kTransfer = 3;
constexpr std::uint64_t kPretrainedWeights = 4;

std::uint64_t seed_of(std::uint64_t seed, std::uint64_t stage) { return Random(seed).fork(stage).next(); }

People without(const People& people, const People& others) {
    People rest;
    std::copy_if(people.begin(), people.end(), std::back_inserter(rest), [&](std::size_t person) {
        return std::find(others.begin(), others.end(), person) == others.end();
    });
    return rest;
}

std::vector<WindowPlace> windows_or_error(const Corpus& corpus, const People& people, const NetworkSpec& spec,
                                          Labelled label, const char* what) {
    std::vector<WindowPlace> places = labelled_windows(corpus, people, spec, label);
    if (places.empty()) {
        throw Error("training", "window of " + std::to_string(spec.window) + " samples",
                    std::string("recordings long enough, with ") + what + " labels", "no such window");
    }
    return places;
}

void refuse_one_class(const Corpus& corpus, const std::vector<WindowPlace>& places) {
    std::set<int> seen;
    for (const WindowPlace& place : places) {
        seen.insert(corpus.feet[place.foot].signal.segments[place.segment].labels[place.target].phase);
    }
    if (seen.size() < 2) {
        throw Error("training", "phase labels", "at least two different phases",
                    "only " + corpus.phases.phases[static_cast<std::size_t>(*seen.begin())].name);
    }
}

}  // namespace

std::string_view to_string(TransferMode mode) noexcept {
    return std::find_if(kModeNames.begin(), kModeNames.end(),
                        [&](const auto& entry) { return entry.first == mode; })
        ->second;
}

TransferMode transfer_mode_from(std::string_view name) {
    std::string known;
    for (const auto& [mode, mode_name] : kModeNames) {
        if (mode_name == name) {
            return mode;
        }
        known += (known.empty() ? "" : ", ") + std::string(mode_name);
    }
    throw Error("transfer mode", "", "one of " + known, "\"" + std::string(name) + "\"");
}

Learnt pretrain(const Corpus& corpus, const NetworkSpec& spec, const Teachers& teachers,
                const TrainingPlan& plan, std::uint64_t seed, const Watcher& watcher) {
    // First of all: it refuses a shape that no window can be cut for.
    Learnt learnt{Network<float>(spec, seed_of(seed, kPretrainedWeights)), {}, true, {}};
    FitData data;
    data.without_phase = windows_or_error(corpus, teachers.cycle, spec, Labelled::cycle, "cycle");
    data.watch = labelled_windows(corpus, teachers.watch, spec, Labelled::cycle);
    FitOptions options = plan.pretraining;
    options.cycle_weight = 1.0;
    options.phase_weight = 0.0;

    learnt.normalization = normalization_of(corpus, data.without_phase);
    const BatchMaker batches(corpus, spec, learnt.normalization);
    learnt.history =
        fit(learnt.network, batches, data, options, plan.augmentation, seed_of(seed, kPretraining), watcher);
    return learnt;
}

Learnt transfer(const Corpus& corpus, const Learnt& pretrained, TransferMode mode, const Teachers& teachers,
                const TrainingPlan& plan, std::uint64_t seed, const Watcher& watcher) {
    const NetworkSpec& spec = pretrained.network.spec();
    FitData data;
    data.with_phase = windows_or_error(corpus, teachers.phase, spec, Labelled::phase, "phase");
    refuse_one_class(corpus, data.with_phase);
    data.watch = labelled_windows(corpus, teachers.watch, spec, Labelled::phase);

    const bool from_scratch = mode == TransferMode::scratch;
    Learnt learnt{
        Network<float>(spec, seed_of(seed, kInitialWeights)), pretrained.normalization, !from_scratch, {}};
    if (!from_scratch) {
        learnt.network.parameters() = pretrained.network.parameters();
    }
    const BatchMaker batches(corpus, spec, learnt.normalization);
    FitOptions options = plan.transfer;
    const std::uint64_t stage_seed = seed_of(seed, kTransfer);
    switch (mode) {
        case TransferMode::model_transfer:
            data.without_phase =
                labelled_windows(corpus, without(teachers.cycle, teachers.phase), spec, Labelled::cycle);
            data.certain = CertainPhases(corpus, teachers.phase);
            learnt.history =
                fit(learnt.network, batches, data, options, plan.augmentation, stage_seed, watcher);
            break;
        case TransferMode::feature_transfer:
            options.learning_rate = plan.feature_learning_rate;
            learnt.history = fit_phase_head(learnt.network, batches, data, options, stage_seed, watcher);
            break;
        case TransferMode::scratch:
            options.cycle_weight = 0.0;
            learnt.history =
                fit(learnt.network, batches, data, options, plan.augmentation, stage_seed, watcher);
            break;
    }
    return learnt;
}

}  // namespace footfall::train
