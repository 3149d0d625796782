// Reads the simulator's truth off as a MeasuredWalk.
#include "synthetic_walk.h"

#include <algorithm>
#include <cmath>

#include "footfall/core/random.h"
#include "simulate/walk.h"

namespace footfall::report {
namespace {

using simulate::StrideTruth;
using simulate::Truth;

Nanoseconds nanoseconds(double time_s) {
    return static_cast<Nanoseconds>(std::llround(time_s * static_cast<double>(kNanosecondsPerSecond)));
}

algebra::Vector place_of(const Truth& truth, Foot foot, double time_s) {
    // Of a sensor on the instep. Each foot has a world of its own: here, the right one's is turned and
    // shifted.
    const simulate::Vector at = truth.foot_at(foot, time_s).point({0.12, 0.0, 0.06}).value;
    constexpr double kTurned = 0.15;
    return foot == Foot::left ? algebra::Vector{at.x, at.y, at.z}
                              : algebra::Vector{std::cos(kTurned) * at.x - std::sin(kTurned) * at.y + 1.0,
                                                std::sin(kTurned) * at.x + std::cos(kTurned) * at.y, at.z};
}

double pitch_of(const Truth& truth, Foot foot, double time_s) {
    const simulate::FootState state = truth.foot_at(foot, time_s);
    const simulate::Vector heel = state.point({0.0, 0.0, 0.0}).value;
    const simulate::Vector toe = state.point({0.2, 0.0, 0.0}).value;
    return std::asin((toe.z - heel.z) / 0.2);
}

/// From its heel-off to its next foot-flat; as a filter would state it, 8 mm off or so.
StrideMotion motion_of(const Truth& truth, const StrideTruth& stride) {
    StrideMotion motion;
    const Foot foot = stride.foot;
    motion.from_m = place_of(truth, foot, stride.heel_off_s - 0.02);
    const double flat_s = stride.end_s + (stride.foot_flat_s - stride.start_s) + 0.02;
    motion.to_m = place_of(truth, foot, flat_s);
    const double stride_s = stride.end_s - stride.start_s;
    motion.length_m = {stride.length_m, 0.008};
    motion.speed_mps = {stride.length_m / stride_s, 0.008 / stride_s};
    motion.rise_m = {0.0, 0.006};
    motion.turn_rad = {stride.turn_rad, 0.01};
    motion.clearance_m = {stride.toe_clearance_m + 0.06, 0.005};
    motion.outward_m = {0.03, 0.006};
    motion.initial_contact_angle_rad = {pitch_of(truth, foot, stride.end_s), 0.02};
    motion.final_contact_angle_rad = {pitch_of(truth, foot, stride.final_contact_s), 0.02};
    return motion;
}

/// Of the strides of `other`, whose truth is exact, in the time of this stride.
double double_support_s(const std::vector<StrideTruth>& strides, const StrideTruth& stride) {
    double sum = 0.0;
    for (const StrideTruth& other : strides) {
        if (other.foot != stride.foot) {
            sum += std::max(0.0, std::min(other.final_contact_s, stride.final_contact_s) -
                                     std::max(other.start_s, stride.start_s));
        }
    }
    return sum;
}

double step_time_s(const std::vector<StrideTruth>& strides, const StrideTruth& stride) {
    double last = kUnknown;
    for (const StrideTruth& other : strides) {
        for (const double contact_s : {other.start_s, other.end_s}) {
            if (other.foot != stride.foot && contact_s < stride.end_s && !(contact_s <= last)) {
                last = contact_s;
            }
        }
    }
    return stride.end_s - last;
}

MeasuredFoot foot_of(const Truth& truth, const SyntheticWalk& how, Foot foot) {
    MeasuredFoot measured;
    measured.foot = foot;
    measured.rate_hz = 100.0;
    measured.data.samples = static_cast<std::int64_t>(how.seconds * 98.0);
    measured.data.lost = static_cast<std::int64_t>(how.seconds * 2.0);
    measured.data.longest_loss = 7;
    measured.data.duration_s = how.seconds;
    measured.data.walks = true;
    for (const StrideTruth& truth_stride : truth.strides) {
        if (truth_stride.foot != foot) {
            continue;
        }
        MeasuredStride stride;
        stride.time = {nanoseconds(truth_stride.start_s), nanoseconds(truth_stride.final_contact_s),
                       nanoseconds(truth_stride.end_s)};
        stride.turning = truth_stride.turning;
        stride.confidence = 0.97;
        if (how.spatial) {
            stride.motion = motion_of(truth, truth_stride);
        }
        if (how.clocks && how.right_foot) {
            stride.step_time_s = step_time_s(truth.strides, truth_stride);
            stride.double_support_s = double_support_s(truth.strides, truth_stride);
        }
        measured.gait.add(stride.time);
        measured.strides.push_back(stride);
    }
    for (double time_s = truth.start_s; how.spatial && time_s < truth.end_s + 0.3; time_s += 0.04) {
        measured.path.push_back(
            {nanoseconds(time_s), place_of(truth, foot, time_s), pitch_of(truth, foot, time_s), false});
    }
    return measured;
}

}  // namespace

MeasuredWalk synthetic_walk(const SyntheticWalk& how) {
    const simulate::Walker walker = simulate::draw_walker(
        how.person, how.person % 2 == 0 ? simulate::AgeGroup::older : simulate::AgeGroup::younger,
        simulate::Mounting::instep, how.seed);
    simulate::WalkOptions options;
    options.course.seconds = how.seconds;
    options.course.leg_m = how.leg_m;
    const simulate::SimulatedRecording made = simulate::simulate_walk(walker, options, how.seed);

    MeasuredWalk walk;
    walk.data_set = "walkers";
    walk.recording = made.recording.id.empty() ? walker.person.id + "-1" : made.recording.id;
    walk.person = walker.person;
    walk.feet.push_back(foot_of(made.truth, how, Foot::left));
    if (how.right_foot) {
        walk.feet.push_back(foot_of(made.truth, how, Foot::right));
    }
    walk.clocks.kind = !how.right_foot ? ClockRelation::Kind::one_foot
                       : how.clocks    ? ClockRelation::Kind::common
                                       : ClockRelation::Kind::unknown;
    if (how.clocks && how.right_foot) {
        walk.clocks.offset_s = {0.0, 0.0, 0.0};
    }
    walk.clocks.how =
        how.clocks ? "one packet counter for both feet" : "nothing relates the two sensors' clocks";
    if (!made.truth.strides.empty()) {
        WalkingBout bout;
        bout.time = {nanoseconds(made.truth.start_s), nanoseconds(made.truth.end_s)};
        double distance_m = 0.0;
        for (const StrideTruth& stride : made.truth.strides) {
            bout.strides[static_cast<std::size_t>(stride.foot)] += 1;
            distance_m += 0.5 * stride.length_m;
        }
        if (how.spatial) {
            bout.distance_m = {distance_m, 0.004 * distance_m};
        }
        walk.bouts.push_back(bout);
    }
    for (const simulate::TurnTruth& turn : made.truth.turns) {
        walk.turns.push_back({{nanoseconds(turn.start_s), nanoseconds(turn.end_s)}, {3.1, 0.03}, 0});
    }
    walk.remarks.push_back(
        {Foot::left, false, "Left foot: the sensor lost 2 % of its samples, at most 7 in a row."});
    return walk;
}

}  // namespace footfall::report
