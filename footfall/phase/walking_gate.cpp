// Tells walking from standing, sitting and shuffling about.
#include "footfall/phase/walking_gate.h"

#include <algorithm>

#include "footfall/core/algebra.h"

namespace footfall {
namespace {

constexpr double kFastRadps = 1.8;
constexpr double kFast_s = 0.015;  // so long at least: one sample may be a knock
constexpr double kStillRadps = 1.2;
constexpr double kMotionlessRadps = 0.2;
constexpr double kMotionlessWeight = 1.3;

constexpr double kUsualStillness_s = 0.35;     // of a walker of whom nothing is known
constexpr double kShortestStillness_s = 0.15;  // a shorter one is no stance
constexpr double kNewest = 0.3;                // share of the latest stance in the mean
constexpr double kOfUsual = 1.4;
constexpr double kBeyondUsual_s = 0.1;
constexpr double kShortest_s = 0.3;
constexpr double kLongest_s = 1.0;
constexpr double kPause_s = 1.0;  // whoever stops for longer may walk differently after it

constexpr double squared(double value) noexcept { return value * value; }

}  // namespace

WalkingGate::WalkingGate(double rate_hz) noexcept : period_s_(1.0 / rate_hz), usual_s_(kUsualStillness_s) {}

bool WalkingGate::update(const Imu<SensorFrame>& imu) noexcept {
    const algebra::Vector rate = algebra::vector_of(imu.angular_rate_radps);
    const double square = algebra::inner(rate, rate);
    fast_s_ = square > squared(kFastRadps) ? fast_s_ + period_s_ : 0.0;
    if (square < squared(kStillRadps)) {
        still_s_ += square < squared(kMotionlessRadps) ? kMotionlessWeight * period_s_ : period_s_;
    } else {
        end_of_stillness();
    }
    if (fast_s_ > kFast_s) {
        walking_ = true;
        walked_ = true;
    } else if (still_s_ > std::clamp(kOfUsual * usual_s_ + kBeyondUsual_s, kShortest_s, kLongest_s)) {
        walking_ = false;
    }
    if (still_s_ > kPause_s) {
        walked_ = false;
        usual_s_ = kUsualStillness_s;
    }
    return walking_;
}

void WalkingGate::end_of_stillness() noexcept {
    if (walked_ && still_s_ > kShortestStillness_s) {
        usual_s_ += kNewest * (still_s_ - usual_s_);
    }
    still_s_ = 0.0;
}

void WalkingGate::interrupt() noexcept {
    fast_s_ = 0.0;
    still_s_ = 0.0;
}

}  // namespace footfall
