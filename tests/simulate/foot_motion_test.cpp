// A step goes where it says, when it says, stands still in between, and moves as its own derivatives say.
#include "simulate/foot_motion.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace footfall::simulate {
namespace {

constexpr StepTimes kTimes{0.4, 0.7, 1.1, 1.2};
const Foothold kFrom{{1.0, 0.05, 0.0}, 0.1};
const Foothold kTo{{2.3, 0.2, 0.0}, 0.6};

FootStep step(Foot foot = Foot::left) { return {foot, kFrom, kTo, kTimes, StepShape{}}; }

double pitch_rad(const FootState& state) { return std::asin(state.attitude({1.0, 0.0, 0.0}).z); }

TEST(FootStep, StandsStillAtBothFootholds) {
    for (const auto& [time_s, hold] : {std::pair{0.39, kFrom}, std::pair{1.21, kTo}}) {
        const FootState state = step().at(time_s);
        EXPECT_EQ(state.heel.value, hold.heel_m);
        EXPECT_EQ(state.heel.rate, Vector{});
        EXPECT_EQ(state.angular_rate_radps, Vector{});
        const Vector ahead = state.attitude({1.0, 0.0, 0.0});
        EXPECT_NEAR(std::atan2(ahead.y, ahead.x), hold.yaw_rad, 1e-12);
    }
}

TEST(FootStep, RollsOverTheToeThenLandsOnTheHeel) {
    const StepShape shape;
    const FootStep moving = step();
    const Vector toe = moving.at(0.0).point({shape.foot_length_m, 0.0, 0.0}).value;
    for (int i = 0; 0.41 + 0.01 * i < 0.7; ++i) {
        const double time_s = 0.41 + 0.01 * i;
        const VectorJet at = moving.at(time_s).point({shape.foot_length_m, 0.0, 0.0});
        EXPECT_NEAR(norm(at.value - toe), 0.0, 1e-12);
        EXPECT_NEAR(norm(at.rate), 0.0, 1e-10);
    }
    for (int i = 0; 1.101 + 0.01 * i < 1.2; ++i) {
        const double time_s = 1.101 + 0.01 * i;
        EXPECT_NEAR(norm(moving.at(time_s).heel.value - kTo.heel_m), 0.0, 1e-12);
    }
    EXPECT_NEAR(pitch_rad(moving.at(0.7)), -shape.push_pitch_rad, 1e-9);
    EXPECT_NEAR(pitch_rad(moving.at(1.1)), shape.landing_pitch_rad, 1e-9);
}

TEST(FootStep, ClearsTheGroundInSwing) {
    const StepShape shape;
    const FootStep moving = step();
    double least_mid_swing_m = 1.0;
    double highest_heel_m = 0.0;
    for (int i = 0; 0.001 * i <= 1.0; ++i) {
        const double share = 0.001 * i;
        const FootState state = moving.at(0.7 + 0.4 * share);
        const double toe_m = state.point({shape.foot_length_m, 0.0, 0.0}).value.z;
        EXPECT_GT(toe_m, -1e-4) << "the toe is in the ground at " << share << " of swing";
        EXPECT_GT(state.heel.value.z, -1e-4);
        highest_heel_m = std::max(highest_heel_m, state.heel.value.z);
        if (share >= 0.3 && share <= 0.8) {
            least_mid_swing_m = std::min(least_mid_swing_m, toe_m);
        }
    }
    EXPECT_NEAR(least_mid_swing_m, moving.toe_clearance_m(), 2e-4);
    EXPECT_NEAR(moving.toe_clearance_m(), shape.toe_clearance_m, 1e-9);
    EXPECT_GT(highest_heel_m, 0.2);
    EXPECT_LT(highest_heel_m, 0.3);
}

TEST(FootStep, MovesAsItsDerivativesSay) {
    constexpr double kStep = 1e-5;
    constexpr Vector kPlace{0.15, 0.01, 0.07};
    for (const Foot foot : {Foot::left, Foot::right}) {
        const FootStep moving = step(foot);
        for (int i = 0; 0.35 + 0.0137 * i < 1.25; ++i) {
            const double time_s = 0.35 + 0.0137 * i;
            const FootState before = moving.at(time_s - kStep);
            const FootState now = moving.at(time_s);
            const FootState after = moving.at(time_s + kStep);
            const VectorJet point = now.shoe_point(kPlace);
            const Vector rate =
                (after.shoe_point(kPlace).value - before.shoe_point(kPlace).value) * (0.5 / kStep);
            const Vector acceleration =
                (after.shoe_point(kPlace).rate - before.shoe_point(kPlace).rate) * (0.5 / kStep);
            EXPECT_NEAR(norm(rate - point.rate), 0.0, 1e-5) << "at " << time_s;
            EXPECT_NEAR(norm(acceleration - point.acceleration), 0.0, 0.05) << "at " << time_s;
            const Rotation turned = before.attitude.inverse() * after.attitude;
            const Vector spin = Vector{turned.x, turned.y, turned.z} * (1.0 / kStep);
            EXPECT_NEAR(norm(spin - now.angular_rate_radps), 0.0, 1e-4) << "at " << time_s;
        }
    }
}

TEST(FootStep, LeftAndRightMirrorEachOther) {
    const FootStep left(Foot::left, {{0.0, 0.1, 0.0}, 0.1}, {{1.2, 0.1, 0.0}, 0.2}, kTimes, StepShape{});
    const FootStep right(Foot::right, {{0.0, -0.1, 0.0}, -0.1}, {{1.2, -0.1, 0.0}, -0.2}, kTimes,
                         StepShape{});
    for (int i = 0; 0.4 + 0.05 * i < 1.2; ++i) {
        const double time_s = 0.4 + 0.05 * i;
        const FootState a = left.at(time_s);
        const FootState b = right.at(time_s);
        EXPECT_NEAR(a.heel.value.x, b.heel.value.x, 1e-12);
        EXPECT_NEAR(a.heel.value.y, -b.heel.value.y, 1e-12);
        EXPECT_NEAR(a.angular_rate_radps.x, -b.angular_rate_radps.x, 1e-9);
        EXPECT_NEAR(a.angular_rate_radps.y, b.angular_rate_radps.y, 1e-9);
        EXPECT_NEAR(a.angular_rate_radps.z, -b.angular_rate_radps.z, 1e-9);
    }
}

}  // namespace
}  // namespace footfall::simulate
