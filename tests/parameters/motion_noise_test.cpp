// The noise by hand, and that it learns what its innovations say.
#include "footfall/parameters/motion_noise.h"

#include <gtest/gtest.h>

#include <cmath>

#include "footfall/core/random.h"

namespace footfall {
namespace {

JudgedSample moving() {
    JudgedSample now;
    now.moment = {{3.0, 4.0, kGravityMps2}, {0.0, 2.0, 0.0}};
    return now;
}

/// A correction that is off by `ratio` standard deviations on each axis.
ZeroVelocity off_by(double ratio) {
    ZeroVelocity correction;
    correction.variance = {0.04, 0.04, 0.04};
    correction.innovation_mps = {0.2 * ratio, 0.2 * ratio, 0.2 * ratio};
    return correction;
}

TEST(MotionNoise, ByHand) {
    MotionNoise noise;
    const SampleNoise found = noise.of(moving(), algebra::kIdentity);
    EXPECT_NEAR(found.angular_rate_radps, std::hypot(0.012, 0.016 * 2.0), 1e-12);
    EXPECT_NEAR(found.acceleration_mps2, std::hypot(0.08, 0.016 * 5.0), 1e-12);
    JudgedSample bridged = moving();
    bridged.sample.bridged = true;
    EXPECT_NEAR(noise.of(bridged, algebra::kIdentity).acceleration_mps2,
                std::sqrt(0.08 * 0.08 + 25.0 * (0.016 * 0.016 + 0.25)), 1e-12);
    JudgedSample clipped = moving();
    clipped.sample.clipped = true;
    EXPECT_NEAR(noise.of(clipped, algebra::kIdentity).angular_rate_radps,
                std::sqrt(0.012 * 0.012 + 4.0 * (0.016 * 0.016 + 0.49)), 1e-12);
}

TEST(MotionNoise, LearnsFromWhatIsItsOwnAlone) {
    MotionNoise noise;
    noise.learn(off_by(2.0), 0.01);  // 1 + 0.15 (4 - 1)
    EXPECT_NEAR(noise.of(moving(), algebra::kIdentity).angular_rate_radps,
                std::sqrt(0.012 * 0.012 + 1.45 * std::pow(0.016 * 2.0, 2.0)), 1e-12);
    MotionNoise other;
    other.learn(off_by(2.0), 0.19);  // most of it is the foot's
    EXPECT_NEAR(other.of(moving(), algebra::kIdentity).angular_rate_radps, std::hypot(0.012, 0.032), 1e-12);
    JudgedSample bridged = moving();
    bridged.sample.bridged = true;
    (void)other.of(bridged, algebra::kIdentity);
    other.learn(off_by(2.0), 0.01);
    EXPECT_NEAR(other.of(moving(), algebra::kIdentity).angular_rate_radps, std::hypot(0.012, 0.032), 1e-12)
        << "a loss tells nothing of the sensor";
    other.landed();
    other.learn(off_by(2.0), 0.01);
    EXPECT_GT(other.of(moving(), algebra::kIdentity).angular_rate_radps, std::hypot(0.012, 0.032));
}

TEST(MotionNoise, SettlesWhereInnovationsAreOfTheStatedSize) {
    // A sensor whose errors are four times as large as assumed.
    MotionNoise noise;
    Random random(2);
    double mean = 0.0;
    for (int i = 0; i < 3000; ++i) {
        const double stated =
            std::pow(noise.of(moving(), algebra::kIdentity).angular_rate_radps, 2.0) - 0.012 * 0.012;
        const double assumed = stated / std::pow(0.032, 2.0);
        mean += i >= 1000 ? assumed / 2000.0 : 0.0;
        ZeroVelocity correction;
        for (std::size_t axis = 0; axis < 3; ++axis) {
            correction.variance[axis] = assumed;
            correction.innovation_mps[axis] = 4.0 * random.normal();
        }
        noise.learn(correction, 1e-3);
    }
    EXPECT_NEAR(mean, 16.0, 3.0);
}

}  // namespace
}  // namespace footfall
