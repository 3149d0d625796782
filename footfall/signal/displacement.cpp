// Which way a foot goes.
#include "footfall/signal/displacement.h"

#include "footfall/core/algebra.h"

namespace footfall {
namespace {

using algebra::inner;
using algebra::scaled;
using algebra::sum;
using algebra::Vector;

constexpr double kRestRadps = 0.5;  // slower than any part of a step but foot-flat
constexpr int kRestSamples = 6;     // so long, and the foot is flat rather than turning back
constexpr double kShortestStride_s = 0.2;
constexpr double kLongestStride_s = 2.5;  // beyond, drift outgrows the stride
constexpr double kLongestStride_m = 3.0;

}  // namespace

void DisplacementEstimator::update(const Imu<SensorFrame>& imu, bool after_gap) noexcept {
    if (after_gap) {
        started_ = false;
        rested_ = 0;
    }
    const Vector acceleration = algebra::vector_of(imu.acceleration_mps2);
    const Vector rate = algebra::vector_of(imu.angular_rate_radps);
    if (inner(rate, rate) < kRestRadps * kRestRadps) {
        rest(acceleration);
    } else {
        rested_ = 0;
    }
    if (started_) {
        move(acceleration, rate);
    }
    if (rested_ >= kRestSamples) {
        start_from_rest();
    }
}

void DisplacementEstimator::rest(const Vector& acceleration) noexcept {
    rest_sum_ = rested_ == 0 ? acceleration : sum(rest_sum_, acceleration);
    ++rested_;
}

void DisplacementEstimator::move(const Vector& acceleration, const Vector& rate) noexcept {
    turned_ = algebra::product(turned_, algebra::rotation(scaled(rate, period_s_)));
    const Vector free = sum(algebra::product(turned_, acceleration), scaled(rest_mean_, -1.0));
    place_ = sum(place_, sum(scaled(velocity_, period_s_), scaled(free, 0.5 * period_s_ * period_s_)));
    velocity_ = sum(velocity_, scaled(free, period_s_));
    moving_s_ += period_s_;
}

void DisplacementEstimator::start_from_rest() noexcept {
    const Vector travelled = sum(place_, scaled(velocity_, -0.5 * moving_s_));
    if (started_ && moving_s_ > kShortestStride_s && moving_s_ < kLongestStride_s &&
        inner(travelled, travelled) < kLongestStride_m * kLongestStride_m) {
        sum_m_ = sum(sum_m_, travelled);
        ++strides_;
    }
    started_ = true;
    rest_mean_ = scaled(rest_sum_, 1.0 / rested_);
    turned_ = algebra::kIdentity;
    velocity_ = {};
    place_ = {};
    moving_s_ = 0.0;
}

}  // namespace footfall
