// Nice numbers on axes.
#include "footfall/report/axis.h"

#include <gtest/gtest.h>

namespace footfall::report {
namespace {

std::vector<std::string> labels(const std::vector<Tick>& ticks) {
    std::vector<std::string> texts;
    texts.reserve(ticks.size());
    for (const Tick& tick : ticks) {
        texts.push_back(tick.label);
    }
    return texts;
}

TEST(Axis, StepsAreOneTwoOrFive) {
    EXPECT_DOUBLE_EQ(nice_step(10.0, 5), 2.0);
    EXPECT_DOUBLE_EQ(nice_step(10.0, 4), 5.0);
    EXPECT_DOUBLE_EQ(nice_step(0.04, 4), 0.01);
    EXPECT_DOUBLE_EQ(nice_step(700.0, 8), 100.0);
    EXPECT_DOUBLE_EQ(nice_step(0.0, 5), 1.0);
}

TEST(Axis, TicksHaveTheDecimalsTheyNeed) {
    EXPECT_EQ(labels(nice_ticks({0.95, 0.99}, 4)),
              (std::vector<std::string>{"0.95", "0.96", "0.97", "0.98", "0.99"}));
    EXPECT_EQ(labels(nice_ticks({-34.0, 34.0}, 4)), (std::vector<std::string>{"−20", "0", "20"}));
    EXPECT_EQ(labels(nice_ticks({0.0, 1.0}, 2)), (std::vector<std::string>{"0.0", "0.5", "1.0"}));
}

TEST(Axis, IsWidenedToWholeStepsWithinTheLimits) {
    const Axis axis = nice_axis("F1", {0.953, 0.998}, 5, {0.0, 1.0});
    EXPECT_DOUBLE_EQ(axis.range.low, 0.95);
    EXPECT_DOUBLE_EQ(axis.range.high, 1.0);
    const Axis above = nice_axis("F1", {0.9, 1.1}, 5, {0.0, 1.0});
    EXPECT_GE(above.range.high, 1.1) << "data outside the limits must still be on the axis";
}

TEST(Axis, OfNothingAndOfOneValueHasASpan) {
    EXPECT_GT(nice_axis("", Range{}).range.span(), 0.0);
    EXPECT_FALSE(nice_axis("", Range{}).ticks.empty());
    const Axis one = nice_axis("", {0.97, 0.97});
    EXPECT_LT(one.range.low, 0.97);
    EXPECT_GT(one.range.high, 0.97);
    EXPECT_GT(nice_axis("", {0.0, 0.0}).range.span(), 0.0);
}

TEST(Axis, RangePassesOverWhatIsNotFinite) {
    Range range;
    range.include(kUnknown);
    EXPECT_TRUE(range.empty());
    range.include({0.5, kUnknown, 0.7});
    EXPECT_DOUBLE_EQ(range.low, 0.5);
    EXPECT_DOUBLE_EQ(range.high, 0.7);
}

TEST(Axis, DoublingIsAStepOnALogarithmicScale) {
    const Axis axis{"people", {1.0, 8.0}, {}, Scale::log2};
    EXPECT_DOUBLE_EQ(axis.fraction(1.0), 0.0);
    EXPECT_NEAR(axis.fraction(2.0), 1.0 / 3.0, 1e-12);
    EXPECT_NEAR(axis.fraction(4.0), 2.0 / 3.0, 1e-12);
}

}  // namespace
}  // namespace footfall::report
