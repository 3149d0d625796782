// Scores against values worked out by hand, matching of events, and intervals that cover the truth.
#include "train/metrics.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "footfall/core/random.h"
#include "tests/train/toy_corpus.h"

namespace footfall::train {
namespace {

using testing::ElementsAre;
using testing::FloatNear;

constexpr Nanoseconds kMillisecond = 1'000'000;

Tally tally_of(const std::vector<std::int64_t>& confusion) {
    Tally tally(confusion.size() == 4 ? 2 : 3);
    tally.confusion = confusion;
    return tally;
}

TEST(Scores, OfTwoPhases) {
    const Scores scores = scores_of(tally_of({8, 2, 1, 9}));
    EXPECT_EQ(scores.samples, 20);
    EXPECT_DOUBLE_EQ(scores.accuracy, 17.0 / 20.0);
    EXPECT_DOUBLE_EQ(scores.balanced_accuracy, (0.8 + 0.9) / 2.0);
    ASSERT_EQ(scores.f1.size(), 2U);
    EXPECT_DOUBLE_EQ(scores.f1[0], 16.0 / 19.0);
    EXPECT_DOUBLE_EQ(scores.f1[1], 18.0 / 21.0);
    EXPECT_DOUBLE_EQ(scores.f1_macro, (16.0 / 19.0 + 18.0 / 21.0) / 2.0);
}

TEST(Scores, OfAPhaseThatNeverWasAreNotCounted) {
    const Scores never = scores_of(tally_of({4, 0, 0, 0, 4, 0, 0, 0, 0}));
    EXPECT_DOUBLE_EQ(never.f1_macro, 1.0);
    EXPECT_DOUBLE_EQ(never.balanced_accuracy, 1.0);
    EXPECT_TRUE(std::isnan(never.f1[2]));
    // Found though it never was: an F1 of zero, no recall.
    const Scores invented = scores_of(tally_of({4, 0, 0, 0, 2, 2, 0, 0, 0}));
    EXPECT_DOUBLE_EQ(invented.f1_macro, (1.0 + 4.0 / 6.0 + 0.0) / 3.0);
    EXPECT_DOUBLE_EQ(invented.balanced_accuracy, (1.0 + 0.5) / 2.0);
}

TEST(Scores, OfTheCycleGoRoundAndApartInTurns) {
    Tally tally;
    tally.add_cycle(0.99, 0.01, false);
    tally.add_cycle(0.5, 0.3, true);
    const Scores scores = scores_of(tally);
    EXPECT_NEAR(scores.cycle_mae, (0.98 + 0.2) / 2.0, 1e-12);
    EXPECT_NEAR(scores.cycle_mae_circular, (0.02 + 0.2) / 2.0, 1e-12);
    EXPECT_NEAR(scores.cycle_mae_circular_straight, 0.02, 1e-12);
}

TEST(Scores, OfNothingAreUnknownNotZero) {
    const Scores scores = scores_of(Tally());
    EXPECT_EQ(scores.samples, 0);
    for (const double score : {scores.accuracy, scores.balanced_accuracy, scores.f1_macro, scores.f1[0],
                               scores.f1[1], scores.cycle_mae, scores.cycle_mae_circular,
                               scores.cycle_mae_circular_straight, scores.initial_contact.median_abs_ms,
                               scores.initial_contact.p95_abs_ms, scores.initial_contact.bias_ms,
                               scores.initial_contact.missed_share, scores.final_contact.extra_share}) {
        EXPECT_TRUE(std::isnan(score));
    }
}

TEST(Scores, OfEvents) {
    Tally tally;
    tally.initial_contact = {{-10.0F, 20.0F, -30.0F, 0.0F, 40.0F}, 8, 3, 2};
    const EventScore score = scores_of(tally).initial_contact;
    EXPECT_DOUBLE_EQ(score.median_abs_ms, 20.0);
    EXPECT_DOUBLE_EQ(score.p95_abs_ms, 38.0);  // 0.95 of the way through 0 10 20 30 40, linearly
    EXPECT_DOUBLE_EQ(score.bias_ms, 0.0);
    EXPECT_DOUBLE_EQ(score.missed_share, 3.0 / 8.0);
    EXPECT_DOUBLE_EQ(score.extra_share, 2.0 / 8.0);
}

TEST(Tally, AddsUp) {
    Tally one;
    one.add_phase(0, 1);
    one.add_cycle(0.1, 0.2, false);
    one.unanswered = 2;
    one.initial_contact = {{5.0F}, 2, 1, 0};
    Tally sum = one;
    sum.add(one);
    EXPECT_THAT(sum.confusion, ElementsAre(0, 2, 0, 0));
    EXPECT_EQ(sum.unanswered, 4);
    EXPECT_EQ(sum.cycles, 2);
    EXPECT_EQ(sum.straight_cycles, 2);
    EXPECT_THAT(sum.initial_contact.error_ms, ElementsAre(5.0F, 5.0F));
    EXPECT_EQ(sum.initial_contact.reference, 4);
    EXPECT_EQ(sum.initial_contact.missed, 2);
}

EventErrors matched(std::vector<Nanoseconds> reference_ms, std::vector<Nanoseconds> found_ms,
                    std::vector<TimeRegion> walking_ms) {
    for (auto* times : {&reference_ms, &found_ms}) {
        for (Nanoseconds& time : *times) {
            time *= kMillisecond;
        }
    }
    for (TimeRegion& region : walking_ms) {
        region = {region.start * kMillisecond, region.end * kMillisecond};
    }
    EventErrors errors;
    match_events(reference_ms, found_ms, walking_ms, 250 * kMillisecond, errors);
    return errors;
}

TEST(MatchEvents, OneToOneNearestFirstWithinTheTolerance) {
    const EventErrors errors = matched({1000, 2000, 3000}, {1020, 1050, 2251, 3250}, {{500, 4000}});
    EXPECT_THAT(errors.error_ms, ElementsAre(FloatNear(20.0F, 1e-3F), FloatNear(250.0F, 1e-3F)));
    EXPECT_EQ(errors.reference, 3);
    EXPECT_EQ(errors.missed, 1);
    EXPECT_EQ(errors.extra, 2);
    const EventErrors nearest = matched({1000, 1200}, {1150}, {});
    EXPECT_THAT(nearest.error_ms, ElementsAre(FloatNear(-50.0F, 1e-3F)));
    EXPECT_EQ(nearest.missed, 1);
}

TEST(MatchEvents, OnlyWithinWalkingCanBeExtra) {
    EXPECT_EQ(matched({}, {99, 100, 199, 200, 250, 300, 399, 400}, {{100, 200}, {300, 400}}).extra, 4);
    EXPECT_EQ(matched({}, {150}, {{200, 100}}).extra, 0);  // a walk too short to be sure of anything
    EXPECT_EQ(matched({}, {150}, {}).extra, 0);
}

std::vector<Tally> people_of_accuracy(const std::vector<double>& accuracy) {
    std::vector<Tally> people;
    for (const double share : accuracy) {
        const auto right = std::llround(1000.0 * share);
        people.push_back(tally_of({right, 1000 - right, 0, 0}));
    }
    return people;
}

double accuracy_in(const Scores& scores) { return scores.accuracy; }

TEST(Bootstrap, CoversTheTruthAboutAsOftenAsItSays) {
    Random random(5);
    int covered = 0;
    int mean_covered = 0;
    constexpr int kCohorts = 60;
    for (int cohort = 0; cohort < kCohorts; ++cohort) {
        std::vector<double> accuracy(20);
        for (double& share : accuracy) {
            share = random.uniform(0.8, 1.0);
        }
        const Interval interval = Bootstrap(people_of_accuracy(accuracy)).of(accuracy_in);
        EXPECT_LT(interval.low, interval.value);
        EXPECT_LT(interval.value, interval.high);
        covered += interval.low <= 0.9 && 0.9 <= interval.high ? 1 : 0;
        const Interval mean = bootstrap_mean(accuracy);
        mean_covered += mean.low <= 0.9 && 0.9 <= mean.high ? 1 : 0;
        EXPECT_NEAR(mean.high - mean.low, 2.0 * 1.96 * 0.2 / std::sqrt(12.0 * 20.0), 0.02);
    }
    EXPECT_GE(covered, kCohorts * 85 / 100);
    EXPECT_GE(mean_covered, kCohorts * 85 / 100);
}

TEST(Bootstrap, IsTheSameForASeed) {
    const std::vector<Tally> people = people_of_accuracy({0.9, 0.8, 0.95, 0.7});
    const Interval first = Bootstrap(people, 3).of(accuracy_in);
    const Interval again = Bootstrap(people, 3).of(accuracy_in);
    EXPECT_EQ(first.low, again.low);
    EXPECT_EQ(first.high, again.high);
    EXPECT_DOUBLE_EQ(first.value, (0.9 + 0.8 + 0.95 + 0.7) / 4.0);
}

TEST(Bootstrap, OfOnePersonOrNobodyHasNoInterval) {
    const Interval one = Bootstrap(people_of_accuracy({0.9})).of(accuracy_in);
    EXPECT_DOUBLE_EQ(one.value, 0.9);
    EXPECT_TRUE(std::isnan(one.low));
    EXPECT_TRUE(std::isnan(one.high));
    EXPECT_TRUE(std::isnan(Bootstrap({}).of(accuracy_in).value));
    EXPECT_TRUE(std::isnan(bootstrap_mean({}).value));
    EXPECT_TRUE(std::isnan(bootstrap_mean({0.5}).low));
}

}  // namespace
}  // namespace footfall::train
