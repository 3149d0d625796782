// The way a foot goes, against movements worked out by hand and simulated walks.
#include "footfall/signal/displacement.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

namespace footfall {
namespace {

constexpr double kRateHz = 100.0;

/// A second of rest, one metre along x in a second (acceleration a sine over its period), a second of rest;
/// the sensor turns by nothing but shakes about z so that it counts as moving.
Vec3<SensorFrame> metre(double time_s) {
    const bool moving = time_s >= 1.0 && time_s < 2.0;
    const double phase = 2.0 * std::numbers::pi * (time_s - 1.0);
    // The double integral of A sin(2 pi t) over its period is A / (2 pi).
    const double forward = moving ? 2.0 * std::numbers::pi * std::sin(phase) : 0.0;
    return {static_cast<float>(forward), 0.0F, 9.81F};
}

TEST(DisplacementEstimator, IntegratesAKnownMovement) {
    DisplacementEstimator estimator(kRateHz);
    for (int i = 0; i < 300; ++i) {
        const double time_s = i / kRateHz;
        // Back and forth by as much: the sensor faces the same way at the end.
        const float shake = time_s >= 1.0 && time_s < 2.0 ? (i % 2 == 0 ? 0.6F : -0.6F) : 0.0F;
        estimator.update({metre(time_s), {0.0F, 0.0F, shake}}, i == 0);
    }
    EXPECT_EQ(estimator.strides(), 1);
    EXPECT_NEAR(estimator.sum_m()[0], 1.0, 0.03);
    EXPECT_NEAR(estimator.sum_m()[1], 0.0, 0.03);
    EXPECT_NEAR(estimator.sum_m()[2], 0.0, 0.03);
}

TEST(DisplacementEstimator, AGapEndsTheStride) {
    DisplacementEstimator estimator(kRateHz);
    for (int i = 0; i < 300; ++i) {
        const float shake = i >= 100 && i < 200 ? (i % 2 == 0 ? 0.6F : -0.6F) : 0.0F;
        estimator.update({metre(i / kRateHz), {0.0F, 0.0F, shake}}, i == 0 || i == 150);
    }
    EXPECT_EQ(estimator.strides(), 0);
}

TEST(DisplacementEstimator, StandingGoesNowhere) {
    DisplacementEstimator estimator(kRateHz);
    for (int i = 0; i < 1000; ++i) {
        estimator.update({{0.0F, 0.0F, 9.81F}, {}}, i == 0);
    }
    EXPECT_EQ(estimator.strides(), 0);
    EXPECT_EQ(estimator.sum_m(), (DisplacementEstimator::Vector{}));
}

}  // namespace
}  // namespace footfall
