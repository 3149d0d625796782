// Asks a network about every sample of a foot, and marks its answers.
#include "train/predict.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "footfall/events/contact.h"

namespace footfall::train {
namespace {

constexpr std::size_t kBatch = 512;
constexpr Nanoseconds kMatchTolerance = 250'000'000;

PhaseSample answer_of(const Network<float>::Output& output, Eigen::Index column, SampleIndex index) {
    PhaseSample answer;
    answer.index = index;
    const float angle = std::atan2(output.cycle(1, column), output.cycle(0, column));
    const float turns = angle / (2.0F * std::numbers::pi_v<float>);
    answer.cycle = turns < 0.0F ? turns + 1.0F : turns;
    if (answer.cycle >= 1.0F) {
        answer.cycle = 0.0F;
    }
    const auto logits = output.phase.col(column);
    const float largest = logits.maxCoeff(&answer.phase);
    const float sum = (logits.array() - largest).exp().sum();
    for (Eigen::Index k = 0; k < logits.size(); ++k) {
        answer.probability[static_cast<std::size_t>(k)] = std::exp(logits(k) - largest) / sum;
    }
    return answer;
}

std::size_t place_of(const PhaseSet& phases, EventKind kind) {
    const auto found = std::find_if(phases.phases.begin(), phases.phases.end(),
                                    [&](const PhaseDefinition& phase) { return phase.begins_with == kind; });
    return static_cast<std::size_t>(found - phases.phases.begin());
}

std::vector<Nanoseconds> times_of(const std::vector<Event>& events, EventKind kind) {
    std::vector<Nanoseconds> times;
    for (const Event& event : events) {
        if (event.kind == kind) {
            times.push_back(event.time);
        }
    }
    return times;
}

/// Contiguous annotated walking: cycles that follow each other, together.
std::vector<TimeRegion> walking_of(const std::vector<ReferenceCycle>& cycles) {
    std::vector<TimeRegion> walking;
    for (const ReferenceCycle& cycle : cycles) {
        if (!walking.empty() && walking.back().end == cycle.time.start) {
            walking.back().end = cycle.time.end;
        } else {
            walking.push_back(cycle.time);
        }
    }
    return walking;
}

}  // namespace

std::vector<PhaseSample> predict(Network<float>& network, const BatchMaker& batches, const Corpus& corpus,
                                 std::size_t foot) {
    const NetworkSpec& spec = network.spec();
    const auto before = static_cast<std::size_t>(spec.window - 1 - spec.look_ahead);
    const auto after = static_cast<std::size_t>(spec.look_ahead);
    std::vector<PhaseSample> answers;
    std::vector<WindowPlace> places;
    Batch batch;
    Random unused(0);
    const auto& segments = corpus.feet[foot].signal.segments;
    for (std::size_t s = 0; s < segments.size(); ++s) {
        for (std::size_t target = before; target + after < segments[s].length();) {
            places.clear();
            for (; places.size() < kBatch && target + after < segments[s].length(); ++target) {
                places.push_back({static_cast<std::uint32_t>(foot), static_cast<std::uint32_t>(s),
                                  static_cast<std::uint32_t>(target)});
            }
            batches.make(places, nullptr, unused, places.size(), batch);
            const auto& output = network.forward(batch.input);
            for (std::size_t i = 0; i < places.size(); ++i) {
                answers.push_back(
                    answer_of(output, static_cast<Eigen::Index>(i), segments[s].first + places[i].target));
            }
        }
    }
    return answers;
}

std::vector<Event> find_events(const std::vector<PhaseSample>& answers, const PhaseSet& phases,
                               Nanoseconds grid_period) {
    ContactDetector::Options options;
    options.phases = static_cast<int>(phases.phases.size());
    ContactDetector detector(options);
    std::vector<Event> events;
    for (const PhaseSample& answer : answers) {
        if (const auto onset = detector.update(answer)) {
            const auto time = std::llround(onset->position * static_cast<double>(grid_period));
            events.push_back({phases.phases[static_cast<std::size_t>(onset->phase)].begins_with, time});
        }
    }
    return events;
}

std::vector<PhaseSample> shifted(std::vector<PhaseSample> answers, const PhaseSet& phases, Nanoseconds grid_period,
                                 const EventOffsets& offsets) {
    const double period_s = static_cast<double>(grid_period) / static_cast<double>(kNanosecondsPerSecond);
    const std::vector<PhaseSample> original = answers;
    const auto move = [&](EventKind kind, double offset_s) {
        const std::size_t phase = place_of(phases, kind);
        const auto by = static_cast<std::ptrdiff_t>(std::lround(offset_s / period_s));
        if (phase == phases.phases.size() || by == 0) {
            return;
        }
        const auto count = static_cast<std::ptrdiff_t>(original.size());
        for (std::ptrdiff_t i = 1; i < count; ++i) {
            const auto at = [&](std::ptrdiff_t k) -> const PhaseSample& { return original[static_cast<std::size_t>(k)]; };
            const bool begins = at(i).index == at(i - 1).index + 1 && at(i).phase == static_cast<int>(phase) &&
                                at(i - 1).phase != at(i).phase;
            if (!begins) {
                continue;
            }
            // Later: the phase before goes on; earlier: the phase has begun already.
            const int phase_there = by > 0 ? at(i - 1).phase : at(i).phase;
            for (std::ptrdiff_t k = std::max<std::ptrdiff_t>(0, by > 0 ? i : i + by); k < std::min(count, by > 0 ? i + by : i); ++k) {
                answers[static_cast<std::size_t>(k)].phase = phase_there;
            }
        }
    };
    move(EventKind::initial_contact, offsets.initial_contact_s);
    move(EventKind::final_contact, offsets.final_contact_s);
    return answers;
}

Tally mark(const CorpusFoot& foot, const PhaseSet& phases, const std::vector<PhaseSample>& answers, bool has_cycle) {
    Tally tally(static_cast<int>(phases.phases.size()));
    std::size_t next = 0;
    for (const SignalSegment& segment : foot.signal.segments) {
        for (std::size_t i = 0; i < segment.length(); ++i) {
            const SampleIndex index = segment.first + static_cast<SampleIndex>(i);
            while (next < answers.size() && answers[next].index < index) {
                ++next;
            }
            const SampleLabel& label = segment.labels[i];
            const bool answered = next < answers.size() && answers[next].index == index;
            if (!answered) {
                tally.unanswered += std::isnan(label.cycle) ? 0 : 1;
                continue;
            }
            if (label.phase != SampleLabel::kNoPhase) {
                tally.add_phase(label.phase, answers[next].phase);
            }
            if (has_cycle && !std::isnan(label.cycle)) {
                tally.add_cycle(static_cast<double>(label.cycle), static_cast<double>(answers[next].cycle),
                                segment.turning[i] != 0);
            }
        }
    }

    std::vector<Event> reference;
    for (const ReferenceCycle& cycle : foot.signal.cycles) {
        for (std::size_t k = 0; k < cycle.phase_starts.size(); ++k) {
            reference.push_back({phases.phases[k].begins_with, cycle.phase_starts[k]});
        }
    }
    // The end of a cycle that no other follows is an initial contact too.
    for (const TimeRegion& region : walking_of(foot.signal.cycles)) {
        reference.push_back({phases.phases.front().begins_with, region.end});
    }
    std::sort(reference.begin(), reference.end(), [](const Event& a, const Event& b) { return a.time < b.time; });
    // An event just outside the annotated walk may be the match of its first or last event: it is not extra.
    std::vector<TimeRegion> walking = walking_of(foot.signal.cycles);
    for (TimeRegion& region : walking) {
        region = {region.start + kMatchTolerance, region.end - kMatchTolerance};
    }
    const std::vector<Event> found = find_events(answers, phases, foot.signal.grid_period);
    match_events(times_of(reference, EventKind::initial_contact), times_of(found, EventKind::initial_contact), walking,
                 kMatchTolerance, tally.initial_contact);
    match_events(times_of(reference, EventKind::final_contact), times_of(found, EventKind::final_contact), walking,
                 kMatchTolerance, tally.final_contact);
    return tally;
}

}  // namespace footfall::train
