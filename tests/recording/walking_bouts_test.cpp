// Which strides make a bout, and how far it went.
#include "footfall/recording/walking_bouts.h"

#include <gtest/gtest.h>

#include "tests/recording/gait_sketch.h"

namespace footfall {
namespace {

MeasuredFoot foot_of(Foot foot, std::vector<MeasuredStride> strides, double length_m = kUnknown) {
    MeasuredFoot made;
    made.foot = foot;
    made.strides = std::move(strides);
    for (MeasuredStride& stride : made.strides) {
        stride.motion.length_m = {length_m, 0.03};
    }
    return made;
}

TEST(WalkingBouts, BothFeetsStretchesThatOverlapAreOne) {
    // The left foot's contact at 3000 was missed; after 5000 both stop, and walk again from 9000 on.
    std::vector<MeasuredFoot> feet = {
        foot_of(Foot::left, {stride_at(0, 600, 1000), stride_at(1000, 1600, 2000),
                             stride_at(4000, 4600, 5000, 1), stride_at(9000, 9600, 10000, 2)}),
        foot_of(Foot::right,
                {stride_at(500, 1100, 1500), stride_at(1500, 2100, 2500), stride_at(2500, 3100, 3500),
                 stride_at(3500, 4100, 4500), stride_at(9500, 10100, 10500, 1)})};
    const std::vector<WalkingBout> bouts = join_bouts(feet, 0);
    ASSERT_EQ(bouts.size(), 2U);
    EXPECT_EQ(bouts[0].time, (TimeRegion{0, 5000 * kMs}));
    EXPECT_EQ(bouts[0].strides, (std::array<int, 2>{3, 4}));
    EXPECT_EQ(bouts[1].time, (TimeRegion{9000 * kMs, 10500 * kMs}));
    EXPECT_EQ(bouts[1].strides, (std::array<int, 2>{1, 1}));
    EXPECT_EQ(feet[0].strides[2].bout, 0U);
    EXPECT_EQ(feet[0].strides[3].bout, 1U);
    EXPECT_EQ(feet[1].strides[4].bout, 1U);
    EXPECT_FALSE(bouts[0].distance_m.known());
}

TEST(WalkingBouts, AreOnTheFirstFootsClock) {
    std::vector<MeasuredFoot> feet = {foot_of(Foot::left, {stride_at(0, 600, 1000)}),
                                      foot_of(Foot::right, {stride_at(2500, 3100, 3500)})};
    EXPECT_EQ(join_bouts(feet, 0).size(), 2U);
    feet[1].strides[0].bout = 0;
    const std::vector<WalkingBout> bouts = join_bouts(feet, -2000 * kMs);
    ASSERT_EQ(bouts.size(), 1U);
    EXPECT_EQ(bouts[0].time, (TimeRegion{0, 1500 * kMs}));
}

TEST(WalkingBouts, TheWayIsTheMeanOfTheFeets) {
    std::vector<MeasuredFoot> feet = {
        foot_of(Foot::left, {stride_at(0, 600, 1000), stride_at(1000, 1600, 2000)}, 1.2),
        foot_of(Foot::right, {stride_at(500, 1100, 1500), stride_at(1500, 2100, 2500)}, 1.3)};
    const std::vector<WalkingBout> bouts = join_bouts(feet, 0);
    ASSERT_EQ(bouts.size(), 1U);
    EXPECT_NEAR(bouts[0].distance_m.value, 2.5, 1e-12);
    // Each foot's 0.03 * sqrt(2); of the mean of both, 1/sqrt(2) of that.
    EXPECT_NEAR(bouts[0].distance_m.sd, 0.03, 1e-12);
}

TEST(WalkingBouts, AFewUnknownLengthsAreFilledIn) {
    std::vector<MeasuredStride> strides;
    for (int i = 0; i < 10; ++i) {
        strides.push_back(stride_at(1000 * i, 1000 * i + 600, 1000 * (i + 1)));
    }
    std::vector<MeasuredFoot> feet = {foot_of(Foot::left, strides, 1.2)};
    feet[0].strides[3].motion = {};
    feet[0].strides[7].motion = {};
    EXPECT_NEAR(join_bouts(feet, 0)[0].distance_m.value, 12.0, 1e-12);
    for (MeasuredStride& stride : feet[0].strides) {
        stride.bout = 0;
    }
    feet[0].strides[8].motion = {};
    EXPECT_FALSE(join_bouts(feet, 0)[0].distance_m.known()) << "three of ten are too many";
}

TEST(WalkingBouts, ThePathStaysWithItsBout) {
    std::vector<MeasuredFoot> feet = {
        foot_of(Foot::left, {stride_at(3000, 3600, 4000), stride_at(9000, 9600, 10000, 1)}),
        foot_of(Foot::right, {stride_at(0, 600, 1000), stride_at(3500, 4100, 4500, 1)})};
    feet[0].path_bout = 1;
    feet[1].path_bout = 0;
    ASSERT_EQ(join_bouts(feet, 0).size(), 3U);
    EXPECT_EQ(feet[0].path_bout, 2U);
    EXPECT_EQ(feet[1].path_bout, 0U);
}

TEST(WalkingBouts, FirstAndLastStridesOfLongBoutsAreEdges) {
    const auto strides = [](int count, int from_ms, std::size_t bout) {
        std::vector<MeasuredStride> made;
        for (int i = 0; i < count; ++i) {
            made.push_back(
                stride_at(from_ms + 1000 * i, from_ms + 1000 * i + 600, from_ms + 1000 * i + 1000, bout));
        }
        return made;
    };
    std::vector<MeasuredStride> all = strides(5, 0, 0);
    for (const MeasuredStride& stride : strides(4, 9000, 1)) {
        all.push_back(stride);
    }
    std::vector<MeasuredFoot> feet = {foot_of(Foot::right, all)};
    ASSERT_EQ(join_bouts(feet, 0).size(), 2U);
    for (std::size_t i = 0; i < feet[0].strides.size(); ++i) {
        EXPECT_EQ(feet[0].strides[i].edge, i == 0 || i == 4) << i;
    }
}

TEST(WalkingBouts, NoStridesNoBouts) {
    std::vector<MeasuredFoot> feet(2);
    EXPECT_TRUE(join_bouts(feet, 0).empty());
}

}  // namespace
}  // namespace footfall
