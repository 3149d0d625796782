// The random numbers are the published algorithm's, the same everywhere, and distributed as they say.
#include "footfall/core/random.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace footfall {
namespace {

TEST(Random, IsXoshiro256StarStarSeededBySplitMix64) {
    // As the algorithm's published implementations give for this seed.
    Random random(0);
    EXPECT_EQ(random.next(), 0x99EC5F36CB75F2B4U);
    EXPECT_EQ(random.next(), 0xBF6E1F784956452AU);
    EXPECT_EQ(random.next(), 0x1A5F849D4933E6E0U);
}

TEST(Random, UniformFillsItsInterval) {
    Random random(3);
    constexpr int kDraws = 100'000;
    double sum = 0.0;
    double least = 1.0;
    double most = 0.0;
    for (int i = 0; i < kDraws; ++i) {
        const double value = random.uniform();
        sum += value;
        least = std::min(least, value);
        most = std::max(most, value);
    }
    EXPECT_GE(least, 0.0);
    EXPECT_LT(least, 1e-3);
    EXPECT_LT(most, 1.0);
    EXPECT_GT(most, 1.0 - 1e-3);
    EXPECT_NEAR(sum / kDraws, 0.5, 4.0 * std::sqrt(1.0 / 12.0 / kDraws));
}

TEST(Random, NormalHasItsMoments) {
    Random random(4);
    constexpr int kDraws = 200'000;
    std::array<double, 5> moment{};
    int beyond_two = 0;
    for (int i = 0; i < kDraws; ++i) {
        const double value = random.normal();
        beyond_two += std::abs(value) > 2.0 ? 1 : 0;
        for (int power = 1; power <= 4; ++power) {
            moment[static_cast<std::size_t>(power)] += std::pow(value, power) / kDraws;
        }
    }
    EXPECT_NEAR(moment[1], 0.0, 0.01);
    EXPECT_NEAR(moment[2], 1.0, 0.015);
    EXPECT_NEAR(moment[3], 0.0, 0.03);
    EXPECT_NEAR(moment[4], 3.0, 0.1);
    EXPECT_NEAR(static_cast<double>(beyond_two) / kDraws, 0.0455, 0.002);
}

TEST(Random, BelowIsEvenAndBounded) {
    Random random(5);
    std::array<int, 7> count{};
    for (int i = 0; i < 70'000; ++i) {
        ++count.at(random.below(count.size()));
    }
    for (const int times : count) {
        EXPECT_NEAR(times, 10'000, 400);
    }
    EXPECT_EQ(random.below(1), 0U);
    EXPECT_EQ(random.below(0), 0U);
}

TEST(Random, ForksDependOnSeedAndStreamAlone) {
    Random fresh(9);
    Random used(9);
    (void)used.next();
    (void)used.normal();
    EXPECT_EQ(fresh.fork(2).next(), used.fork(2).next());
    EXPECT_NE(fresh.fork(2).next(), fresh.fork(3).next());
    EXPECT_NE(fresh.fork(0).next(), Random(9).next());
    EXPECT_NE(fresh.fork(2).next(), Random(10).fork(2).next());
}

}  // namespace
}  // namespace footfall
