// Step and double-support times worked out by hand.
#include "footfall/recording/step_times.h"

#include <gtest/gtest.h>

#include "tests/recording/gait_sketch.h"

namespace footfall {
namespace {

/// Left lands at 1000, 2000, ...; right at 1450, 2450, ...: steps of 450 and 550 ms.
std::vector<FootFindings> walk() {
    return {foot_landing(Foot::left, {1000, 2000, 3000, 4000}),
            foot_landing(Foot::right, {1450, 2450, 3450})};
}

TEST(StepTimes, AreFromTheOtherFootsLanding) {
    std::vector<FootFindings> feet = walk();
    measure_both_feet(feet, 0, BothFeet::double_support_and_steps);
    for (const MeasuredStride& stride : feet[0].foot.strides) {
        EXPECT_DOUBLE_EQ(stride.step_time_s, 0.55);
        // Stance of 600 ms, of which the other foot swings for 400.
        EXPECT_DOUBLE_EQ(stride.double_support_s, 0.2);
    }
    for (const MeasuredStride& stride : feet[1].foot.strides) {
        EXPECT_DOUBLE_EQ(stride.step_time_s, 0.45);
        EXPECT_DOUBLE_EQ(stride.double_support_s, 0.2);
    }
}

TEST(StepTimes, AllowForTheClocks) {
    std::vector<FootFindings> feet = walk();
    for (TimeRegion& swing : feet[1].swings) {
        swing = {swing.start + 700 * kMs, swing.end + 700 * kMs};
    }
    for (MeasuredStride& stride : feet[1].foot.strides) {
        stride.time = {stride.time.start + 700 * kMs, stride.time.final_contact + 700 * kMs,
                       stride.time.end + 700 * kMs};
    }
    measure_both_feet(feet, -700 * kMs, BothFeet::double_support_and_steps);
    EXPECT_DOUBLE_EQ(feet[0].foot.strides[1].step_time_s, 0.55);
    EXPECT_DOUBLE_EQ(feet[1].foot.strides[1].step_time_s, 0.45);
}

TEST(StepTimes, DoubleSupportDoesNotDependOnTheRestOfTheOffset) {
    std::vector<FootFindings> feet = walk();
    measure_both_feet(feet, 60 * kMs, BothFeet::double_support);
    EXPECT_DOUBLE_EQ(feet[0].foot.strides[0].double_support_s, 0.2);
    EXPECT_DOUBLE_EQ(feet[1].foot.strides[0].double_support_s, 0.2);
    EXPECT_TRUE(std::isnan(feet[0].foot.strides[0].step_time_s));
}

TEST(StepTimes, AreNotKnownWhereTheOtherFootDoesNotStepOnce) {
    std::vector<FootFindings> feet = walk();
    feet[1].swings.erase(feet[1].swings.begin() + 1);
    feet[1].swings.push_back({3600 * kMs, 3700 * kMs});
    measure_both_feet(feet, 0, BothFeet::double_support_and_steps);
    EXPECT_FALSE(std::isnan(feet[0].foot.strides[0].step_time_s));
    EXPECT_TRUE(std::isnan(feet[0].foot.strides[1].step_time_s)) << "no swing";
    EXPECT_TRUE(std::isnan(feet[0].foot.strides[1].double_support_s));
    EXPECT_TRUE(std::isnan(feet[0].foot.strides[2].step_time_s)) << "two swings";
}

TEST(StepTimes, RunningHasNoDoubleSupport) {
    std::vector<FootFindings> feet(2);
    feet[0].foot.strides = {stride_at(0, 300, 700)};
    feet[1].swings = {{-50 * kMs, 350 * kMs}};
    measure_both_feet(feet, 0, BothFeet::double_support_and_steps);
    EXPECT_DOUBLE_EQ(feet[0].foot.strides[0].double_support_s, 0.0);
    EXPECT_DOUBLE_EQ(feet[0].foot.strides[0].step_time_s, 0.35);
}

TEST(StepTimes, NothingWithoutAClockOrAFoot) {
    std::vector<FootFindings> feet = walk();
    measure_both_feet(feet, 0, BothFeet::nothing);
    EXPECT_TRUE(std::isnan(feet[0].foot.strides[0].double_support_s));
    feet.pop_back();
    measure_both_feet(feet, 0, BothFeet::double_support_and_steps);
    EXPECT_TRUE(std::isnan(feet[0].foot.strides[0].double_support_s));
}

}  // namespace
}  // namespace footfall
