// An error-state Kalman filter of a foot's motion.
#include "footfall/parameters/foot_filter.h"

#include <algorithm>
#include <cmath>

namespace footfall {
namespace {

using algebra::inner;
using algebra::Matrix;
using algebra::outer;
using algebra::scaled;
using algebra::sum;
using algebra::Vector;

constexpr double squared(double value) noexcept { return value * value; }

Vector difference(const Vector& a, const Vector& b) noexcept { return sum(a, scaled(b, -1.0)); }

/// The least turn that brings the direction of `force` (foot frame) up; the foot's x keeps its heading.
Matrix upright(const Vector& force) noexcept {
    const Vector up = algebra::unit(force);
    const Vector forward = algebra::unit(difference({1.0, 0.0, 0.0}, scaled(up, up[0])));
    return {forward, outer(up, forward), up};
}

/// Rounding must not bend the axes over hours.
void straighten(Matrix& m) noexcept {
    m[0] = algebra::unit(m[0]);
    m[1] = algebra::unit(difference(m[1], scaled(m[0], inner(m[0], m[1]))));
    m[2] = outer(m[0], m[1]);
}

}  // namespace

double ZeroVelocity::normalised_square() const noexcept {
    double total = 0.0;
    for (std::size_t i = 0; i < 3; ++i) {
        total += squared(innovation_mps[i]) / variance[i];
    }
    return total;
}

FootFilter::FootFilter(double rate_hz, const Sensor& sensor) noexcept
    : period_s_(1.0 / rate_hz), sensor_(sensor) {}

void FootFilter::start(const Rest& rest, double rate_sd_radps, double force_sd_mps2) noexcept {
    using namespace error_part;
    const Matrix attitude_now = upright(rest.acceleration_mps2);
    const double size_mps2 = std::sqrt(inner(rest.acceleration_mps2, rest.acceleration_mps2));
    const double prior = squared(sensor_.rate_bias_radps);
    const double measured = squared(rate_sd_radps);
    Vector rate_variance;
    for (std::size_t i = 0; i < 3; ++i) {
        // What was known and what this rest says, each by its weight.
        const double known = started_ ? covariance_[rate_bias + i][rate_bias + i] : prior;
        const double weight = known / (known + measured);
        state_.rate_bias_radps[i] += weight * (rest.angular_rate_radps[i] - state_.rate_bias_radps[i]);
        rate_variance[i] = (1.0 - weight) * known;
    }
    state_.attitude = attitude_now;
    state_.velocity_mps = {};
    state_.place_m = {};
    state_.force_bias_mps2 = scaled(attitude_now[2], size_mps2 - kGravityMps2);

    // A level part b of the bias (world) tilts up by b/g: attitude error (-b_y, b_x)/g. Its part along
    // gravity is measured by the rest.
    covariance_ = {};
    const double bias = squared(sensor_.force_bias_mps2);
    const double noise = squared(force_sd_mps2);
    for (std::size_t i = 0; i < 3; ++i) {
        covariance_[rate_bias + i][rate_bias + i] = rate_variance[i];
        for (std::size_t j = 0; j < 3; ++j) {
            const double level = (i == j ? 1.0 : 0.0) - attitude_now[2][i] * attitude_now[2][j];
            covariance_[force_bias + i][force_bias + j] =
                bias * level + noise * attitude_now[2][i] * attitude_now[2][j];
        }
        const double by_x = -bias * attitude_now[1][i] / kGravityMps2;
        const double by_y = bias * attitude_now[0][i] / kGravityMps2;
        covariance_[attitude][force_bias + i] = covariance_[force_bias + i][attitude] = by_x;
        covariance_[attitude + 1][force_bias + i] = covariance_[force_bias + i][attitude + 1] = by_y;
    }
    for (std::size_t i = 0; i < 2; ++i) {
        covariance_[attitude + i][attitude + i] = (bias + noise) / squared(kGravityMps2);
    }
    for (std::size_t i = 0; i < 3; ++i) {
        covariance_[velocity + i][velocity + i] = squared(0.05);
    }
    started_ = true;
}

const ErrorTransition& FootFilter::predict(const FootMoment& before, const FootMoment& now,
                                           const SampleNoise& noise) noexcept {
    using namespace error_part;
    const double t = period_s_;
    transition_ = integrate(before, now, t, state_);
    carry(transition_, covariance_);
    const double rate = squared(noise.angular_rate_radps * t);
    const double acceleration = squared(noise.acceleration_mps2 * t);
    for (std::size_t i = 0; i < 3; ++i) {
        covariance_[attitude + i][attitude + i] += rate;
        covariance_[velocity + i][velocity + i] += acceleration;
        covariance_[velocity + i][place + i] += 0.5 * t * acceleration;
        covariance_[place + i][velocity + i] += 0.5 * t * acceleration;
        covariance_[place + i][place + i] += 0.25 * t * t * acceleration;
        covariance_[rate_bias + i][rate_bias + i] += squared(sensor_.rate_bias_walk) * t;
        covariance_[force_bias + i][force_bias + i] += squared(sensor_.force_bias_walk) * t;
    }
    return transition_;
}

ZeroVelocity FootFilter::correct(double sd_mps) noexcept {
    using namespace error_part;
    ZeroVelocity update;
    ErrorVector found{};
    for (std::size_t axis = 0; axis < 3; ++axis) {
        const ErrorRow row = covariance_[velocity + axis];
        const double variance = row[velocity + axis] + squared(sd_mps);
        const double innovation = -(state_.velocity_mps[axis] + found[velocity + axis]);
        ErrorVector& gain = update.gain[axis];
        for (std::size_t i = 0; i < kErrors; ++i) {
            gain[i] = row[i] / variance;
            found[i] += gain[i] * innovation;
        }
        for (std::size_t i = 0; i < kErrors; ++i) {
            for (std::size_t j = 0; j < kErrors + 1; ++j) {
                covariance_[i][j] -= gain[i] * row[j];
            }
        }
        update.innovation_mps[axis] = innovation;
        update.variance[axis] = variance;
    }
    inject(found);
    return update;
}

void FootFilter::inject(const ErrorVector& errors) noexcept {
    using namespace error_part;
    const auto part = [&](std::size_t first) -> Vector {
        return {errors[first], errors[first + 1], errors[first + 2]};
    };
    state_.attitude = algebra::product(algebra::rotation(part(attitude)), state_.attitude);
    state_.velocity_mps = sum(state_.velocity_mps, part(velocity));
    state_.place_m = sum(state_.place_m, part(place));
    state_.rate_bias_radps = sum(state_.rate_bias_radps, part(rate_bias));
    state_.force_bias_mps2 = sum(state_.force_bias_mps2, part(force_bias));
}

void FootFilter::new_origin() noexcept {
    using namespace error_part;
    state_.place_m = {};
    straighten(state_.attitude);
    for (const std::size_t gone : {attitude + 2, place, place + 1, place + 2}) {
        covariance_[gone] = {};
        for (ErrorRow& row : covariance_) {
            row[gone] = 0.0;
        }
    }
}

}  // namespace footfall
