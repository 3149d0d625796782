// The windows a network is trained and asked on.
#include "train/windows.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace footfall::train {
namespace {

const SignalSegment& segment_of(const Corpus& corpus, const WindowPlace& place) {
    return corpus.feet[place.foot].signal.segments[place.segment];
}

bool has_label(const SampleLabel& label, Labelled wanted) {
    return wanted == Labelled::cycle ? !std::isnan(label.cycle) : label.phase != SampleLabel::kNoPhase;
}

}  // namespace

std::vector<WindowPlace> labelled_windows(const Corpus& corpus, const People& people, const NetworkSpec& spec,
                                          Labelled label) {
    const auto before = static_cast<std::size_t>(spec.window - 1 - spec.look_ahead);
    const auto after = static_cast<std::size_t>(spec.look_ahead);
    std::vector<WindowPlace> places;
    for (std::uint32_t foot = 0; foot < corpus.feet.size(); ++foot) {
        if (std::find(people.begin(), people.end(), corpus.feet[foot].person) == people.end()) {
            continue;
        }
        const auto& segments = corpus.feet[foot].signal.segments;
        for (std::uint32_t s = 0; s < segments.size(); ++s) {
            for (std::size_t target = before; target + after < segments[s].length(); ++target) {
                if (has_label(segments[s].labels[target], label)) {
                    places.push_back({foot, s, static_cast<std::uint32_t>(target)});
                }
            }
        }
    }
    return places;
}

Normalization normalization_of(const Corpus& corpus, std::span<const WindowPlace> places) {
    std::array<double, kChannels> sum{};
    std::array<double, kChannels> square{};
    for (const WindowPlace& place : places) {
        const float* sample =
            segment_of(corpus, place).channels.data() + std::size_t{place.target} * kChannels;
        for (std::size_t c = 0; c < kChannels; ++c) {
            const auto value = static_cast<double>(sample[c]);
            sum[c] += value;
            square[c] += value * value;
        }
    }
    Normalization normalization;
    const auto count = static_cast<double>(std::max<std::size_t>(1, places.size()));
    for (std::size_t c = 0; c < kChannels; ++c) {
        const double mean = sum[c] / count;
        const double variance = std::max(square[c] / count - mean * mean, 1e-12);
        normalization.mean[c] = static_cast<float>(mean);
        normalization.inverse_sd[c] = static_cast<float>(1.0 / std::sqrt(variance));
    }
    return normalization;
}

BatchMaker::BatchMaker(const Corpus& corpus, const NetworkSpec& spec, const Normalization& normalization)
    : corpus_(corpus), spec_(spec), cutter_(spec.window, spec.window - 1 - spec.look_ahead, normalization) {}

void BatchMaker::make(std::span<const WindowPlace> places, const Augmentation* augmentation, Random& random,
                      std::size_t first_without_phase, Batch& batch, const CertainPhases& certain) const {
    const auto count = static_cast<Eigen::Index>(places.size());
    batch.input.resize(spec_.inputs(), count);
    batch.cycle.resize(2, count);
    batch.cycle_weight.resize(count);
    batch.phase.resize(places.size());
    batch.phase_weight.resize(count);
    for (std::size_t i = 0; i < places.size(); ++i) {
        const auto column = static_cast<Eigen::Index>(i);
        const SignalSegment& segment = segment_of(corpus_, places[i]);
        float* const out = batch.input.col(column).data();
        if (augmentation != nullptr) {
            cutter_.augmented(segment.channels, places[i].target, *augmentation, random, out);
        } else {
            cutter_.plain(segment.channels, places[i].target, out);
        }
        const SampleLabel& label = segment.labels[places[i].target];
        const bool has_cycle = !std::isnan(label.cycle);
        const float angle = has_cycle ? 2.0F * std::numbers::pi_v<float> * label.cycle : 0.0F;
        batch.cycle(0, column) = std::cos(angle);
        batch.cycle(1, column) = std::sin(angle);
        batch.cycle_weight(column) = has_cycle ? 1.0F : 0.0F;
        const std::int8_t phase = i < first_without_phase ? label.phase : certain.at(label.cycle);
        const bool has_phase = phase != SampleLabel::kNoPhase;
        batch.phase[i] = has_phase ? phase : 0;
        batch.phase_weight(column) = has_phase ? 1.0F : 0.0F;
    }
}

}  // namespace footfall::train
