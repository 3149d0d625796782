// The sensor's way ahead of the heel, from a landing by hand.
#include "footfall/parameters/heel_finder.h"

#include <gtest/gtest.h>

#include <vector>

namespace footfall {
namespace {

/// A sensor `ahead` and `above` the heel while the foot comes down from `from_rad` in 10 samples.
std::vector<WayPoint> landing(double ahead, double above, double from_rad) {
    std::vector<WayPoint> way;
    for (int i = 0; i <= 10; ++i) {
        const double angle = from_rad * (1.0 - i / 10.0);
        const algebra::Matrix attitude = algebra::rotation({0.0, -angle, 0.0});
        WayPoint point;
        point.index = 100 + i;
        for (std::size_t j = 0; j < 9; ++j) {
            point.attitude[j] = static_cast<float>(attitude[j / 3][j % 3]);
        }
        const algebra::Vector place = algebra::product(attitude, algebra::Vector{ahead, 0.0, above});
        point.place_m = {static_cast<float>(place[0]), 0.0F, static_cast<float>(place[2])};
        way.push_back(point);
    }
    return way;
}

TEST(HeelFinder, BeginsWithAnInstepAndLearnsFromLandings) {
    HeelFinder heel;
    EXPECT_DOUBLE_EQ(heel.ahead_m().value, 0.12);
    for (int stride = 0; stride < 30; ++stride) {
        heel.update(landing(0.02, 0.05, 0.4), 1'000'000'000, 10'000'000);
    }
    // Left out is z (1 - cos a) / sin a, about z a / 2: the greater angles' half a centimetre.
    EXPECT_NEAR(heel.ahead_m().value, 0.02 - 0.05 * 0.3 / 2.0, 0.005);
}

TEST(HeelFinder, WhatComesBeforeTheContactDoesNotCount) {
    HeelFinder heel;
    heel.update(landing(0.3, 0.05, 0.4), 2'000'000'000, 10'000'000);
    EXPECT_DOUBLE_EQ(heel.ahead_m().value, 0.12);
    heel.update({}, 0, 10'000'000);
    EXPECT_DOUBLE_EQ(heel.ahead_m().value, 0.12);
}

}  // namespace
}  // namespace footfall
