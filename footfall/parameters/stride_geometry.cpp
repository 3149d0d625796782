// From the smoothed way of a foot between two footholds to the figures of a stride.
#include "footfall/parameters/stride_geometry.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numbers>

namespace footfall {
namespace {

using algebra::inner;
using algebra::Matrix;
using algebra::Vector;

// Of swing: the middle part, in which a foot may stumble (as the simulator's toe clearance counts it).
constexpr double kMiddleFrom = 0.3;
constexpr double kMiddleTo = 0.8;
/// What an event's time is off by: docs/results.md, initial contacts against the annotation.
constexpr double kEventSd_s = 0.01;

/// Of a length: what is left over at the same side in every stride and no innovation shows (docs/results.md,
/// bias of stride length on the simulator).
constexpr double kScale = 0.002;
/// The strap's give: a sensor leans by a degree or so where the foot moves fast (see simulate/sensor.h).
constexpr double kStrap_rad = 0.015;

double variance_along(const std::array<float, 6>& v, const Vector& unit) noexcept {
    const auto at = [&](std::size_t i) { return static_cast<double>(v[i]); };
    return at(0) * unit[0] * unit[0] + at(3) * unit[1] * unit[1] + at(5) * unit[2] * unit[2] +
           2.0 * (at(1) * unit[0] * unit[1] + at(2) * unit[0] * unit[2] + at(4) * unit[1] * unit[2]);
}

double root(double variance) noexcept { return std::sqrt(std::max(variance, 0.0)); }

double wrapped(double angle_rad) noexcept {
    return angle_rad - 2.0 * std::numbers::pi * std::round(angle_rad / (2.0 * std::numbers::pi));
}

/// The nearest point to `i` whose variances are known.
const WayPoint* sure_point(std::span<const WayPoint> points, std::size_t i) noexcept {
    for (std::size_t away = 0; away < points.size(); ++away) {
        for (const std::size_t at : {i - std::min(i, away), std::min(i + away, points.size() - 1)}) {
            if (std::isfinite(points[at].place_variance[0])) {
                return &points[at];
            }
        }
    }
    return nullptr;
}

/// Angle of the sole at `time`, between the points around it, against the foot flat at the first foothold
/// or at the last. It is off by what the gyroscope errs in between: its noise and its bias.
Measured angle_at(const Way& way, Nanoseconds time, Nanoseconds period, const Vector& sole,
                  bool against_last) noexcept {
    const double position = static_cast<double>(time) / static_cast<double>(period) -
                            static_cast<double>(way.points.front().index);
    const std::size_t last = way.points.size() - 1;
    if (!(position >= 0.0 && position <= static_cast<double>(last))) {
        return {};
    }
    const auto before = static_cast<std::size_t>(position);
    const std::size_t after = std::min(before + 1, last);
    const double share = position - static_cast<double>(before);
    const double angle = (1.0 - share) * sole_angle(attitude_of(way.points[before]), sole) +
                         share * sole_angle(attitude_of(way.points[after]), sole);
    double variance = 0.0;
    const std::size_t from = against_last ? after : 0;
    const std::size_t until = against_last ? last : before;
    for (std::size_t i = from; i <= until; ++i) {
        variance += static_cast<double>(way.points[i].turn_variance);
    }
    const double seconds = static_cast<double>(until - from + 1) * static_cast<double>(period) /
                           static_cast<double>(kNanosecondsPerSecond);
    return {angle, std::hypot(kStrap_rad, std::hypot(std::sqrt(variance), way.rate_bias_sd_radps * seconds))};
}

}  // namespace

StrideMotion motion_of(const Way& way, const Stride& stride, Foot foot, Nanoseconds grid_period,
                       const HeelFinder& heel) noexcept {
    StrideMotion motion;
    const WayPoint& last = way.points.back();
    const Vector to = place_of(last);
    const double length = std::hypot(to[0], to[1]);
    const Vector forward =
        length > 1e-6 ? Vector{to[0] / length, to[1] / length, 0.0} : Vector{1.0, 0.0, 0.0};
    const Vector left{-forward[1], forward[0], 0.0};
    const double seconds =
        static_cast<double>(stride.stride_time()) / static_cast<double>(kNanosecondsPerSecond);
    // Where a foot turns, its heel goes another way than the sensor before it.
    const double heading = heading_of(attitude_of(last));
    const double first_heading = heading_of(way.first_attitude);
    const double aside_x = std::cos(heading) - std::cos(first_heading);
    const double aside_y = std::sin(heading) - std::sin(first_heading);
    const double heel_m =
        std::hypot(to[0] - heel.ahead_m().value * aside_x, to[1] - heel.ahead_m().value * aside_y);
    const double along_sd = root(variance_along(last.place_variance, forward));
    const double heel_sd = heel.ahead_m().sd * (forward[0] * aside_x + forward[1] * aside_y);
    motion.length_m = {heel_m, std::hypot(along_sd, std::hypot(heel_sd, kScale * heel_m))};
    // A stride's two ends are off independently.
    motion.speed_mps = {heel_m / seconds,
                        std::hypot(motion.length_m.sd / seconds,
                                   heel_m / (seconds * seconds) * std::numbers::sqrt2 * kEventSd_s)};
    motion.rise_m = {to[2], root(static_cast<double>(last.place_variance[5]))};
    motion.turn_rad = {wrapped(heading - first_heading), way.heading_sd_rad};

    const double outward_sign = foot == Foot::left ? 1.0 : -1.0;
    const auto swing_s = static_cast<double>(stride.swing_time());
    std::size_t lowest = way.points.size();
    std::size_t widest = way.points.size();
    double height = kUnknown;
    double aside = kUnknown;
    for (std::size_t i = 0; i < way.points.size(); ++i) {
        const WayPoint& point = way.points[i];
        const double share = static_cast<double>(point.index * grid_period - stride.final_contact) / swing_s;
        if (!(share >= 0.0 && share <= 1.0)) {
            continue;
        }
        const Vector place = place_of(point);
        const double outward = outward_sign * inner(left, place);
        if (widest == way.points.size() || outward > aside) {
            widest = i;
            aside = outward;
        }
        const double along = length > 1e-6 ? std::clamp(inner(forward, place) / length, 0.0, 1.0) : 0.0;
        const double above = place[2] - along * to[2];
        if (share >= kMiddleFrom && share <= kMiddleTo && (lowest == way.points.size() || above < height)) {
            lowest = i;
            height = above;
        }
    }
    if (lowest < way.points.size()) {
        const WayPoint* sure = sure_point(way.points, lowest);
        motion.clearance_m = {height, root(static_cast<double>(sure->place_variance[5]))};
    }
    if (widest < way.points.size()) {
        const WayPoint* sure = sure_point(way.points, widest);
        motion.outward_m = {aside, root(variance_along(sure->place_variance, left))};
    }
    motion.initial_contact_angle_rad =
        angle_at(way, stride.end, grid_period, sole_of(attitude_of(last)), true);
    motion.final_contact_angle_rad =
        angle_at(way, stride.final_contact, grid_period, sole_of(way.first_attitude), false);
    return motion;
}

}  // namespace footfall
