// What is said of a recording's own samples, on the grid, between its samples, in gaps and at their edges.
#include "footfall/recording/own_samples.h"

#include <gtest/gtest.h>

#include <vector>

namespace footfall {
namespace {

constexpr Nanoseconds kPeriod = 10'000'000;

class OwnSamplesTest : public testing::Test {
protected:
    void answer(SampleIndex index, float cycle, float stance, bool walking = true, bool after_gap = false) {
        PhaseEstimate estimate;
        estimate.sample.index = index;
        estimate.sample.cycle = cycle;
        estimate.sample.phase = stance >= 0.5F ? 0 : 1;
        estimate.sample.probability[0] = stance;
        estimate.sample.probability[1] = 1.0F - stance;
        estimate.walking = walking;
        estimate.after_gap = after_gap;
        samples_.answer(estimate);
    }

    std::vector<AnsweredSample> given_;
    OwnSamples samples_{kPeriod, 2, [this](const AnsweredSample& sample) { given_.push_back(sample); }};
};

TEST_F(OwnSamplesTest, OnTheGridTheAnswerIsTheGrids) {
    for (int i = 0; i < 5; ++i) {
        samples_.add(i * kPeriod, 0.5F);
    }
    answer(2, 0.25F, 0.75F, true, true);
    ASSERT_EQ(given_.size(), 3U);
    EXPECT_EQ(given_[0].state, SampleState::unknown);
    EXPECT_EQ(given_[1].state, SampleState::unknown);
    EXPECT_EQ(given_[2].state, SampleState::walking);
    EXPECT_EQ(given_[2].time, 2 * kPeriod);
    EXPECT_EQ(given_[2].pitch_rate_radps, 0.5F);
    EXPECT_EQ(given_[2].answer.cycle, 0.25F);
    EXPECT_EQ(given_[2].answer.probability[0], 0.75F);
    answer(3, 0.26F, 0.7F, false);
    ASSERT_EQ(given_.size(), 4U);
    EXPECT_EQ(given_[3].state, SampleState::not_walking);
    samples_.finish();
    ASSERT_EQ(given_.size(), 5U);
    EXPECT_EQ(given_[4].state, SampleState::unknown);
}

TEST_F(OwnSamplesTest, BetweenTwoAnswersCycleAndProbabilityAreLinearTheShortWayRound) {
    samples_.add(2'500'000, 0.0F);
    samples_.add(7'500'000, 0.0F);
    answer(0, 0.98F, 0.2F);
    EXPECT_TRUE(given_.empty());
    answer(1, 0.02F, 0.8F);
    ASSERT_EQ(given_.size(), 2U);
    EXPECT_NEAR(given_[0].answer.cycle, 0.99F, 1e-6);
    EXPECT_NEAR(given_[0].answer.probability[0], 0.35F, 1e-6);
    EXPECT_EQ(given_[0].answer.phase, 1);
    EXPECT_NEAR(given_[1].answer.cycle, 0.01F, 1e-6);
    EXPECT_NEAR(given_[1].answer.probability[0], 0.65F, 1e-6);
    EXPECT_EQ(given_[1].answer.phase, 0);
}

TEST_F(OwnSamplesTest, NothingIsSaidInAGap) {
    answer(0, 0.5F, 0.9F);
    for (int i = 0; i < 10; ++i) {
        samples_.add(i * kPeriod + 3'000'000, 0.0F);
    }
    answer(9, 0.9F, 0.1F, true, true);
    ASSERT_EQ(given_.size(), 9U);
    EXPECT_EQ(given_[0].state, SampleState::walking) << "within half a period of the last answer";
    for (std::size_t i = 1; i < 9; ++i) {
        EXPECT_EQ(given_[i].state, SampleState::unknown) << i;
    }
}

TEST_F(OwnSamplesTest, SamplesThatNothingIsSaidOfDoNotPileUp) {
    for (int i = 0; i < 10'000; ++i) {
        samples_.add(i * kPeriod, 0.0F);
    }
    EXPECT_GT(given_.size(), 6'000U);
    EXPECT_EQ(given_.front().state, SampleState::unknown);
    samples_.finish();
    EXPECT_EQ(given_.size(), 10'000U);
}

}  // namespace
}  // namespace footfall
