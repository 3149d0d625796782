// Numbers as people read them, and words where there are none.
#include "footfall/report/figure_words.h"

#include <gtest/gtest.h>

namespace footfall::report {
namespace {

FigureSummary summary_of(int strides, const Interval& mean) {
    FigureSummary summary;
    summary.strides = strides;
    summary.mean = mean;
    summary.enough_for_mean = strides >= kStridesForMean;
    return summary;
}

TEST(FigureWords, TellsAMeanInItsUnit) {
    const FigureSummary share = summary_of(20, {0.6213, 0.6104, 0.6322});
    EXPECT_EQ(titled(Figure::stance_share), "Stance share (% of stride)");
    EXPECT_EQ(told(Figure::stance_share, share), "62.1");
    EXPECT_EQ(told_bounds(Figure::stance_share, share), "61.0–63.2");
    // 0.35 rad = 20.05°
    EXPECT_EQ(told(Figure::initial_contact_angle, summary_of(20, {0.35, 0.3, 0.4})), "20");
    EXPECT_EQ(told(Figure::clearance, summary_of(20, {0.0213, 0.02, 0.022})), "2.1");
}

TEST(FigureWords, SaysWhyThereIsNoNumber) {
    EXPECT_EQ(told(Figure::speed, summary_of(0, {})), "not measured");
    EXPECT_EQ(told(Figure::speed, summary_of(kStridesForMean - 1, {1.2, 1.1, 1.3})), "too few strides");
    EXPECT_EQ(told_bounds(Figure::speed, summary_of(kStridesForMean - 1, {1.2, 1.1, 1.3})), "");
}

TEST(FigureWords, MakesAnIntervalOfADeviation) {
    const Interval interval = interval_of({20.0, 0.5});
    EXPECT_NEAR(interval.low, 19.02, 1e-9);
    EXPECT_NEAR(interval.high, 20.98, 1e-9);
    EXPECT_FALSE(interval_of({20.0, kUnknown}).has_bounds());
}

}  // namespace
}  // namespace footfall::report
