// The mounting learned on the walk: when it is known, how it is refined, and that no window mixes two.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "footfall/phase/alignment_learner.h"
#include "footfall/recording/foot_signal.h"
#include "tests/phase/walks.h"

namespace footfall {
namespace {

double degrees_between(const Alignment& a, const Alignment& b) {
    double trace = 0.0;
    for (std::size_t i = 0; i < 3; ++i) {
        trace += static_cast<double>(dot(a.rows[i], b.rows[i]));
    }
    return std::acos(std::clamp((trace - 1.0) / 2.0, -1.0, 1.0)) * 57.29578;
}

bool known(const PhaseEstimate& answer) { return answer.sample.probability[0] > 0.0F; }

TEST(LiveAlignment, IsKnownAfterThreeStridesAndRefined) {
    for (const double rate_hz : {50.0, 100.0, 204.8}) {
        const Recording recording = simulated_walk(rate_hz);
        for (const FootTrack& track : recording.feet) {
            const Alignment whole = learn_alignment(recording, track, {});
            AlignmentLearner learner(track.rate_hz, true);
            int changes = 0;
            for (const ImuSample& sample : track.samples) {
                if (learner.update(sample)) {
                    ++changes;
                    EXPECT_LT(degrees_between(*learner.alignment(), whole), 10.0);
                    // The third stride of a foot that stands until 3 s.
                    EXPECT_GT(sample.time, 5'000'000'000);
                    EXPECT_TRUE(changes > 1 || sample.time < 9'000'000'000) << sample.time;
                }
            }
            EXPECT_GT(changes, 5);
            EXPECT_LT(degrees_between(*learner.alignment(), whole), 2.0);
        }
    }
}

TEST(LiveAlignment, IsKeptForGoodAfterThirtyStrides) {
    simulate::Walker walker =
        simulate::draw_walker(5, simulate::AgeGroup::younger, simulate::Mounting::any, 21);
    simulate::WalkOptions options;
    options.course.seconds = 60.0;
    const FootTrack track = simulate::simulate_recording(walker, options, 2).feet[0];
    AlignmentLearner learner(track.rate_hz, true);
    int changes = 0;
    for (const ImuSample& sample : track.samples) {
        changes += learner.update(sample) ? 1 : 0;
    }
    EXPECT_FALSE(learner.learning());
    EXPECT_EQ(changes, AlignmentLearner::kLastStrides - AlignmentLearner::kFirstStrides + 1);
}

TEST(LiveAlignment, NothingIsSaidBeforeItIsKnown) {
    const SmallModel small;
    const Recording recording = simulated_walk();
    for (const FootTrack& track : recording.feet) {
        auto stream = PhaseEstimator::make(small.model(), options_of(track, std::nullopt));
        ASSERT_TRUE(stream);
        SampleIndex next = 14;
        for (const ImuSample& sample : track.samples) {
            for (const PhaseEstimate& answer : stream->update(sample)) {
                EXPECT_EQ(answer.sample.index, next++);
                EXPECT_EQ(known(answer), stream->alignment().has_value());
                EXPECT_TRUE(known(answer) || (!answer.walking && answer.sample.cycle == 0.0F));
            }
        }
        EXPECT_TRUE(stream->alignment());
        EXPECT_GT(next, 2000);
    }
}

TEST(LiveAlignment, WhatIsSaidIsWhatTheAlignmentInUseWouldHaveSaidFromTheBeginning) {
    const SmallModel small;
    const Recording recording = simulated_walk();
    for (const FootTrack& track : recording.feet) {
        auto stream = PhaseEstimator::make(small.model(), options_of(track, std::nullopt));
        ASSERT_TRUE(stream);
        std::vector<std::pair<Alignment, std::vector<PhaseEstimate>>> stretches;
        for (const ImuSample& sample : track.samples) {
            for (const PhaseEstimate& answer : stream->update(sample)) {
                if (!known(answer)) {
                    continue;
                }
                if (stretches.empty() || stretches.back().first.rows != stream->alignment()->rows) {
                    stretches.push_back({*stream->alignment(), {}});
                }
                stretches.back().second.push_back(answer);
            }
        }
        ASSERT_GT(stretches.size(), 5U);
        for (const auto& [alignment, answers] : stretches) {
            auto given = PhaseEstimator::make(small.model(), options_of(track, alignment));
            ASSERT_TRUE(given);
            const auto all = answers_to(track.samples, *given);
            for (const PhaseEstimate& answer : answers) {
                const PhaseEstimate& expected =
                    all[static_cast<std::size_t>(answer.sample.index - all.front().sample.index)];
                ASSERT_TRUE(same(answer.sample, expected.sample)) << answer.sample.index;
                ASSERT_EQ(answer.walking, expected.walking);
            }
        }
    }
}

TEST(LiveAlignment, AModelWithoutItAnswersAtOnce) {
    SmallModel small;
    Model model = small.model();
    model.preprocessing.align = false;
    const Recording recording = simulated_walk();
    auto stream = PhaseEstimator::make(model, options_of(recording.feet[0], std::nullopt));
    ASSERT_TRUE(stream);
    const auto found = answers_to(recording.feet[0].samples, *stream);
    EXPECT_TRUE(known(found.front()));
}

}  // namespace
}  // namespace footfall
