// One walk as a recording with its exact truth.
#include "simulate/walk.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

namespace footfall::simulate {
namespace {

constexpr std::array<Foot, 2> kFeet{Foot::left, Foot::right};

Nanoseconds nanoseconds(double seconds) noexcept {
    return std::llround(seconds * static_cast<double>(kNanosecondsPerSecond));
}

std::vector<StrideTruth> strides_of(const std::vector<PlannedStep>& steps) {
    std::vector<StrideTruth> strides;
    std::array<const FootStep*, 2> before{};
    for (const PlannedStep& step : steps) {
        const FootStep& motion = step.motion;
        const FootStep*& last = before[static_cast<std::size_t>(motion.foot())];
        if (last != nullptr) {
            StrideTruth stride;
            stride.foot = motion.foot();
            stride.start_s = last->times().initial_contact_s;
            stride.foot_flat_s = last->times().foot_flat_s;
            stride.heel_off_s = motion.times().heel_off_s;
            stride.final_contact_s = motion.times().final_contact_s;
            stride.end_s = motion.times().initial_contact_s;
            stride.length_m = norm(motion.to().heel_m - motion.from().heel_m);
            stride.turn_rad = motion.to().yaw_rad - motion.from().yaw_rad;
            stride.toe_clearance_m = motion.toe_clearance_m();
            stride.turning = step.turning;
            strides.push_back(stride);
        }
        last = &motion;
    }
    return strides;
}

std::vector<TurnTruth> turns_of(const std::vector<PlannedStep>& steps) {
    std::vector<TurnTruth> turns;
    int turn = 0;
    for (const PlannedStep& step : steps) {
        if (!step.turning) {
            continue;
        }
        const StepTimes& times = step.motion.times();
        if (step.turn != turn) {
            turn = step.turn;
            turns.push_back({times.final_contact_s, times.initial_contact_s});
        }
        turns.back().end_s = times.initial_contact_s;
    }
    return turns;
}

std::vector<Event> reference_of(Foot foot, const std::vector<PlannedStep>& steps, double clock_offset_s) {
    std::vector<Event> events;
    for (const PlannedStep& step : steps) {
        if (step.motion.foot() == foot) {
            const StepTimes& times = step.motion.times();
            for (const auto& [kind, time_s] : {std::pair{EventKind::heel_off, times.heel_off_s},
                                               std::pair{EventKind::final_contact, times.final_contact_s},
                                               std::pair{EventKind::initial_contact, times.initial_contact_s},
                                               std::pair{EventKind::foot_flat, times.foot_flat_s}}) {
                events.push_back({kind, nanoseconds(time_s - clock_offset_s)});
            }
        }
    }
    return events;
}

}  // namespace

FootState Truth::foot_at(Foot foot, double time_s) const noexcept {
    Foothold at = start[static_cast<std::size_t>(foot)];
    for (const PlannedStep& step : steps) {
        if (step.motion.foot() != foot) {
            continue;
        }
        if (time_s < step.motion.times().foot_flat_s) {
            return step.motion.at(time_s);
        }
        at = step.motion.to();
    }
    return standing(at);
}

SimulatedRecording simulate_walk(const Walker& walker, const WalkOptions& options, std::uint64_t seed) {
    SimulatedRecording simulated;
    Truth& truth = simulated.truth;
    WalkStream stream(walker, options, seed, [&](const PlannedStep& step) { truth.steps.push_back(step); });
    truth.start = stream.start();

    Recording& recording = simulated.recording;
    recording.data_set = "simulated";
    recording.id = walker.person.id;
    recording.person = walker.person;
    recording.label_definition = label_definition::kSimulated;
    recording.one_clock = true;
    for (const Foot foot : kFeet) {
        FootTrack& track = recording.feet.emplace_back();
        track.foot = foot;
        track.rate_hz = options.rate_hz;
        track.gravity = walker.sensor[static_cast<std::size_t>(foot)].gravity;
        track.samples.reserve(static_cast<std::size_t>(options.course.seconds * options.rate_hz) + 1);
    }
    while (const std::optional<WalkSample> sample = stream.next()) {
        for (std::size_t foot = 0; foot < recording.feet.size(); ++foot) {
            if (const std::optional<FootReading>& reading = sample->reading[foot]) {
                FootTrack& track = recording.feet[foot];
                track.samples.push_back({sample->time, reading->imu});
                if (options.pressure) {
                    track.toe_pressure.push_back(reading->toe_pressure);
                    track.heel_pressure.push_back(reading->heel_pressure);
                }
            }
        }
    }

    truth.strides = strides_of(truth.steps);
    truth.turns = turns_of(truth.steps);
    for (FootTrack& track : recording.feet) {
        const double offset_s = walker.sensor[static_cast<std::size_t>(track.foot)].clock_offset_s;
        track.reference = reference_of(track.foot, truth.steps, offset_s);
    }
    if (!truth.steps.empty()) {
        truth.start_s = truth.steps.front().motion.times().final_contact_s;
        truth.end_s = truth.steps.back().motion.times().initial_contact_s;
        recording.walk = TimeRegion{nanoseconds(truth.start_s), nanoseconds(truth.end_s)};
    }
    for (const TurnTruth& turn : truth.turns) {
        recording.turns.push_back({nanoseconds(turn.start_s), nanoseconds(turn.end_s)});
    }
    return simulated;
}

Recording simulate_recording(const Walker& walker, const WalkOptions& options, std::uint64_t seed) {
    return simulate_walk(walker, options, seed).recording;
}

}  // namespace footfall::simulate
