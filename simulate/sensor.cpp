// An inertial sensor on a foot: what it feels, and everything it gets wrong.
#include "simulate/sensor.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace footfall::simulate {
namespace {

constexpr double kWobbleTimeS = 0.03;

Vec3<SensorFrame> in_sensor_frame(Vector v) noexcept {
    return {static_cast<float>(v.x), static_cast<float>(v.y), static_cast<float>(v.z)};
}

}  // namespace

Imu<SensorFrame> felt(const FootState& foot, const SensorSpec& sensor) noexcept {
    const Vector acceleration = foot.shoe_point(sensor.place_m).acceleration;
    const Vector gravity{0.0, 0.0, sensor.gravity == Gravity::included ? kGravityMps2 : 0.0};
    const Vector force = acceleration + gravity;
    return {in_sensor_frame(sensor.mounting(foot.attitude.inverse()(force))),
            in_sensor_frame(sensor.mounting(foot.angular_rate_radps))};
}

Sensor::Sensor(const SensorSpec& spec, double rate_hz, const Random& random) noexcept
    : spec_(spec),
      noise_(random.fork(0)),
      loss_(random.fork(1)),
      strap_(random.fork(2)),
      wobble_memory_(std::exp(-1.0 / (kWobbleTimeS * rate_hz))) {}

std::optional<Imu<SensorFrame>> Sensor::measure(const FootState& foot) noexcept {
    const bool repeat = spec_.doubled && repeats_;
    repeats_ = !repeats_;
    if (!repeat) {
        Imu<SensorFrame> exact = felt(foot, spec_);
        wobble(exact, foot);
        last_.acceleration_mps2 =
            spoilt(exact.acceleration_mps2, spec_.acceleration_bias_mps2, spec_.acceleration_noise_mps2,
                   spec_.acceleration_range_mps2, spec_.acceleration_step_mps2);
        last_.angular_rate_radps =
            spoilt(exact.angular_rate_radps, spec_.angular_rate_bias_radps, spec_.angular_rate_noise_radps,
                   spec_.angular_rate_range_radps, spec_.angular_rate_step_radps);
    }
    if (loses_packet()) {
        return std::nullopt;
    }
    return last_;
}

void Sensor::wobble(Imu<SensorFrame>& imu, const FootState& foot) noexcept {
    if (spec_.wobble_share <= 0.0) {
        return;
    }
    // How much there is to feel besides gravity: acceleration and angular rate each shake by their own size.
    const double acceleration_mps2 = norm(foot.shoe_point(spec_.place_m).acceleration);
    const double rate_radps = norm(foot.angular_rate_radps);
    const double fresh = std::sqrt(1.0 - wobble_memory_ * wobble_memory_);
    for (double& state : wobble_) {
        state = wobble_memory_ * state + fresh * strap_.normal();
    }
    const auto add = [&](Vec3<SensorFrame>& to, double scale, std::size_t first) {
        to = to + in_sensor_frame(Vector{wobble_[first], wobble_[first + 1], wobble_[first + 2]} * scale);
    };
    add(imu.acceleration_mps2, spec_.wobble_share * acceleration_mps2, 0);
    add(imu.angular_rate_radps, spec_.wobble_share * rate_radps, 3);
}

Vec3<SensorFrame> Sensor::spoilt(Vec3<SensorFrame> exact, Vector bias, double noise, double range,
                                 double step) noexcept {
    for (const auto& [axis, offset] :
         {std::pair{&exact.x, bias.x}, std::pair{&exact.y, bias.y}, std::pair{&exact.z, bias.z}}) {
        double value = static_cast<double>(*axis) + offset;
        if (noise > 0.0) {
            value += noise * noise_.normal();
        }
        if (range > 0.0) {
            value = std::clamp(value, -range, range);
        }
        if (step > 0.0) {
            value = step * std::round(value / step);
        }
        *axis = static_cast<float>(value);
    }
    return exact;
}

bool Sensor::loses_packet() noexcept {
    if (std::exchange(first_, false) || spec_.lost_share <= 0.0) {
        return false;
    }
    // Two states, as on a radio link (Gilbert 1960): the chance to stop losing gives the mean run, the chance
    // to start gives the share.
    const double stop = 1.0 / std::max(1.0, spec_.lost_run);
    const double start = std::min(1.0, stop * spec_.lost_share / (1.0 - spec_.lost_share));
    losing_ = losing_ ? loss_.uniform() >= stop : loss_.uniform() < start;
    return losing_;
}

}  // namespace footfall::simulate
