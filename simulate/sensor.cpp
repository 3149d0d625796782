// An inertial sensor on a foot: what it feels, and everything it gets wrong.
#include "simulate/sensor.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace footfall::simulate {
namespace {

constexpr double kGiveTimeS = 0.03;

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
      period_s_(1.0 / rate_hz),
      give_{StrapGive(2, period_s_), StrapGive(2, period_s_), StrapGive(2, period_s_),
            StrapGive(1, period_s_), StrapGive(1, period_s_), StrapGive(1, period_s_)} {}

StrapGive::StrapGive(int derivative, double period_s) noexcept : memory_(std::exp(-period_s / kGiveTimeS)) {
    // What one fresh number does to the derivative in all time to come: the squares add up to the variance.
    double squares = 0.0;
    std::array<double, 2> before{};
    const int long_enough = static_cast<int>(20.0 * kGiveTimeS / period_s) + 3;
    for (int i = 0; i < long_enough; ++i) {
        advance(i == 0 ? 1.0 : 0.0);
        const double first = (state_.back() - before[0]) / period_s;
        const double second = (state_.back() - 2.0 * before[0] + before[1]) / (period_s * period_s);
        const double felt = derivative == 1 ? first : second;
        squares += felt * felt;
        before = {state_.back(), before[0]};
    }
    state_ = {};
    scale_ = 1.0 / std::sqrt(squares);
}

double StrapGive::update(double fresh, double size) noexcept {
    advance(fresh);
    return scale_ * size * state_.back();
}

void StrapGive::advance(double fresh) noexcept {
    double input = fresh;
    for (double& state : state_) {
        state = memory_ * state + (1.0 - memory_) * input;
        input = state;
    }
}

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
    const double follows = 1.0 - std::exp(-period_s_ / kGiveTimeS);
    shaking_[0] += follows * (acceleration_mps2 - shaking_[0]);
    shaking_[1] += follows * (rate_radps - shaking_[1]);
    std::array<double, kChannels> give{};
    for (std::size_t i = 0; i < give.size(); ++i) {
        give[i] = give_[i].update(strap_.normal(), spec_.wobble_share * shaking_[i / 3]);
    }
    // The sensor's way in the world: second differences of it are what an accelerometer feels, so that
    // integrating them gives the way back, however the foot turns meanwhile.
    const Rotation to_world = foot.attitude * spec_.mounting.inverse();
    const Vector shifted = to_world(Vector{give[0], give[1], give[2]});
    const Vector acceleration = (shifted - shifted_[0] * 2.0 + shifted_[1]) * (1.0 / (period_s_ * period_s_));
    shifted_ = {shifted, shifted_[0]};
    // A sensor turned by a small angle s sees v as v - s x v, and turns at s' besides.
    const Vector turned{give[3], give[4], give[5]};
    const Vector turning = (turned - turned_) * (1.0 / period_s_);
    turned_ = turned;
    const auto seen = [&](Vec3<SensorFrame> v) {
        const Vector exact{static_cast<double>(v.x), static_cast<double>(v.y), static_cast<double>(v.z)};
        return exact - cross(turned, exact);
    };
    imu.acceleration_mps2 = in_sensor_frame(seen(imu.acceleration_mps2) + to_world.inverse()(acceleration));
    imu.angular_rate_radps = in_sensor_frame(seen(imu.angular_rate_radps) + turning);
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
