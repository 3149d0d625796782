// The score of a foot's side, worked out by hand.
#include "footfall/recording/sidedness.h"

#include <gtest/gtest.h>

#include <cmath>

#include "footfall/signal/alignment.h"

namespace footfall {
namespace {

Imu<FootFrame> sample(float roll, float pitch, float aside) {
    return {{0.0F, aside, 9.8F}, {roll, pitch, 0.0F}};
}

TEST(Sidedness, ByHand) {
    Sidedness side;
    for (int i = 0; i < 50; ++i) {
        side.add(sample(0.5F, 3.0F, 1.0F));
        side.add(sample(0.1F, -3.0F, 2.0F));
        side.add(sample(9.0F, 1.0F, 9.0F));  // too slow
    }
    // Root mean square of pitch 3; roll * 9 / 27 is 0.1667 and 0.0333, mean 0.1; 1 and 2 aside, mean 1.5.
    EXPECT_NEAR(side.score(), 1.72 * 0.1 + 0.196 * 1.5, 1e-6);
}

TEST(Sidedness, TheOtherFootHasTheOppositeScore) {
    Sidedness right;
    Sidedness left;
    for (int i = 0; i < 60; ++i) {
        const auto imu = sample(0.5F, i % 2 == 0 ? 3.0F : -4.0F, 1.0F);
        right.add(imu);
        left.add(mirrored(imu));
    }
    EXPECT_NEAR(right.score(), -left.score(), 1e-9);
    EXPECT_GT(right.score(), 0.0);
}

TEST(Sidedness, IsNotKnownOfAFootThatHardlyMoves) {
    Sidedness side;
    side.add(sample(0.5F, 3.0F, 1.0F));
    EXPECT_TRUE(std::isnan(side.score()));
}

}  // namespace
}  // namespace footfall
