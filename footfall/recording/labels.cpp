// From reference events to gait cycles, and from cycles to a label for every sample.
#include "footfall/recording/labels.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include "footfall/recording/error.h"
#include "footfall/recording/recording.h"

namespace footfall {
namespace {

double seconds(Nanoseconds time) {
    return static_cast<double>(time) / static_cast<double>(kNanosecondsPerSecond);
}

/// Events of the phase set only; a reference may know more kinds than the set asks for.
std::vector<Event> events_of(const std::vector<Event>& reference, const PhaseSet& phases) {
    std::vector<Event> events;
    for (const Event& event : reference) {
        const auto opens = [&](const PhaseDefinition& phase) { return phase.begins_with == event.kind; };
        if (std::any_of(phases.phases.begin(), phases.phases.end(), opens)) {
            events.push_back(event);
        }
    }
    std::stable_sort(events.begin(), events.end(),
                     [](const Event& a, const Event& b) { return a.time < b.time; });
    return events;
}

double phase_duration_s(const ReferenceCycle& cycle, std::size_t phase) {
    const bool last = phase + 1 == cycle.phase_starts.size();
    return seconds((last ? cycle.time.end : cycle.phase_starts[phase + 1]) - cycle.phase_starts[phase]);
}

bool is_plausible(const ReferenceCycle& cycle, const Plausibility& plausibility) {
    const double stride_s = seconds(cycle.time.length());
    if (stride_s < plausibility.shortest_stride_s || stride_s > plausibility.longest_stride_s) {
        return false;
    }
    for (std::size_t i = 0; i < cycle.phase_starts.size(); ++i) {
        if (phase_duration_s(cycle, i) < plausibility.shortest_phase_share * stride_s) {
            return false;
        }
    }
    return true;
}

/// Leaves out those whose `duration_s` differs from the median by more than `share` of it; one that has none
/// stays.
template <class Duration>
void keep_near_median(std::vector<ReferenceCycle>& cycles, double share, Duration&& duration_s) {
    std::vector<double> durations_s;
    for (const ReferenceCycle& cycle : cycles) {
        if (const std::optional<double> duration = duration_s(cycle)) {
            durations_s.push_back(*duration);
        }
    }
    if (durations_s.size() < 3) {
        return;
    }
    const auto middle = durations_s.begin() + static_cast<std::ptrdiff_t>(durations_s.size() / 2);
    std::nth_element(durations_s.begin(), middle, durations_s.end());
    const double median_s = *middle;
    std::erase_if(cycles, [&](const ReferenceCycle& cycle) {
        const std::optional<double> duration = duration_s(cycle);
        return duration && std::abs(*duration - median_s) > share * median_s;
    });
}

}  // namespace

std::vector<ReferenceCycle> cycles_from(const std::vector<Event>& reference, const PhaseSet& phases,
                                        const Plausibility& plausibility) {
    const std::vector<Event> events = events_of(reference, phases);
    const EventKind restart = phases.phases.front().begins_with;
    const auto is_restart = [&](const Event& event) { return event.kind == restart; };

    std::vector<ReferenceCycle> cycles;
    auto start = std::find_if(events.begin(), events.end(), is_restart);
    while (start != events.end()) {
        const auto end = std::find_if(start + 1, events.end(), is_restart);
        if (end == events.end()) {
            break;
        }
        ReferenceCycle cycle{{start->time, end->time}, {}};
        const auto inner = static_cast<std::size_t>(end - start) - 1;
        bool complete = inner == 0 || inner + 1 == phases.phases.size();
        if (inner > 0 && complete) {
            for (std::size_t i = 0; i <= inner; ++i) {
                const Event& event = *(start + static_cast<std::ptrdiff_t>(i));
                complete = complete && event.kind == phases.phases[i].begins_with;
                cycle.phase_starts.push_back(event.time);
            }
        }
        if (complete && is_plausible(cycle, plausibility)) {
            cycles.push_back(std::move(cycle));
        }
        start = end;
    }
    keep_near_median(cycles, plausibility.stride_off_median,
                     [](const ReferenceCycle& cycle) { return std::optional(seconds(cycle.time.length())); });
    for (std::size_t phase = 0; phase < phases.phases.size(); ++phase) {
        keep_near_median(cycles, plausibility.phase_off_median, [&](const ReferenceCycle& cycle) {
            return cycle.phase_starts.empty() ? std::nullopt : std::optional(phase_duration_s(cycle, phase));
        });
    }
    return cycles;
}

Plausibility plausibility_of(std::string_view label_definition) {
    Plausibility plausibility;
    if (label_definition == label_definition::kToeHeelPressure) {
        plausibility.shortest_stride_s = 0.7;
        plausibility.longest_stride_s = 1.8;
        plausibility.stride_off_median = 0.2;
        plausibility.phase_off_median = 0.25;
    }
    return plausibility;
}

std::vector<SampleLabel> label_samples(const std::vector<ReferenceCycle>& cycles, SampleIndex first,
                                       std::size_t count, Nanoseconds grid_period) {
    std::vector<SampleLabel> labels(count, {std::numeric_limits<float>::quiet_NaN(), SampleLabel::kNoPhase});
    for (const ReferenceCycle& cycle : cycles) {
        // The first grid sample not before a time.
        const auto at_or_after = [&](Nanoseconds time) {
            const SampleIndex index = (time + grid_period - 1) / grid_period - first;
            return std::clamp<SampleIndex>(index, 0, static_cast<SampleIndex>(count));
        };
        const SampleIndex end = at_or_after(cycle.time.end);
        for (SampleIndex i = at_or_after(cycle.time.start); i < end; ++i) {
            const Nanoseconds since_start = (first + i) * grid_period - cycle.time.start;
            SampleLabel& label = labels[static_cast<std::size_t>(i)];
            label.cycle = static_cast<float>(static_cast<double>(since_start) /
                                             static_cast<double>(cycle.time.length()));
            // A quotient just below one may round up to it.
            label.cycle = std::min(label.cycle, std::nextafter(1.0F, 0.0F));
            const auto opened =
                std::count_if(cycle.phase_starts.begin(), cycle.phase_starts.end(),
                              [&](Nanoseconds at) { return at <= since_start + cycle.time.start; });
            label.phase = static_cast<std::int8_t>(opened - 1);
        }
    }
    return labels;
}

const PhaseSet& phase_set_named(std::string_view name) {
    using enum EventKind;
    static const std::vector<PhaseSet> known = {
        {"stance_swing", {{"stance", initial_contact}, {"swing", final_contact}}},
        {"flat_active", {{"flat", foot_flat}, {"active", heel_off}}},
        {"four_phases",
         {{"loading", initial_contact},
          {"mid_stance", foot_flat},
          {"push_off", heel_off},
          {"swing", final_contact}}},
    };
    std::string names;
    for (const PhaseSet& set : known) {
        if (set.name == name) {
            return set;
        }
        names += (names.empty() ? "" : ", ") + set.name;
    }
    throw Error("phase_set", "", "one of " + names, "\"" + std::string(name) + "\"");
}

}  // namespace footfall
