// Minimal detectable change against cases computed by hand.
#include "serve/detectable_change.h"

#include <gtest/gtest.h>

#include <cmath>

namespace footfall::serve {
namespace {

report::FigureSummary figure(double mean, double half_width, bool enough = true) {
    report::FigureSummary figure;
    figure.strides = 40;
    figure.mean = {mean, mean - half_width, mean + half_width};
    figure.enough_for_mean = enough;
    return figure;
}

/// 12 groups of two that differ by 0.2: SEM = 0.2 / sqrt(2).
RetestSpread twelve_pairs() {
    RetestSpread spread;
    for (int group = 0; group < 12; ++group) {
        spread.next_group();
        spread.add(1.0 + group);
        spread.add(1.2 + group);
    }
    return spread;
}

TEST(DetectableChange, IsThatOfTheFormula) {
    EXPECT_NEAR(detectable_change(0.05), 0.138593, 1e-6);  // 1.96 * 1.414214 * 0.05
    EXPECT_TRUE(std::isnan(detectable_change(kUnknown)));
}

TEST(DetectableChange, RetestSpreadIsPooledWithinGroups) {
    RetestSpread spread;
    EXPECT_TRUE(std::isnan(spread.sem()));
    spread.add(5.0);  // alone in its group
    EXPECT_TRUE(std::isnan(spread.sem()));
    spread.next_group();
    for (const double value : {1.0, 2.0, 3.0}) {
        spread.add(value);
    }
    spread.next_group();
    for (const double value : {10.0, 14.0}) {
        spread.add(value);
    }
    EXPECT_EQ(spread.degrees_of_freedom(), 3);
    EXPECT_NEAR(spread.sem(), std::sqrt((2.0 + 8.0) / 3.0), 1e-12);
}

TEST(DetectableChange, OfTwoGroupsOfTwoIsTheirDifferenceOverRootTwo) {
    EXPECT_EQ(twelve_pairs().degrees_of_freedom(), 12);
    EXPECT_NEAR(twelve_pairs().sem(), 0.2 / std::sqrt(2.0), 1e-12);
    EXPECT_NEAR(detectable_change(twelve_pairs().sem()), 1.96 * 0.2, 1e-12);
}

TEST(DetectableChange, WithoutRetestsTheSpreadOfTheStridesDecides) {
    const Change change = change_between(figure(1.10, 0.03), figure(1.16, 0.04), {});
    EXPECT_EQ(change.basis, NoiseBasis::within_session);
    EXPECT_NEAR(change.difference.value, 0.06, 1e-12);
    EXPECT_NEAR(change.difference.low, 0.01, 1e-12);  // 0.03 and 0.04 make 0.05
    EXPECT_NEAR(change.difference.high, 0.11, 1e-12);
    EXPECT_NEAR(change.detectable, 0.05, 1e-12);
    EXPECT_TRUE(change.beyond_noise());
    EXPECT_TRUE(change_between(figure(1.16, 0.03), figure(1.10, 0.04), {}).beyond_noise());
    EXPECT_FALSE(change_between(figure(1.10, 0.03), figure(1.14, 0.04), {}).beyond_noise());
}

TEST(DetectableChange, RetestsDecideWhereTheyShowMoreNoise) {
    const RetestSpread retest = twelve_pairs();
    const Change change = change_between(figure(1.0, 0.03), figure(1.3, 0.04), retest);
    EXPECT_EQ(change.basis, NoiseBasis::test_retest);
    EXPECT_NEAR(change.detectable, 0.392, 1e-9);
    EXPECT_FALSE(change.beyond_noise());
    EXPECT_NEAR(change.difference.high, 0.35, 1e-12);  // still that of the strides
    EXPECT_EQ(change_between(figure(1.0, 0.3), figure(1.3, 0.4), retest).basis, NoiseBasis::within_session);
}

TEST(DetectableChange, TooFewRetestsAreNotUsed) {
    RetestSpread retest;
    for (int group = 0; group < 9; ++group) {
        retest.next_group();
        retest.add(1.0);
        retest.add(2.0);
    }
    EXPECT_EQ(change_between(figure(1.0, 0.03), figure(1.3, 0.04), retest).basis, NoiseBasis::within_session);
}

TEST(DetectableChange, NothingIsSaidOfTooFewStrides) {
    for (const Change& change : {change_between(figure(1.0, 0.01, false), figure(2.0, 0.01), twelve_pairs()),
                                 change_between(figure(1.0, 0.01), figure(2.0, 0.01, false), twelve_pairs()),
                                 change_between(figure(1.0, kUnknown), figure(2.0, 0.01), {})}) {
        EXPECT_EQ(change.basis, NoiseBasis::unknown);
        EXPECT_TRUE(std::isnan(change.detectable));
        EXPECT_FALSE(change.beyond_noise());
    }
}

}  // namespace
}  // namespace footfall::serve
