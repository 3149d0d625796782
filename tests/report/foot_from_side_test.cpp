// The mean way of a foot from the side, from a path made by hand.
#include "footfall/report/foot_from_side.h"

#include <gtest/gtest.h>

#include <cmath>

#include "well_formed.h"

namespace footfall::report {
namespace {

Nanoseconds nanoseconds(double time_s) {
    return static_cast<Nanoseconds>(std::llround(time_s * static_cast<double>(kNanosecondsPerSecond)));
}

/// Strides of 1 s along y, each 1.2 m long; the foot stands for 0.6 s and then swings in an arch whose height
/// is `height` of that stride.
MeasuredFoot arches(const std::vector<double>& heights_m) {
    MeasuredFoot foot;
    for (std::size_t i = 0; i < heights_m.size(); ++i) {
        const auto start = static_cast<double>(i);
        MeasuredStride stride;
        stride.time = {nanoseconds(start), nanoseconds(start + 0.6), nanoseconds(start + 1.0)};
        stride.motion.from_m = {0.0, 1.2 * start, 0.0};
        stride.motion.to_m = {0.0, 1.2 * (start + 1.0), 0.0};
        stride.motion.length_m = {1.2, 0.01};
        foot.strides.push_back(stride);
    }
    for (int i = 0; i <= static_cast<int>(heights_m.size()) * 100 + 60; ++i) {
        const double time_s = 0.01 * i;
        const auto stride = static_cast<std::size_t>(time_s);
        const double swung = std::max(0.0, (time_s - std::floor(time_s) - 0.6) / 0.4);
        const double height = stride < heights_m.size() ? heights_m[stride] : 0.0;
        foot.path.push_back(
            {nanoseconds(time_s),
             {0.0, 1.2 * (std::floor(time_s) + swung), 4.0 * height * swung * (1.0 - swung)}});
    }
    return foot;
}

TEST(SideWay, IsTheMeanOverStridesWithTheirSpread) {
    const SideWay side = side_way(arches({0.10, 0.12, 0.14}));
    EXPECT_EQ(side.strides, 3);
    ASSERT_EQ(side.height_m.size(), static_cast<std::size_t>(SideWay::kMoments));
    // From mid-stance on (0.24 s into the stride), swing is half over after 0.8 - 0.24 s: moment 33.6 of 60.
    double highest = 0.0;
    double spread = 0.0;
    for (std::size_t i = 0; i < side.height_m.size(); ++i) {
        if (side.height_m[i] > highest) {
            highest = side.height_m[i];
            spread = side.spread_m[i];
        }
    }
    EXPECT_NEAR(highest, 0.12, 0.001);
    EXPECT_NEAR(spread, 0.02, 0.0005);
    EXPECT_NEAR(side.forward_m.front(), 0.0, 1e-6);
    EXPECT_NEAR(side.forward_m.back(), 1.2, 1e-6);
    EXPECT_NEAR(side.final_contact_m.x, 0.0, 1e-3);
    EXPECT_NEAR(side.initial_contact_m.x, 1.2, 1e-3);
}

TEST(SideWay, LeavesOutTurnsAndWhatHasNoPath) {
    MeasuredFoot foot = arches({0.10, 0.12, 0.14, 0.5, 0.12});
    foot.strides[3].turning = true;
    foot.path.erase(foot.path.begin() + 420, foot.path.begin() + 480);  // a hole in the last stride
    EXPECT_EQ(side_way(foot).strides, 3);
}

TEST(SideWay, IsNotAMeanOfTwo) {
    const SideWay side = side_way(arches({0.10, 0.12}));
    EXPECT_EQ(side.strides, 2);
    EXPECT_TRUE(side.height_m.empty());
    EXPECT_EQ(draw_from_side({"Side", "text"}, {side}), "");
}

TEST(FootFromSide, DrawsABandAndALineAFoot) {
    const std::string svg = draw_from_side(
        {"Side", "text"}, {side_way(arches({0.10, 0.12, 0.14})), side_way(arches({0.1, 0.1, 0.1}))});
    EXPECT_EQ(fault_in(svg), "");
    EXPECT_EQ(count_of(svg, "class=\"band\""), 2);
    EXPECT_EQ(count_of(svg, "<polyline class=\"line\""), 2);
    EXPECT_EQ(count_of(svg, ">toe-off<"), 1);
}

}  // namespace
}  // namespace footfall::report
