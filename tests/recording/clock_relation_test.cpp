// What is said of two feet's clocks.
#include "footfall/recording/clock_relation.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "simulate/walk.h"
#include "tests/recording/gait_sketch.h"

namespace footfall {
namespace {

/// Moves all that the foot's clock says.
FootFindings later(FootFindings foot, Nanoseconds by) {
    for (TimeRegion& swing : foot.swings) {
        swing = {swing.start + by, swing.end + by};
    }
    foot.said = {foot.said.start + by, foot.said.end + by};
    return foot;
}

/// As the truth of a simulated walk has them.
FootFindings simulated_foot(const simulate::SimulatedRecording& walk, Foot foot) {
    FootFindings found;
    found.foot.foot = foot;
    for (const simulate::PlannedStep& step : walk.truth.steps) {
        if (step.motion.foot() == foot) {
            const auto ns = [](double s) { return std::llround(s * 1e9); };
            const simulate::StepTimes& times = step.motion.times();
            found.swings.push_back({ns(times.final_contact_s), ns(times.initial_contact_s)});
        }
    }
    found.said = {0, 30 * kNanosecondsPerSecond};
    return found;
}

simulate::SimulatedRecording simulated(int person) {
    const simulate::Walker walker = simulate::draw_walker(
        person, person % 2 == 0 ? simulate::AgeGroup::older : simulate::AgeGroup::younger,
        simulate::Mounting::instep, 3);
    simulate::WalkOptions options;
    options.rate_hz = 20.0;  // the samples are not looked at
    return simulate::simulate_walk(walker, options, 5);
}

TEST(ClockRelation, FilesAreTakenAtTheirWord) {
    const ClockRelation relation =
        relate_clocks(foot_landing(Foot::left, {1000, 2000, 3000, 4000, 5000}),
                      foot_landing(Foot::right, {1500, 2500, 3500, 4500, 5500}), true);
    EXPECT_EQ(relation.kind, ClockRelation::Kind::common);
    EXPECT_EQ(relation.offset_s.value, 0.0);
}

TEST(ClockRelation, UnlessTheFeetWouldSwingAtOnce) {
    const auto walk = simulated(1);
    const ClockRelation relation = relate_clocks(simulated_foot(walk, Foot::left),
                                                 later(simulated_foot(walk, Foot::right), 500 * kMs), true);
    ASSERT_EQ(relation.kind, ClockRelation::Kind::estimated);
    EXPECT_NEAR(relation.offset_s.value, -0.5, 0.1);
}

TEST(ClockRelation, FindsKnownOffsetsWithinTheIntervalItStates) {
    for (int person = 1; person <= 6; ++person) {
        const auto walk = simulated(person);
        const FootFindings left = simulated_foot(walk, Foot::left);
        const FootFindings right = simulated_foot(walk, Foot::right);
        for (const int offset_ms : {-2000, -1370, -610, 0, 333, 980, 2000}) {
            const ClockRelation relation = relate_clocks(left, later(right, offset_ms * kMs), false);
            ASSERT_EQ(relation.kind, ClockRelation::Kind::estimated) << person << ' ' << relation.how;
            EXPECT_LE(relation.offset_s.low, -1e-3 * offset_ms) << person;
            EXPECT_GE(relation.offset_s.high, -1e-3 * offset_ms) << person;
            EXPECT_LT(relation.offset_s.high - relation.offset_s.low, 0.5) << person;
        }
    }
}

TEST(ClockRelation, TheMiddleHasEqualTimesOfDoubleSupport) {
    // Three slow steps tell which stride belongs to which. Otherwise the right foot lands 450 ms after the
    // left and the left 550 ms after the right, so double support is 50 and 150 ms, and equal 50 ms later.
    std::vector<int> left = {1000};
    std::vector<int> right;
    for (const int step_ms :
         {450, 550, 450, 550, 450, 550, 450, 950, 900, 850, 450, 550, 450, 550, 450, 550}) {
        std::vector<int>& landing = left.size() > right.size() ? right : left;
        landing.push_back(std::max(left.back(), right.empty() ? 0 : right.back()) + step_ms);
    }
    const ClockRelation relation =
        relate_clocks(foot_landing(Foot::left, left), foot_landing(Foot::right, right), false);
    ASSERT_EQ(relation.kind, ClockRelation::Kind::estimated) << relation.how;
    EXPECT_NEAR(relation.offset_s.value, 0.05, 1e-9);
    EXPECT_NEAR(relation.offset_s.low, -0.07, 1e-9) << "no double support after left, and 20 ms";
    EXPECT_NEAR(relation.offset_s.high, 0.17, 1e-9);
}

TEST(ClockRelation, SteadyWalkingThroughoutDoesNotTell) {
    std::vector<int> left;
    std::vector<int> right;
    for (int i = 0; i < 40; ++i) {
        left.push_back(1000 + 1000 * i);
        right.push_back(1500 + 1000 * i);
    }
    FootFindings one = foot_landing(Foot::left, left);
    FootFindings other = foot_landing(Foot::right, right);
    one.said = {1000 * kMs, 40'000 * kMs};  // nobody is seen to start or stop
    other.said = one.said;
    const ClockRelation relation = relate_clocks(one, other, false);
    EXPECT_EQ(relation.kind, ClockRelation::Kind::unknown);
    EXPECT_FALSE(relation.offset_s.known());
    EXPECT_FALSE(relation.how.empty());
}

TEST(ClockRelation, TooFewStepsDoNotTell) {
    const FootFindings left = foot_landing(Foot::left, {1000, 2000, 3000});
    const FootFindings right = foot_landing(Foot::right, {1500, 2500, 3500});
    EXPECT_EQ(relate_clocks(left, right, false).kind, ClockRelation::Kind::unknown);
    EXPECT_EQ(relate_clocks(left, right, true).kind, ClockRelation::Kind::common);
}

}  // namespace
}  // namespace footfall
