// Summaries of strides against what is worked out by hand.
#include "footfall/report/walk_summary.h"

#include <gtest/gtest.h>

#include <cmath>

namespace footfall::report {
namespace {

constexpr Nanoseconds kMs = 1'000'000;

/// Times in ms; length so that the speed is the length over the stride time.
MeasuredStride stride(int stride_ms, int stance_ms, double length_m = kUnknown) {
    MeasuredStride one;
    one.time = {0, stance_ms * kMs, stride_ms * kMs};
    one.motion.length_m.value = length_m;
    one.motion.speed_mps.value = length_m / (stride_ms * 1e-3);
    return one;
}

MeasuredWalk walk_of(std::vector<MeasuredStride> left, std::vector<MeasuredStride> right) {
    MeasuredWalk walk;
    walk.feet.resize(2);
    walk.feet[0].strides = std::move(left);
    walk.feet[1].foot = Foot::right;
    walk.feet[1].strides = std::move(right);
    return walk;
}

TEST(WalkSummary, ValuesOfAStride) {
    MeasuredStride one = stride(1200, 720, 1.5);
    one.step_time_s = 0.61;
    one.double_support_s = 0.24;
    EXPECT_DOUBLE_EQ(value_of(Figure::stride_time, one), 1.2);
    EXPECT_DOUBLE_EQ(value_of(Figure::stance_time, one), 0.72);
    EXPECT_DOUBLE_EQ(value_of(Figure::swing_time, one), 0.48);
    EXPECT_DOUBLE_EQ(value_of(Figure::stance_share, one), 0.6);
    EXPECT_DOUBLE_EQ(value_of(Figure::step_time, one), 0.61);
    EXPECT_DOUBLE_EQ(value_of(Figure::double_support_time, one), 0.24);
    EXPECT_DOUBLE_EQ(value_of(Figure::cadence, one), 100.0);
    EXPECT_DOUBLE_EQ(value_of(Figure::stride_length, one), 1.5);
    EXPECT_DOUBLE_EQ(value_of(Figure::speed, one), 1.25);
    EXPECT_TRUE(std::isnan(value_of(Figure::clearance, one)));
    EXPECT_EQ(to_string(Figure::cadence), "cadence_steps_per_min");
}

TEST(WalkSummary, MeanSpreadAndStudentsIntervalByHand) {
    // 1.0, 1.1, 1.2: mean 1.1, sd 0.1, standard error 0.057735, t of 2 degrees of freedom 4.302653.
    const WalkSummary summary =
        summarise(walk_of({stride(1000, 600), stride(1100, 660), stride(1200, 720)}, {}));
    const FigureSummary& time = summary.all.feet[0].of(Figure::stride_time);
    EXPECT_EQ(time.strides, 3);
    EXPECT_NEAR(time.mean.value, 1.1, 1e-12);
    EXPECT_NEAR(time.mean.low, 1.1 - 0.248414, 1e-5);
    EXPECT_NEAR(time.mean.high, 1.1 + 0.248414, 1e-5);
    EXPECT_NEAR(time.sd, 0.1, 1e-12);
    EXPECT_NEAR(time.cv, 0.1 / 1.1, 1e-12);
    EXPECT_FALSE(time.enough_for_mean);
    const FigureSummary& cadence = summary.all.feet[0].of(Figure::cadence);
    EXPECT_NEAR(cadence.mean.value, 120.0 / 1.1, 1e-9) << "six steps in 3.3 s";
    EXPECT_NEAR(cadence.mean.low, 120.0 / time.mean.high, 1e-9);
    EXPECT_NEAR(cadence.mean.high, 120.0 / time.mean.low, 1e-9);
    EXPECT_EQ(summary.all.of(Figure::stride_time).strides, 3) << "of one foot alone, that foot's";
}

TEST(WalkSummary, OneStrideHasNoSpread) {
    const WalkSummary summary = summarise(walk_of({stride(1000, 600)}, {}));
    const FigureSummary& time = summary.all.of(Figure::stride_time);
    EXPECT_EQ(time.strides, 1);
    EXPECT_DOUBLE_EQ(time.mean.value, 1.0);
    EXPECT_FALSE(time.mean.has_bounds());
    EXPECT_TRUE(std::isnan(time.sd));
    EXPECT_TRUE(std::isnan(time.cv));
}

TEST(WalkSummary, WhatIsNotKnownIsNotZero) {
    const WalkSummary summary = summarise(walk_of({}, {}));
    const FigureSummary& time = summary.all.of(Figure::stride_time);
    EXPECT_EQ(time.strides, 0);
    EXPECT_TRUE(std::isnan(time.mean.value));
    EXPECT_TRUE(std::isnan(summary.all.of(Figure::cadence).mean.value));
    EXPECT_TRUE(std::isnan(summary.all.walking_s));
    EXPECT_TRUE(std::isnan(summary.all.distance_m.value));
    EXPECT_TRUE(summary.bouts.empty());
}

TEST(WalkSummary, TurnsEdgesAndStridesWithoutAValueAreLeftOut) {
    MeasuredStride turning = stride(2000, 1400, 0.3);
    turning.turning = true;
    MeasuredStride edge = stride(1500, 900, 0.6);
    edge.edge = true;
    turning.edge = true;
    const WalkSummary summary = summarise(
        walk_of({stride(1000, 600, 1.2), turning, stride(1000, 600), stride(1000, 600, 1.4), edge}, {}));
    const FootSummary& left = summary.all.feet[0];
    EXPECT_EQ(left.strides, 5);
    EXPECT_EQ(left.turning_strides, 1);
    EXPECT_EQ(left.edge_strides, 1);
    EXPECT_EQ(left.steady_strides(), 3);
    EXPECT_EQ(left.of(Figure::stride_time).strides, 3);
    EXPECT_EQ(left.of(Figure::stride_length).strides, 2);
    EXPECT_NEAR(left.of(Figure::stride_length).mean.value, 1.3, 1e-12);
}

TEST(WalkSummary, BothFeetAreWeighedAlikeAndTheirDifferenceIsNoSpread) {
    // Left 1.0 1.2 (mean 1.1, variance 0.02), right 0.8 0.9 1.0 (mean 0.9, variance 0.01).
    const WalkSummary summary = summarise(walk_of({stride(1000, 600), stride(1200, 600)},
                                                  {stride(800, 500), stride(900, 500), stride(1000, 500)}));
    const FigureSummary& time = summary.all.of(Figure::stride_time);
    const Interval& left = summary.all.feet[0].of(Figure::stride_time).mean;
    const Interval& right = summary.all.feet[1].of(Figure::stride_time).mean;
    EXPECT_EQ(time.strides, 5);
    EXPECT_NEAR(time.mean.value, 1.0, 1e-12);
    EXPECT_NEAR(time.mean.high - time.mean.low, 0.5 * (left.high - left.low + right.high - right.low), 1e-12);
    EXPECT_NEAR(time.sd, std::sqrt((0.02 + 2.0 * 0.01) / 3.0), 1e-12);
}

TEST(WalkSummary, SaysFromHowManyStridesOnItIsSure) {
    const auto enough = [](int strides) {
        const std::vector<MeasuredStride> same(static_cast<std::size_t>(strides), stride(1000, 600));
        return summarise(walk_of(same, {})).all.of(Figure::stride_time);
    };
    EXPECT_FALSE(enough(9).enough_for_mean);
    EXPECT_TRUE(enough(10).enough_for_mean);
    EXPECT_FALSE(enough(49).enough_for_variability);
    EXPECT_TRUE(enough(50).enough_for_variability);
}

TEST(WalkSummary, SymmetryIndexByHand) {
    // Ten strides each. Left stance 0.60 and 0.64 in turn, right 0.58 and 0.60: means 0.62 and 0.59, index
    // 200 * 0.03 / 1.21 = 4.95868. Variances 0.02² * 10/9 and 0.01² * 10/9, a tenth of each is the mean's:
    // 4.4444e-5 and 1.1111e-5. Slopes 400 * 0.59 / 1.4641 = 161.191 and 400 * 0.62 / 1.4641 = 169.387, so the
    // index has 1.154767 + 0.318801 = 1.473568, sd 1.213906; Welch's degrees of freedom 1.473568² /
    // ((1.154767² + 0.318801²) / 9) = 13.6176, whose t is 2.1505.
    std::vector<MeasuredStride> left;
    std::vector<MeasuredStride> right;
    for (int i = 0; i < 5; ++i) {
        left.push_back(stride(1000, 600));
        left.push_back(stride(1000, 640));
        right.push_back(stride(1000, 580));
        right.push_back(stride(1000, 600));
    }
    const WalkSummary summary = summarise(walk_of(left, right));
    ASSERT_EQ(summary.all.symmetry.size(), 4U) << "stride, stance and swing time, stance share";
    const SymmetrySummary& stance = summary.all.symmetry[1];
    EXPECT_EQ(stance.figure, Figure::stance_time);
    EXPECT_NEAR(stance.index_percent.value, 4.95868, 1e-4);
    EXPECT_NEAR(stance.index_percent.high - stance.index_percent.value, 2.1505 * 1.213906, 2e-3);
    EXPECT_DOUBLE_EQ(summary.all.symmetry[0].index_percent.value, 0.0);

    left.pop_back();
    EXPECT_TRUE(summarise(walk_of(left, right)).all.symmetry.empty()) << "nine strides are too few";
}

TEST(WalkSummary, SymmetryIsOfWhatHasATrueZero) {
    EXPECT_TRUE(has_symmetry(Figure::step_time));
    EXPECT_FALSE(has_symmetry(Figure::final_contact_angle));
    EXPECT_FALSE(has_symmetry(Figure::cadence));
}

TEST(WalkSummary, BoutsApartAndTogether) {
    MeasuredStride second = stride(1400, 800);
    second.bout = 1;
    MeasuredWalk walk = walk_of({stride(1000, 600), stride(1000, 600), second}, {});
    walk.bouts = {{{0, 2'000 * kMs}, {2, 0}, {3.0, 0.03}},
                  {{9'000 * kMs, 10'400 * kMs}, {1, 0}, {2.0, 0.04}}};
    const WalkSummary summary = summarise(walk);
    ASSERT_EQ(summary.bouts.size(), 2U);
    EXPECT_EQ(summary.bouts[0].feet[0].strides, 2);
    EXPECT_EQ(summary.bouts[1].feet[0].strides, 1);
    EXPECT_DOUBLE_EQ(summary.bouts[1].of(Figure::stride_time).mean.value, 1.4);
    EXPECT_DOUBLE_EQ(summary.bouts[1].walking_s, 1.4);
    EXPECT_DOUBLE_EQ(summary.all.walking_s, 3.4);
    EXPECT_DOUBLE_EQ(summary.all.distance_m.value, 5.0);
    EXPECT_DOUBLE_EQ(summary.all.distance_m.sd, 0.05);
    EXPECT_FALSE(summary.all.bout.has_value());
    EXPECT_EQ(summary.bouts[1].bout, 1U);

    walk.bouts[0].distance_m = {};
    EXPECT_TRUE(std::isnan(summarise(walk).all.distance_m.value)) << "a part is not the whole";
}

}  // namespace
}  // namespace footfall::report
