// Means over strides and shares of samples.
#include "footfall/recording/gait_summary.h"

#include <gtest/gtest.h>

#include <cmath>

namespace footfall {
namespace {

TEST(GaitSummary, IsOfStridesAndSamples) {
    GaitSummary gait;
    const Nanoseconds second = kNanosecondsPerSecond;
    gait.add(Stride{0, 6 * second / 10, second});
    gait.add(Stride{second, second + 7 * second / 10, second + 12 * second / 10});
    AnsweredSample sample;
    gait.add(sample);
    sample.state = SampleState::not_walking;
    gait.add(sample);
    sample.state = SampleState::walking;
    sample.answer.phase = 1;
    sample.answer.probability[1] = 0.75F;
    gait.add(sample);
    gait.add(sample);

    EXPECT_EQ(gait.strides(), 2);
    EXPECT_DOUBLE_EQ(gait.stride_time_s().mean(), 1.1);
    EXPECT_NEAR(gait.stride_time_s().sd(), std::sqrt(0.02), 1e-12);
    EXPECT_DOUBLE_EQ(gait.stance_time_s().mean(), 0.65);
    EXPECT_DOUBLE_EQ(gait.swing_time_s().mean(), 0.45);
    EXPECT_NEAR(gait.cadence_steps_per_min(), 120.0 / 1.1, 1e-9);
    EXPECT_EQ(gait.samples(), 4);
    EXPECT_DOUBLE_EQ(gait.walking_share(), 2.0 / 3.0);
    EXPECT_DOUBLE_EQ(gait.unknown_share(), 0.25);
    EXPECT_DOUBLE_EQ(gait.confidence(), 0.75);
}

TEST(GaitSummary, NothingIsKnownOfNothing) {
    const GaitSummary gait;
    EXPECT_TRUE(std::isnan(gait.walking_share()));
    EXPECT_TRUE(std::isnan(gait.confidence()));
    EXPECT_TRUE(std::isnan(gait.stride_time_s().mean()));
    EXPECT_TRUE(std::isnan(gait.cadence_steps_per_min()));
}

}  // namespace
}  // namespace footfall
