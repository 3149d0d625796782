// The strip of phases and the trends: what is drawn, and what is not.
#include <gtest/gtest.h>

#include "footfall/report/gait_strip.h"
#include "footfall/report/plot_frame.h"
#include "footfall/report/trend_plot.h"
#include "synthetic_walk.h"
#include "well_formed.h"

namespace footfall::report {
namespace {

const PlotText kText{"Title", "What it shows"};

MeasuredStride stride_at(int start_s, double stance_s = 0.6) {
    MeasuredStride stride;
    const Nanoseconds start = start_s * kNanosecondsPerSecond;
    stride.time = {start, start + static_cast<Nanoseconds>(stance_s * 1e9), start + kNanosecondsPerSecond};
    return stride;
}

MeasuredWalk two_feet() {
    MeasuredWalk walk;
    walk.feet.resize(2);
    walk.feet[1].foot = Foot::right;
    for (int i = 0; i < 4; ++i) {
        walk.feet[0].strides.push_back(stride_at(i));
        MeasuredStride right = stride_at(i);
        right.time.start += kNanosecondsPerSecond / 2;
        right.time.final_contact += kNanosecondsPerSecond / 2;
        right.time.end += kNanosecondsPerSecond / 2;
        walk.feet[1].strides.push_back(right);
    }
    walk.bouts.push_back({{0, 5 * kNanosecondsPerSecond}, {4, 4}, {}});
    walk.clocks.kind = ClockRelation::Kind::common;
    walk.clocks.offset_s = {0.0, 0.0, 0.0};
    return walk;
}

TEST(GaitStrip, ShadesDoubleSupport) {
    // Left stands in [i, i + 0.6), right in [i + 0.5, i + 1.1): both in [i + 0.5, i + 0.6) and, but after the
    // last, [i + 1, i + 1.1): 4 + 3. One shade more is the legend's.
    const std::string svg = draw_gait_strip(kText, two_feet());
    EXPECT_EQ(fault_in(svg), "");
    EXPECT_EQ(count_of(svg, "class=\"shade\""), 7 + 1);
    EXPECT_EQ(count_of(svg, "class=\"fill\""), 8 + 8 + 2) << "stances, swings, legend";
}

TEST(GaitStrip, ShadesNothingWithoutAClock) {
    MeasuredWalk walk = two_feet();
    walk.clocks = {};
    walk.clocks.kind = ClockRelation::Kind::unknown;
    EXPECT_EQ(count_of(draw_gait_strip(kText, walk), "class=\"shade\""), 0);
}

TEST(GaitStrip, IsNothingWithoutStrides) {
    EXPECT_EQ(draw_gait_strip(kText, {}), "");
    MeasuredWalk walk = two_feet();
    walk.feet[0].strides.clear();
    walk.feet[1].strides.clear();
    EXPECT_EQ(draw_gait_strip(kText, walk), "");
}

TEST(Trend, BreaksWhereStridesAreMissing) {
    MeasuredWalk walk = two_feet();
    walk.feet.pop_back();
    walk.feet[0].strides = {stride_at(0), stride_at(1), stride_at(5), stride_at(6), stride_at(7)};
    const std::string svg = draw_trend(kText, walk, Figure::stride_time);
    EXPECT_EQ(fault_in(svg), "");
    EXPECT_EQ(count_of(svg, "<polyline class=\"faint\""), 2);
    EXPECT_EQ(count_of(svg, "h.1"), 5);
}

TEST(Trend, ShadesTurns) {
    MeasuredWalk walk = two_feet();
    walk.turns.push_back({{kNanosecondsPerSecond, 2 * kNanosecondsPerSecond}, {3.0, 0.1}, 0});
    EXPECT_EQ(count_of(draw_trend(kText, walk, Figure::stride_time), "class=\"shade\""), 1 + 1);
}

TEST(Trend, IsNothingWhenNothingWasMeasured) {
    EXPECT_EQ(draw_trend(kText, two_feet(), Figure::stride_length), "");
}

TEST(Trend, StaysSmallForAnHour) {
    MeasuredWalk walk;
    walk.feet.resize(1);
    for (int i = 0; i < 3600; ++i) {
        walk.feet[0].strides.push_back(stride_at(i, 0.6));
    }
    EXPECT_EQ(strides_per_dot(walk), 24U);
    const std::string svg = draw_trend(kText, walk, Figure::stance_time);
    EXPECT_EQ(count_of(svg, "h.1"), 150);
    EXPECT_NE(svg.find("Time (min)"), std::string::npos);
}

TEST(PlotFrame, FindsTheHeightOfEqualScales) {
    const Axis x{"x (m)", {0.0, 4.0}, {{0.0, "0"}, {4.0, "4"}}, Scale::linear};
    const Axis y{"y (m)", {0.0, 1.0}, {{0.0, "0"}, {1.0, "1"}}, Scale::linear};
    const std::vector<LegendEntry> legend = {{"left", 0, LegendEntry::Kind::marker}};
    FrameLayout layout;
    layout.width = 500.0;
    layout.height = height_of_equal_scales(x, y, legend, layout.width);
    const PlotFrame frame(kText, x, y, legend, layout);
    EXPECT_NEAR(frame.x(1.0) - frame.x(0.0), frame.y(0.0) - frame.y(1.0), 1e-9);
}

}  // namespace
}  // namespace footfall::report
