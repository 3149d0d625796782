// The figures of a stride from a way by hand.
#include "footfall/parameters/stride_geometry.h"

#include <gtest/gtest.h>

#include <numbers>
#include <vector>

namespace footfall {
namespace {

constexpr Nanoseconds kPeriod = 10'000'000;

void set_attitude(WayPoint& point, const algebra::Matrix& attitude) {
    for (std::size_t j = 0; j < 9; ++j) {
        point.attitude[j] = static_cast<float>(attitude[j / 3][j % 3]);
    }
}

/// 100 samples from foothold to foothold. From sample 40 to 80 the sensor swings: along a straight line 1.2 m
/// ahead and 0.1 m up, at most 0.05 m to the left of it; over it by 0.08 m but for a dip to 0.06 m half way.
std::vector<WayPoint> some_way() {
    std::vector<WayPoint> way;
    for (int i = 1; i <= 100; ++i) {
        WayPoint point;
        point.index = i;
        const double share = std::clamp((i - 40) / 40.0, 0.0, 1.0);
        const bool swings = share > 0.0 && share < 1.0;
        point.place_m = {static_cast<float>(1.2 * share),
                         static_cast<float>(0.05 * std::sin(std::numbers::pi * share)),
                         static_cast<float>(0.1 * share + (swings ? (i == 60 ? 0.06 : 0.08) : 0.0))};
        // Nose down before the swing, toes up where it ends, flat again at 90.
        const double pitch = i <= 40 ? -0.01 * i : i < 80 ? 0.0 : i < 90 ? 0.03 * (90 - i) : 0.0;
        set_attitude(point, algebra::rotation({0.0, -pitch, 0.0}));
        point.place_variance = {4e-4F, 0.0F, 0.0F, 9e-4F, 0.0F, 1e-4F};
        point.turn_variance = 1e-6F;
        way.push_back(point);
    }
    return way;
}

// Sample 0 is the first foothold; final contact at sample 40, initial contact at sample 80.
constexpr Stride kStride{-20 * kPeriod, 40 * kPeriod, 80 * kPeriod};

StrideMotion motion_along(const std::vector<WayPoint>& way, Foot foot = Foot::left) {
    return motion_of({algebra::kIdentity, 0.001, 0.02, way}, kStride, foot, kPeriod, HeelFinder());
}

TEST(StrideGeometry, ByHand) {
    const StrideMotion motion = motion_along(some_way());
    EXPECT_NEAR(motion.length_m.value, 1.2, 1e-6);
    const double length_sd = std::hypot(0.02, 0.002 * 1.2);  // along the way, and the sensor's scale
    EXPECT_NEAR(motion.length_m.sd, length_sd, 1e-6);
    EXPECT_NEAR(motion.speed_mps.value, 1.2, 1e-6);
    EXPECT_NEAR(motion.speed_mps.sd, std::hypot(length_sd, 1.2 * 0.01 * std::numbers::sqrt2), 1e-6);
    EXPECT_NEAR(motion.rise_m.value, 0.1, 1e-6);
    EXPECT_NEAR(motion.rise_m.sd, 0.01, 1e-6);
    EXPECT_NEAR(motion.turn_rad.value, 0.0, 1e-6);
    EXPECT_EQ(motion.turn_rad.sd, 0.02);
    EXPECT_NEAR(motion.clearance_m.value, 0.06, 1e-6) << "above the line from foothold to foothold";
    EXPECT_NEAR(motion.clearance_m.sd, 0.01, 1e-6);
    EXPECT_NEAR(motion.outward_m.value, 0.05, 1e-6);
    EXPECT_NEAR(motion.outward_m.sd, 0.03, 1e-6);
    EXPECT_NEAR(motion_along(some_way(), Foot::right).outward_m.value, 0.0, 1e-6);
    EXPECT_NEAR(motion.final_contact_angle_rad.value, -0.4, 1e-6);
    EXPECT_NEAR(motion.initial_contact_angle_rad.value, 0.3, 1e-6);
    // 40 samples of the gyroscope's noise, its bias for 0.4 s, and what the strap gives.
    EXPECT_NEAR(motion.final_contact_angle_rad.sd,
                std::sqrt(40e-6 + std::pow(0.001 * 0.4, 2.0) + 0.015 * 0.015), 1e-6);
}

TEST(StrideGeometry, WhereTheFootTurnsTheHeelGoesAnotherWay) {
    // A quarter turn to the left, the sensor 0.12 m ahead of the heel, which goes 1 m along x: the sensor
    // goes from (0.12, 0) to (1, 0.12).
    std::vector<WayPoint> way = some_way();
    for (WayPoint& point : way) {
        point.place_m = {0.88F, 0.12F, 0.0F};
        set_attitude(point, algebra::rotation({0.0, 0.0, std::numbers::pi / 2.0}));
    }
    const StrideMotion motion = motion_along(way);
    EXPECT_NEAR(motion.length_m.value, 1.0, 1e-6);
    EXPECT_NEAR(motion.turn_rad.value, std::numbers::pi / 2.0, 1e-6);
    EXPECT_GT(motion.length_m.sd, 0.02) << "where the heel is, is not known well";
}

TEST(StrideGeometry, AContactOutsideTheWayHasNoAngle) {
    const std::vector<WayPoint> way = some_way();
    const Stride early{-20 * kPeriod, 0, 80 * kPeriod};
    const StrideMotion motion =
        motion_of({algebra::kIdentity, 0.001, 0.02, way}, early, Foot::left, kPeriod, HeelFinder());
    EXPECT_FALSE(motion.final_contact_angle_rad.known());
}

TEST(StrideGeometry, TheSolesAngleIsAgainstTheFootsOwnFlat) {
    // The sensor's axes lean by 0.2 where the foot is flat.
    const algebra::Matrix flat = algebra::rotation({0.0, -0.2, 0.0});
    EXPECT_NEAR(sole_angle(flat, sole_of(flat)), 0.0, 1e-12);
    EXPECT_NEAR(sole_angle(algebra::rotation({0.0, -0.5, 0.0}), sole_of(flat)), 0.3, 1e-12);
    EXPECT_NEAR(heading_of(algebra::rotation({0.0, 0.0, 1.2})), 1.2, 1e-12);
}

}  // namespace
}  // namespace footfall
