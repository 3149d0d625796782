// What is certain of a phase from the cycle position alone, and that model transfer uses it.
#include "train/certain_phases.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "tests/train/toy_corpus.h"
#include "train/windows.h"

namespace footfall::train {
namespace {

/// Two people with one cycle each of 1 s; the second phase begins at these times.
Corpus two_people(Nanoseconds first, Nanoseconds second) {
    Corpus corpus;
    corpus.phases = phase_set_named("stance_swing");
    for (const Nanoseconds begin : {first, second}) {
        CorpusFoot foot;
        foot.person = corpus.feet.size();
        foot.signal.cycles.push_back({{0, kNanosecondsPerSecond}, {0, begin}});
        corpus.feet.push_back(foot);
    }
    return corpus;
}

TEST(CertainPhases, LeaveAMarginOnEitherSideOfWhatLabelledCyclesShow) {
    const CertainPhases certain(two_people(580'000'000, 660'000'000), {0, 1});
    EXPECT_EQ(certain.at(0.0F), 0);
    EXPECT_EQ(certain.at(0.52F), 0);
    EXPECT_EQ(certain.at(0.54F), SampleLabel::kNoPhase);
    EXPECT_EQ(certain.at(0.70F), SampleLabel::kNoPhase);
    EXPECT_EQ(certain.at(0.72F), 1);
    EXPECT_EQ(certain.at(0.999F), 1);
    EXPECT_EQ(certain.at(std::numeric_limits<float>::quiet_NaN()), SampleLabel::kNoPhase);
}

TEST(CertainPhases, AreToldByTheCyclesOfLabelledPeopleAlone) {
    const Corpus corpus = two_people(600'000'000, 300'000'000);
    EXPECT_EQ(CertainPhases(corpus, {0}).at(0.5F), 0);
    EXPECT_EQ(CertainPhases(corpus, {1}).at(0.5F), 1);
}

TEST(CertainPhases, AreNoneWithoutLabels) {
    EXPECT_EQ(CertainPhases().at(0.0F), SampleLabel::kNoPhase);
    EXPECT_EQ(CertainPhases(two_people(600'000'000, 600'000'000), {}).at(0.0F), SampleLabel::kNoPhase);
}

TEST(CertainPhases, TakeThePlaceOfUnknownLabelsInABatch) {
    const Corpus corpus = toy_corpus();
    NetworkSpec spec;
    spec.window = 20;
    const CertainPhases certain(corpus, {0});
    const std::vector<WindowPlace> places = labelled_windows(corpus, {1}, spec, Labelled::phase);
    Random random(1);
    Batch batch;
    BatchMaker(corpus, spec, {}).make(places, nullptr, random, 0, batch, certain);
    std::size_t known = 0;
    for (std::size_t i = 0; i < places.size(); ++i) {
        const SampleLabel& label =
            corpus.feet[places[i].foot].signal.segments[places[i].segment].labels[places[i].target];
        const float weight = batch.phase_weight(static_cast<Eigen::Index>(i));
        EXPECT_EQ(weight > 0.0F, certain.at(label.cycle) != SampleLabel::kNoPhase);
        if (weight > 0.0F) {
            EXPECT_EQ(batch.phase[i], label.phase) << "at cycle " << label.cycle;
            ++known;
        }
    }
    EXPECT_GT(known, places.size() / 2);
    EXPECT_LT(known, places.size());
}

}  // namespace
}  // namespace footfall::train
