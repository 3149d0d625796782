// Random numbers: the same ones everywhere, and spread as they should be.
#include "train/random.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <numeric>
#include <vector>

namespace footfall::train {
namespace {

constexpr int kDraws = 100'000;

TEST(Random, IsTheGeneratorOfTheStandard) {
    Random random(5489);  // the default seed, for which the standard gives the 10000th value
    for (int i = 0; i < 9999; ++i) {
        static_cast<void>(random.bits());
    }
    EXPECT_EQ(random.bits(), 9981545732273789042U);
}

TEST(Random, UniformFillsItsRangeEvenly) {
    Random random(1);
    double sum = 0.0;
    for (int i = 0; i < kDraws; ++i) {
        const double value = random.uniform(-1.0, 3.0);
        ASSERT_GE(value, -1.0);
        ASSERT_LT(value, 3.0);
        sum += value;
    }
    EXPECT_NEAR(sum / kDraws, 1.0, 0.02);
}

TEST(Random, NormalHasTheMomentsOfANormal) {
    Random random(1);
    std::array<double, 4> moments{};
    for (int i = 0; i < kDraws; ++i) {
        const double value = random.normal();
        double power = 1.0;
        for (double& moment : moments) {
            power *= value;
            moment += power / kDraws;
        }
    }
    EXPECT_NEAR(moments[0], 0.0, 0.02);
    EXPECT_NEAR(moments[1], 1.0, 0.02);
    EXPECT_NEAR(moments[2], 0.0, 0.05);
    EXPECT_NEAR(moments[3], 3.0, 0.1);
}

TEST(Random, BelowIsEven) {
    Random random(1);
    std::array<int, 3> counts{};
    for (int i = 0; i < kDraws; ++i) {
        ++counts[static_cast<std::size_t>(random.below(3))];
    }
    for (const int count : counts) {
        EXPECT_NEAR(count, kDraws / 3.0, 600.0);
    }
    EXPECT_EQ(random.below(1), 0U);
}

TEST(Random, ShufflesInPlaceAndTheSameWayForASeed) {
    std::vector<int> values(100);
    std::iota(values.begin(), values.end(), 0);
    const std::vector<int> sorted = values;
    std::vector<int> again = values;
    Random(3).shuffle(std::span<int>(values));
    Random(3).shuffle(std::span<int>(again));
    EXPECT_EQ(values, again);
    EXPECT_NE(values, sorted);
    std::sort(values.begin(), values.end());
    EXPECT_EQ(values, sorted);
}

}  // namespace
}  // namespace footfall::train
