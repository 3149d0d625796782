// Asks a network about every sample of a foot, and marks its answers.
#include "train/predict.h"

#include <algorithm>
#include <cmath>

#include "footfall/events/contact.h"
#include "footfall/nn/decode.h"

namespace footfall::train {
namespace {

constexpr std::size_t kBatch = 512;
constexpr Nanoseconds kMatchTolerance = 250'000'000;

PhaseSample answer_of(const Network<float>::Output& output, Eigen::Index column, SampleIndex index) {
    const auto phases = static_cast<std::size_t>(output.phase.rows());
    return decode(output.cycle(0, column), output.cycle(1, column), {output.phase.col(column).data(), phases},
                  index);
}

/// Sets the phase to what would be answered at a position between samples.
void say_as_at(const std::vector<PhaseSample>& answers, double position, PhaseSample& answer) {
    const auto before = static_cast<std::size_t>(position);
    const auto share = static_cast<float>(position - static_cast<double>(before));
    const PhaseSample& a = answers[before];
    const PhaseSample& b = answers[share > 0.0F ? before + 1 : before];
    for (std::size_t k = 0; k < answer.probability.size(); ++k) {
        answer.probability[k] = a.probability[k] + share * (b.probability[k] - a.probability[k]);
    }
    const auto most = std::max_element(answer.probability.begin(), answer.probability.end());
    answer.phase = static_cast<int>(most - answer.probability.begin());
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

std::vector<PhaseSample> predict(Inference& inference, const NetworkSpec& spec, const Corpus& corpus,
                                 std::size_t foot) {
    const auto window = static_cast<std::size_t>(spec.window);
    const auto phases = static_cast<std::size_t>(spec.phases);
    const SampleIndex before = spec.window - 1 - spec.look_ahead;
    std::vector<PhaseSample> answers;
    for (const SignalSegment& segment : corpus.feet[foot].signal.segments) {
        for (std::size_t first = 0; first + window <= segment.length(); ++first) {
            const NetworkOutput output =
                inference.whole(std::span(segment.channels).subspan(first * kChannels, window * kChannels));
            answers.push_back(decode(output.cycle[0], output.cycle[1], std::span(output.phase).first(phases),
                                     segment.first + static_cast<SampleIndex>(first) + before));
        }
    }
    return answers;
}

std::vector<Event> find_events(const std::vector<PhaseSample>& answers, const PhaseSet& phases,
                               Nanoseconds grid_period) {
    const double rate_hz = static_cast<double>(kNanosecondsPerSecond) / static_cast<double>(grid_period);
    ContactDetector detector(ContactDetector::options_for(static_cast<int>(phases.phases.size()), rate_hz));
    std::vector<Event> events;
    for (const PhaseSample& answer : answers) {
        if (const auto onset = detector.update(answer)) {
            const auto time = std::llround(onset->position * static_cast<double>(grid_period));
            events.push_back({phases.phases[static_cast<std::size_t>(onset->phase)].begins_with, time});
        }
    }
    return events;
}

std::vector<PhaseSample> shifted(const std::vector<PhaseSample>& answers, const PhaseSet& phases,
                                 Nanoseconds grid_period, const EventOffsets& offsets) {
    const std::vector<Event> events = find_events(answers, phases, grid_period);
    if (events.empty()) {
        return answers;
    }
    const double period_s = static_cast<double>(grid_period) / static_cast<double>(kNanosecondsPerSecond);
    const auto samples_later = [&](EventKind kind) {
        switch (kind) {
            case EventKind::initial_contact: return offsets.initial_contact_s / period_s;
            case EventKind::final_contact: return offsets.final_contact_s / period_s;
            default: return 0.0;
        }
    };
    std::vector<PhaseSample> moved = answers;
    auto nearest = events.begin();
    std::size_t run_start = 0;
    std::size_t run_end = 0;
    for (std::size_t i = 0; i < answers.size(); ++i) {
        if (i == run_end) {  // the next stretch without a gap
            run_start = i;
            do {
                ++run_end;
            } while (run_end < answers.size() && answers[run_end].index == answers[run_end - 1].index + 1);
        }
        const Nanoseconds time = answers[i].index * grid_period;
        while (nearest + 1 != events.end() &&
               std::abs((nearest + 1)->time - time) < std::abs(nearest->time - time)) {
            ++nearest;
        }
        const double from = std::clamp(static_cast<double>(i) - samples_later(nearest->kind),
                                       static_cast<double>(run_start), static_cast<double>(run_end - 1));
        say_as_at(answers, from, moved[i]);
    }
    return moved;
}

Tally mark(const CorpusFoot& foot, const PhaseSet& phases, const std::vector<PhaseSample>& answers,
           bool has_cycle) {
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
        if (cycle.phase_starts.empty()) {  // annotated by its borders alone
            reference.push_back({phases.phases.front().begins_with, cycle.time.start});
        }
        for (std::size_t k = 0; k < cycle.phase_starts.size(); ++k) {
            reference.push_back({phases.phases[k].begins_with, cycle.phase_starts[k]});
        }
    }
    // The end of a cycle that no other follows is an initial contact too.
    for (const TimeRegion& region : walking_of(foot.signal.cycles)) {
        reference.push_back({phases.phases.front().begins_with, region.end});
    }
    std::sort(reference.begin(), reference.end(),
              [](const Event& a, const Event& b) { return a.time < b.time; });
    // An event just outside the annotated walk may be the match of its first or last event: it is not extra.
    std::vector<TimeRegion> walking = walking_of(foot.signal.cycles);
    for (TimeRegion& region : walking) {
        region = {region.start + kMatchTolerance, region.end - kMatchTolerance};
    }
    const std::vector<Event> found = find_events(answers, phases, foot.signal.grid_period);
    match_events(times_of(reference, EventKind::initial_contact), times_of(found, EventKind::initial_contact),
                 walking, kMatchTolerance, tally.initial_contact);
    match_events(times_of(reference, EventKind::final_contact), times_of(found, EventKind::final_contact),
                 walking, kMatchTolerance, tally.final_contact);
    return tally;
}

}  // namespace footfall::train
