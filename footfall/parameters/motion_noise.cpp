// How much a foot's sensor errs from sample to sample.
#include "footfall/parameters/motion_noise.h"

#include <algorithm>
#include <cmath>

namespace footfall {
namespace {

constexpr double kGain = 0.15;          // of one surprise
constexpr double kMostSurprise = 10.0;  // that one innovation may count for
constexpr double kOwnShare = 0.7;       // of an innovation's variance, for it to tell about the filter
constexpr double kMost = 300.0;
constexpr double kLeast = 0.001;

constexpr double squared(double value) noexcept { return value * value; }

}  // namespace

SampleNoise MotionNoise::of(const JudgedSample& now, const algebra::Matrix& attitude) noexcept {
    const algebra::Vector& rate = now.moment.angular_rate_radps;
    algebra::Vector motion = algebra::product(attitude, now.moment.acceleration_mps2);
    motion[2] -= kGravityMps2;
    doubtful_ = doubtful_ || now.sample.bridged || now.sample.clipped;
    const double share = variance_ * squared(kShare) + (now.sample.bridged ? squared(kBridgedShare) : 0.0) +
                         (now.sample.clipped ? squared(kClippedShare) : 0.0);
    return {std::sqrt(squared(kRate_radps) + share * algebra::inner(rate, rate)),
            std::sqrt(squared(kForce_mps2) + share * algebra::inner(motion, motion))};
}

void MotionNoise::learn(const ZeroVelocity& correction, double speed_sd_mps) noexcept {
    if (doubtful_) {
        return;
    }
    // How far the filter was off against how far it thought it was, where most of that is its own.
    double surprise = 0.0;
    for (std::size_t axis = 0; axis < 3; ++axis) {
        const double variance = correction.variance[axis];
        const double own = 1.0 - squared(speed_sd_mps) / variance;
        const double ratio = squared(correction.innovation_mps[axis]) / variance;
        surprise += own > kOwnShare ? (std::min(ratio, kMostSurprise) - 1.0) / 3.0 : 0.0;
    }
    variance_ = std::clamp(variance_ * (1.0 + kGain * surprise), kLeast, kMost);
}

}  // namespace footfall
