// A corpus whose signals are waves of the cycle position.
#include "tests/train/toy_corpus.h"

#include <cmath>
#include <numbers>

#include "footfall/core/random.h"

namespace footfall::train {
namespace {

constexpr Nanoseconds kPeriod = 10'000'000;
constexpr SampleIndex kMargin = 50;

FootSignal toy_signal(const ToyOptions& options, Random& random) {
    const auto stride = static_cast<SampleIndex>(90 + random.below(31));
    FootSignal signal;
    signal.grid_period = kPeriod;
    signal.alignment = Alignment::identity();
    for (int i = 0; i < options.cycles; ++i) {
        const Nanoseconds start = (kMargin + i * stride) * kPeriod;
        const Nanoseconds length = stride * kPeriod;
        signal.cycles.push_back({{start, start + length}, {start, start + length * 6 / 10}});
    }
    SignalSegment segment;
    const auto count = static_cast<std::size_t>(2 * kMargin + options.cycles * stride);
    segment.labels = label_samples(signal.cycles, 0, count, kPeriod);
    segment.turning.resize(count);
    for (std::size_t i = 0; i < count; ++i) {
        const auto samples = static_cast<double>(static_cast<SampleIndex>(i) - kMargin);
        const double angle = 2.0 * std::numbers::pi * samples / static_cast<double>(stride);
        for (int c = 0; c < kChannels; ++c) {
            const double wave = std::sin(angle + c) + 0.5 * std::sin(2.0 * angle + 2.0 * c);
            segment.channels.push_back(static_cast<float>(c + wave + options.noise * random.normal()));
        }
    }
    signal.segments.push_back(std::move(segment));
    return signal;
}

bool same(const EventErrors& a, const EventErrors& b) {
    return a.error_ms == b.error_ms && a.reference == b.reference && a.missed == b.missed &&
           a.extra == b.extra;
}

}  // namespace

CorpusPerson somebody(const std::string& id, const std::string& split_key, const std::string& data_set) {
    return {data_set + ":" + id, data_set + ":" + (split_key.empty() ? id : split_key), data_set, {}, ""};
}

Corpus corpus_of_nobody(int count) {
    Corpus corpus;
    corpus.phases = phase_set_named("stance_swing");
    for (int i = 1; i <= count; ++i) {
        corpus.people.push_back(somebody(std::to_string(i)));
    }
    return corpus;
}

void add_toys(Corpus& corpus, const ToyOptions& options) {
    Random random(options.seed);
    for (int i = 1; i <= options.people; ++i) {
        CorpusPerson person = somebody(std::to_string(i), "", options.data_set);
        person.age_years = 10.0 + 10.0 * i;
        corpus.people.push_back(person);
        corpus.feet.push_back(
            {corpus.people.size() - 1, std::to_string(i) + "-1", toy_signal(options, random)});
    }
}

Corpus toy_corpus(const ToyOptions& options) {
    Corpus corpus = corpus_of_nobody(0);
    add_toys(corpus, options);
    return corpus;
}

bool same(const Tally& a, const Tally& b) {
    return a.phases == b.phases && a.confusion == b.confusion && a.unanswered == b.unanswered &&
           a.cycles == b.cycles && a.cycle_error_sum == b.cycle_error_sum &&
           a.cycle_circular_error_sum == b.cycle_circular_error_sum &&
           a.straight_cycles == b.straight_cycles &&
           a.straight_circular_error_sum == b.straight_circular_error_sum &&
           same(a.initial_contact, b.initial_contact) && same(a.final_contact, b.final_contact);
}

}  // namespace footfall::train
