// Both feet in one frame: lengths kept, the other foot turned back, strides of other worlds left out.
#include "footfall/report/walk_ground.h"

#include <gtest/gtest.h>

#include <cmath>

#include "footfall/report/walk_from_above.h"
#include "synthetic_walk.h"
#include "well_formed.h"

namespace footfall::report {
namespace {

Nanoseconds nanoseconds(double time_s) {
    return static_cast<Nanoseconds>(std::llround(time_s * static_cast<double>(kNanosecondsPerSecond)));
}

/// 1 m/s for 10 s in its own world, whose x is turned away from the walk by `turned`.
MeasuredFoot straight_foot(Foot foot, double turned) {
    MeasuredFoot measured;
    measured.foot = foot;
    const auto place = [&](double way_m) {
        return algebra::Vector{5.0 + way_m * std::cos(turned), -3.0 + way_m * std::sin(turned), 0.0};
    };
    for (int i = 0; i <= 100; ++i) {
        measured.path.push_back({nanoseconds(0.1 * i), place(0.1 * i)});
    }
    for (int i = 0; i < 9; ++i) {
        MeasuredStride stride;
        stride.time = {nanoseconds(i), nanoseconds(i + 0.6), nanoseconds(i + 1.0)};
        stride.motion.from_m = place(i);
        stride.motion.to_m = place(i + 1.0);
        measured.strides.push_back(stride);
    }
    return measured;
}

MeasuredWalk straight_walk() {
    MeasuredWalk walk;
    walk.feet = {straight_foot(Foot::left, 0.3), straight_foot(Foot::right, -0.8)};
    walk.clocks.kind = ClockRelation::Kind::common;
    walk.clocks.offset_s = {0.0, 0.0, 0.0};
    walk.bouts.push_back({{0, nanoseconds(10.0)}, {9, 9}, {10.0, 0.1}});
    return walk;
}

TEST(WalkGround, LaysTheFeetTogetherSideBySide) {
    const std::optional<WalkGround> ground = ground_of(straight_walk(), 1000);
    ASSERT_TRUE(ground);
    ASSERT_EQ(ground->feet.size(), 2U);
    for (const GroundWay& way : ground->feet) {
        const double side = way.foot == Foot::left ? 0.06 : -0.06;
        EXPECT_NEAR(way.path_m.front().x, 0.0, 1e-6);
        EXPECT_NEAR(way.path_m.back().x, 10.0, 1e-6);
        for (const Point& point : way.path_m) {
            EXPECT_NEAR(point.y, side, 1e-6);
        }
        ASSERT_EQ(way.footholds.size(), 10U);
        EXPECT_NEAR(way.footholds[3].at_m.x, 3.0, 1e-6);
    }
    EXPECT_FALSE(ground->cut);
}

TEST(WalkGround, MovesOnTheOtherFootsClock) {
    MeasuredWalk walk = straight_walk();
    // The right foot's clock is 2 s behind: its times need 2 s, and so its way is ahead by 2 m.
    walk.clocks.kind = ClockRelation::Kind::estimated;
    walk.clocks.offset_s = {2.0, 1.9, 2.1};
    const std::optional<WalkGround> ground = ground_of(walk, 1000);
    ASSERT_TRUE(ground);
    // What they share is 8 m of each way; there, the same place at the same time.
    EXPECT_NEAR(ground->feet[1].path_m.front().x, 2.0, 1e-6);
}

TEST(WalkGround, ThinsThePathAndKeepsItsEnd) {
    const std::optional<WalkGround> ground = ground_of(straight_walk(), 20);
    ASSERT_TRUE(ground);
    EXPECT_LE(ground->feet[0].path_m.size(), 21U);
    EXPECT_NEAR(ground->feet[0].path_m.back().x, 10.0, 1e-6);
}

TEST(WalkGround, LeavesOutStridesOfOtherWorlds) {
    MeasuredWalk walk = straight_walk();
    walk.feet.pop_back();
    walk.feet[0].path.erase(walk.feet[0].path.begin(), walk.feet[0].path.begin() + 50);  // begins at 5 s
    walk.feet[0].strides[8].bout = 1;
    const std::optional<WalkGround> ground = ground_of(walk, 1000);
    ASSERT_TRUE(ground);
    ASSERT_EQ(ground->feet.size(), 1U);
    EXPECT_EQ(ground->feet[0].footholds.size(), 4U) << "strides 5 to 7";
}

TEST(WalkGround, SaysThatTheBoutGoesOn) {
    MeasuredWalk walk = straight_walk();
    walk.feet[0].path.resize(40);
    EXPECT_TRUE(ground_of(walk, 1000)->cut);
}

TEST(WalkGround, IsNothingWithoutAWay) {
    MeasuredWalk walk = straight_walk();
    walk.feet[0].path.clear();
    walk.feet[1].path.clear();
    EXPECT_FALSE(ground_of(walk, 100));
    EXPECT_FALSE(ground_of({}, 100));
}

TEST(WalkGround, ReturnsTheWalkOfASimulatedPerson) {
    // There, a turn, and back: both feet's ways lie together although the right one's world is turned.
    const std::optional<WalkGround> ground = ground_of(synthetic_walk({}), 2000);
    ASSERT_TRUE(ground);
    ASSERT_EQ(ground->feet.size(), 2U);
    ASSERT_FALSE(ground->turns.empty());
    EXPECT_EQ(ground->turns.front().number, 1U);
    const auto& left = ground->feet[0].path_m;
    const auto& right = ground->feet[1].path_m;
    EXPECT_NEAR(left.back().x, right.back().x, 1.5);
    EXPECT_NEAR(left.back().y, right.back().y, 0.5);
}

TEST(WalkFromAbove, HasTheSameScaleBothWays) {
    // A square of 2 m: as high as wide in pixels.
    WalkGround ground;
    GroundWay way;
    way.path_m = {{0.0, 0.0}, {2.0, 0.0}, {2.0, 2.0}, {0.0, 2.0}};
    ground.feet.push_back(way);
    const std::string svg = draw_from_above({"Above", "text"}, ground);
    EXPECT_EQ(fault_in(svg), "");
    const std::size_t at = svg.find("<polyline class=\"way\" points=\"") + 30;
    double x[4];
    double y[4];
    ASSERT_EQ(std::sscanf(svg.c_str() + at, "%lf,%lf %lf,%lf %lf,%lf %lf,%lf", &x[0], &y[0], &x[1], &y[1],
                          &x[2], &y[2], &x[3], &y[3]),
              8);
    EXPECT_NEAR(x[1] - x[0], y[0] - y[3], 0.3);
}

}  // namespace
}  // namespace footfall::report
