// Tells walking from standing, sitting and shuffling about.
#include "footfall/phase/walking_gate.h"

#include "footfall/signal/algebra.h"

namespace footfall {
namespace {

constexpr double kFastRadps = 2.5;
constexpr double kFast_s = 0.015;
constexpr double kStillRadps = 0.8;
constexpr double kStill_s = 0.695;

}  // namespace

WalkingGate::WalkingGate(double rate_hz) noexcept : period_s_(1.0 / rate_hz) {}

bool WalkingGate::update(const Imu<SensorFrame>& imu) noexcept {
    const algebra::Vector rate = algebra::vector_of(imu.angular_rate_radps);
    const double square = algebra::inner(rate, rate);
    fast_s_ = square > kFastRadps * kFastRadps ? fast_s_ + period_s_ : 0.0;
    still_s_ = square < kStillRadps * kStillRadps ? still_s_ + period_s_ : 0.0;
    if (fast_s_ > kFast_s) {
        walking_ = true;
    } else if (still_s_ > kStill_s) {
        walking_ = false;
    }
    return walking_;
}

void WalkingGate::reset() noexcept {
    fast_s_ = 0.0;
    still_s_ = 0.0;
    walking_ = false;
}

}  // namespace footfall
