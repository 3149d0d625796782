// Turns within walking bouts.
#include "footfall/recording/turns.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace footfall {
namespace {

constexpr double kDegree = std::numbers::pi / 180.0;
constexpr double kTurningStride_rad = 15.0 * kDegree;
constexpr double kTurn_rad = 45.0 * kDegree;

/// What one foot does of a turn.
struct Run {
    std::size_t bout = 0;
    TimeRegion time;
    double angle_rad = 0.0;
};

void find_runs(const MeasuredFoot& foot, Nanoseconds offset, std::vector<Run>& runs) {
    Run run;
    bool in_run = false;
    const auto end_run = [&] {
        if (in_run && std::abs(run.angle_rad) >= kTurn_rad) {
            runs.push_back(run);
        }
        in_run = false;
    };
    for (const MeasuredStride& stride : foot.strides) {
        const double angle = stride.motion.turn_rad.value;
        if (in_run && (stride.bout != run.bout || angle * run.angle_rad < 0.0)) {
            end_run();
        }
        if (!(std::abs(angle) >= kTurningStride_rad)) {  // not known neither
            end_run();
            continue;
        }
        if (!in_run) {
            run = {stride.bout, {stride.time.final_contact + offset, 0}, 0.0};
            in_run = true;
        }
        run.time.end = stride.time.end + offset;
        run.angle_rad += angle;
    }
    end_run();
}

std::vector<Turn> joined(std::vector<Run> runs) {
    std::sort(runs.begin(), runs.end(),
              [](const Run& a, const Run& b) { return a.time.start < b.time.start; });
    std::vector<Turn> turns;
    for (const Run& run : runs) {
        if (!turns.empty() && run.bout == turns.back().bout && run.time.start < turns.back().time.end &&
            run.angle_rad * turns.back().angle_rad.value > 0.0) {
            turns.back().time.end = std::max(turns.back().time.end, run.time.end);
        } else {
            turns.push_back({run.time, {run.angle_rad, kUnknown}, run.bout});
        }
    }
    return turns;
}

/// Marks the foot's strides that swing within the turn, and sums their changes of heading.
Measured mark(MeasuredFoot& foot, Nanoseconds offset, const Turn& turn) {
    Measured sum;
    double variance = 0.0;
    auto stride =
        std::partition_point(foot.strides.begin(), foot.strides.end(),
                             [&](const MeasuredStride& s) { return s.time.end + offset <= turn.time.start; });
    for (; stride != foot.strides.end() && stride->time.final_contact + offset < turn.time.end; ++stride) {
        const Nanoseconds mid_swing = stride->time.final_contact + stride->time.swing_time() / 2 + offset;
        if (stride->bout != turn.bout || !turn.time.contains(mid_swing)) {
            continue;
        }
        stride->turning = true;
        const Measured& angle = stride->motion.turn_rad;
        if (angle.known()) {
            sum.value = (sum.known() ? sum.value : 0.0) + angle.value;
            variance += angle.sd * angle.sd;
        }
    }
    sum.sd = std::sqrt(variance);
    return sum;
}

}  // namespace

std::vector<Turn> find_turns(std::vector<MeasuredFoot>& feet, Nanoseconds right_offset) {
    std::vector<Run> runs;
    for (std::size_t i = 0; i < feet.size(); ++i) {
        find_runs(feet[i], i == 0 ? 0 : right_offset, runs);
    }
    std::vector<Turn> turns = joined(std::move(runs));
    for (Turn& turn : turns) {
        Measured angle;
        for (std::size_t i = 0; i < feet.size(); ++i) {
            const Measured of_foot = mark(feet[i], i == 0 ? 0 : right_offset, turn);
            if (!angle.known()) {
                angle = of_foot;
            } else if (of_foot.known()) {
                const double half_difference = 0.5 * std::abs(angle.value - of_foot.value);
                angle = {0.5 * (angle.value + of_foot.value),
                         std::max(0.5 * std::hypot(angle.sd, of_foot.sd), half_difference)};
            }
        }
        turn.angle_rad = angle;
    }
    return turns;
}

}  // namespace footfall
