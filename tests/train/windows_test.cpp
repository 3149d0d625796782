// Windows never span a gap, answer only for labelled samples, and hold the signal.
#include "train/windows.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numbers>

#include "tests/train/toy_corpus.h"

namespace footfall::train {
namespace {

using testing::ElementsAre;

constexpr float kUnknownCycle = std::numeric_limits<float>::quiet_NaN();

NetworkSpec window_of_six() {
    NetworkSpec spec;
    spec.window = 6;
    spec.look_ahead = 2;
    return spec;
}

/// Channel c of grid sample i is 100 i + c; the first two samples are unlabelled, the next two lack a phase.
SignalSegment counted(SampleIndex first, std::size_t length) {
    SignalSegment segment;
    segment.first = first;
    for (std::size_t i = 0; i < length; ++i) {
        for (int c = 0; c < kChannels; ++c) {
            segment.channels.push_back(static_cast<float>(100 * (first + static_cast<SampleIndex>(i)) + c));
        }
        const bool has_phase = i >= 4;
        segment.labels.push_back({i < 2 ? kUnknownCycle : 0.01F * static_cast<float>(i),
                                  has_phase ? static_cast<std::int8_t>(i % 2) : SampleLabel::kNoPhase});
    }
    segment.turning.resize(length);
    return segment;
}

/// Person 1's foot in two segments of 8 and 7 samples with one too short between; person 2's in one.
Corpus with_gaps() {
    Corpus corpus = corpus_of_nobody(2);
    corpus.feet.resize(2);
    corpus.feet[0].signal.segments = {counted(0, 8), counted(10, 5), counted(20, 7)};
    corpus.feet[1].person = 1;
    corpus.feet[1].signal.segments = {counted(0, 6)};
    return corpus;
}

std::vector<std::uint32_t> targets_of(const std::vector<WindowPlace>& places, std::uint32_t segment) {
    std::vector<std::uint32_t> targets;
    for (const WindowPlace& place : places) {
        if (place.segment == segment) {
            targets.push_back(place.target);
        }
    }
    return targets;
}

TEST(LabelledWindows, SpanNoGapAndAnswerLabelledSamples) {
    const std::vector<WindowPlace> places =
        labelled_windows(with_gaps(), {0}, window_of_six(), Labelled::cycle);
    EXPECT_THAT(targets_of(places, 0), ElementsAre(3, 4, 5));
    EXPECT_THAT(targets_of(places, 1), ElementsAre());
    EXPECT_THAT(targets_of(places, 2), ElementsAre(3, 4));
    for (const WindowPlace& place : places) {
        EXPECT_EQ(place.foot, 0U);
    }
}

TEST(LabelledWindows, AskForTheKindOfLabel) {
    EXPECT_THAT(targets_of(labelled_windows(with_gaps(), {0}, window_of_six(), Labelled::phase), 0),
                ElementsAre(4, 5));
    NetworkSpec late = window_of_six();
    late.look_ahead = 5;  // answers for the first sample of each window
    EXPECT_THAT(targets_of(labelled_windows(with_gaps(), {0}, late, Labelled::cycle), 0), ElementsAre(2));
    EXPECT_TRUE(labelled_windows(with_gaps(), {}, late, Labelled::cycle).empty());
    EXPECT_TRUE(labelled_windows(with_gaps(), {1}, late, Labelled::cycle).empty());
}

TEST(LabelledWindows, LongerThanEveryRecordingAreNone) {
    NetworkSpec spec = window_of_six();
    spec.window = 9;
    EXPECT_TRUE(labelled_windows(with_gaps(), {0, 1}, spec, Labelled::cycle).empty());
}

TEST(NormalizationOf, IsMeanAndDeviationOfTheAnsweredSamples) {
    const Normalization found =
        normalization_of(with_gaps(), std::vector<WindowPlace>{{0, 0, 1}, {0, 0, 3}, {0, 2, 0}});
    // Samples 1, 3 and 20 of the grid: 100, 300 and 2000.
    const double deviation = std::sqrt((700.0 * 700.0 + 500.0 * 500.0 + 1200.0 * 1200.0) / 3.0);
    for (std::size_t c = 0; c < kChannels; ++c) {
        EXPECT_FLOAT_EQ(found.mean[c], 800.0F + static_cast<float>(c));
        EXPECT_NEAR(static_cast<double>(found.inverse_sd[c]) * deviation, 1.0, 1e-6);
    }
    const Normalization constant = normalization_of(with_gaps(), std::vector<WindowPlace>{{0, 0, 1}});
    EXPECT_TRUE(std::isfinite(constant.inverse_sd[0]));
}

TEST(BatchMaker, GivesTheSignalNormalisedAndItsLabels) {
    const Corpus corpus = with_gaps();
    Normalization normalization;
    normalization.mean = {1.0F, 2.0F, 3.0F, 4.0F, 5.0F, 6.0F};
    normalization.inverse_sd = {1.0F, 0.5F, 2.0F, 1.0F, 0.1F, 1.0F};
    const BatchMaker batches(corpus, window_of_six(), normalization);
    const std::vector<WindowPlace> places = {{0, 2, 4}, {0, 0, 3}, {1, 0, 3}};
    Random random(1);
    Batch batch;
    batches.make(places, nullptr, random, places.size(), batch);
    ASSERT_EQ(batch.input.rows(), 36);
    ASSERT_EQ(batch.input.cols(), 3);
    for (Eigen::Index i = 0; i < 36; ++i) {
        const auto c = static_cast<std::size_t>(i % 6);
        const auto sample = static_cast<float>(100 * (21 + i / 6)) + static_cast<float>(c);
        EXPECT_FLOAT_EQ(batch.input(i, 0), (sample - normalization.mean[c]) * normalization.inverse_sd[c]);
    }
    const float angle = 2.0F * std::numbers::pi_v<float> * 0.04F;
    EXPECT_NEAR(batch.cycle(0, 0), std::cos(angle), 1e-6F);
    EXPECT_NEAR(batch.cycle(1, 0), std::sin(angle), 1e-6F);
    EXPECT_EQ(batch.cycle_weight, Vector<float>::Ones(3));
    EXPECT_EQ(batch.phase[0], 0);
    EXPECT_EQ(batch.phase_weight, (Eigen::Vector3f(1.0F, 0.0F, 0.0F)));
}

TEST(BatchMaker, TakesPhasesAsUnknownFromWhereItIsTold) {
    const Corpus corpus = with_gaps();
    NetworkSpec pair;
    pair.window = 2;
    pair.look_ahead = 1;
    const BatchMaker batches(corpus, pair, {});
    const std::vector<WindowPlace> places = {{0, 0, 4}, {0, 0, 5}, {0, 0, 1}};
    Random random(1);
    Batch batch;
    batches.make(places, nullptr, random, 1, batch);
    EXPECT_EQ(batch.phase_weight, (Eigen::Vector3f(1.0F, 0.0F, 0.0F)));
    EXPECT_EQ(batch.cycle_weight, (Eigen::Vector3f(1.0F, 1.0F, 0.0F)));
    batches.make(places, nullptr, random, 0, batch);
    EXPECT_EQ(batch.phase_weight.sum(), 0.0F);
    EXPECT_TRUE(batch.cycle.allFinite());
}

}  // namespace
}  // namespace footfall::train
