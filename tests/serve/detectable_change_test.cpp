// Minimal detectable change against cases computed by hand.
#include "serve/detectable_change.h"

#include <gtest/gtest.h>

#include <cmath>

#include "serve/reference_noise.h"

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
Noise twelve_pairs() {
    RetestSpread spread;
    for (int group = 0; group < 12; ++group) {
        spread.next_group();
        spread.add(1.0 + group);
        spread.add(1.2 + group);
    }
    return spread.noise();
}

TEST(DetectableChange, IsThatOfTheFormula) {
    // t of 12 degrees of freedom is 2.1788, of 100,000 the normal distribution's 1.96.
    EXPECT_NEAR((Noise{0.05, 12, NoiseBasis::reference}.detectable_change()), 0.154065, 1e-4);
    EXPECT_NEAR((Noise{0.05, 100'000, NoiseBasis::reference}.detectable_change()), 0.138593, 1e-4);
    EXPECT_TRUE(std::isnan(Noise().detectable_change()));
}

TEST(DetectableChange, RetestSpreadIsPooledWithinGroups) {
    RetestSpread spread;
    EXPECT_TRUE(std::isnan(spread.noise().sem));
    spread.add(5.0);  // alone in its group
    EXPECT_TRUE(std::isnan(spread.noise().sem));
    spread.next_group();
    for (const double value : {1.0, 2.0, 3.0}) {
        spread.add(value);
    }
    spread.next_group();
    for (const double value : {10.0, 14.0}) {
        spread.add(value);
    }
    EXPECT_EQ(spread.noise().degrees_of_freedom, 3);
    EXPECT_NEAR(spread.noise().sem, std::sqrt((2.0 + 8.0) / 3.0), 1e-12);
}

TEST(DetectableChange, OfTwoGroupsOfTwoIsTheirDifferenceOverRootTwo) {
    EXPECT_EQ(twelve_pairs().degrees_of_freedom, 12);
    EXPECT_NEAR(twelve_pairs().sem, 0.2 / std::sqrt(2.0), 1e-12);
    EXPECT_NEAR(twelve_pairs().detectable_change(), 2.1788 * 0.2, 1e-4);
}

TEST(DetectableChange, TheLargerNoiseDecides) {
    const Noise small{0.001, 71, NoiseBasis::reference};
    Change change = change_between(figure(1.10, 0.03), figure(1.16, 0.04), small);
    EXPECT_EQ(change.basis, NoiseBasis::within_session);
    EXPECT_NEAR(change.difference.value, 0.06, 1e-12);
    EXPECT_NEAR(change.difference.low, 0.01, 1e-12);  // 0.03 and 0.04 make 0.05
    EXPECT_NEAR(change.difference.high, 0.11, 1e-12);
    EXPECT_NEAR(change.detectable, 0.05, 1e-12);
    EXPECT_TRUE(change.beyond_noise());
    EXPECT_TRUE(change_between(figure(1.16, 0.03), figure(1.10, 0.04), small).beyond_noise());
    EXPECT_FALSE(change_between(figure(1.10, 0.03), figure(1.14, 0.04), small).beyond_noise());

    change = change_between(figure(1.0, 0.03), figure(1.3, 0.04), twelve_pairs());
    EXPECT_EQ(change.basis, NoiseBasis::test_retest);
    EXPECT_NEAR(change.detectable, 2.1788 * 0.2, 1e-4);
    EXPECT_FALSE(change.beyond_noise());
    EXPECT_NEAR(change.difference.high, 0.35, 1e-12);  // still that of the strides
}

TEST(DetectableChange, StridesAloneTellNoChange) {
    const Change change = change_between(figure(1.0, 0.01), figure(2.0, 0.01), Noise());
    EXPECT_EQ(change.basis, NoiseBasis::unknown);
    EXPECT_FALSE(change.beyond_noise());
    EXPECT_NEAR(change.difference.value, 1.0, 1e-12);
}

TEST(DetectableChange, EveryFigureHasAReference) {
    for (std::size_t i = 0; i < report::kFigures; ++i) {
        const auto figure = static_cast<report::Figure>(i);
        const Noise both = reference_noise(figure, Side::both);
        EXPECT_EQ(both.basis, NoiseBasis::reference);
        EXPECT_GT(both.sem, 0.0);
        EXPECT_GT(reference_noise(figure, Side::left).sem, both.sem) << "one foot says less than two";
        EXPECT_EQ(reference_noise(figure, Side::left).sem, reference_noise(figure, Side::right).sem);
    }
    EXPECT_NEAR(reference_noise(report::Figure::speed, Side::both).detectable_change(), 0.199, 0.001);
}

TEST(DetectableChange, NothingIsSaidOfTooFewStrides) {
    for (const Change& change : {change_between(figure(1.0, 0.01, false), figure(2.0, 0.01), twelve_pairs()),
                                 change_between(figure(1.0, 0.01), figure(2.0, 0.01, false), twelve_pairs()),
                                 change_between(figure(1.0, kUnknown), figure(2.0, 0.01), twelve_pairs())}) {
        EXPECT_EQ(change.basis, NoiseBasis::unknown);
        EXPECT_TRUE(std::isnan(change.detectable));
        EXPECT_FALSE(change.beyond_noise());
    }
}

}  // namespace
}  // namespace footfall::serve
