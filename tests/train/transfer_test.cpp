// Each mode of transfer changes what it says it changes, and learns what it says it learns.
#include "train/transfer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "footfall/recording/error.h"
#include "tests/train/toy_corpus.h"
#include "train/predict.h"

namespace footfall::train {
namespace {

using testing::HasSubstr;

NetworkSpec small_network() {
    NetworkSpec spec;
    spec.window = 20;
    spec.look_ahead = 5;
    spec.hidden = {48, 24};
    return spec;
}

Scores scores_on(Learnt& learnt, const Corpus& corpus, const People& people) {
    const BatchMaker batches(corpus, learnt.network.spec(), learnt.normalization);
    Tally sum;
    for (std::size_t foot = 0; foot < corpus.feet.size(); ++foot) {
        if (std::find(people.begin(), people.end(), corpus.feet[foot].person) != people.end()) {
            const auto answers = predict(learnt.network, batches, corpus, foot);
            sum.add(mark(corpus.feet[foot], corpus.phases, answers, learnt.has_cycle));
        }
    }
    return scores_of(sum);
}

class Transfer : public testing::Test {
protected:
    Transfer() {
        plan_.pretraining = {.windows = 12'800, .batch = 64, .learning_rate = 3e-3};
        plan_.transfer = plan_.pretraining;
    }

    [[nodiscard]] Learnt taught(TransferMode mode, std::uint64_t seed = 1) const {
        const Learnt pretrained = pretrain(corpus_, small_network(), teachers_, plan_, seed);
        return transfer(corpus_, pretrained, mode, teachers_, plan_, seed);
    }

    Corpus corpus_ = toy_corpus();
    TrainingPlan plan_;
    Teachers teachers_{{0, 1, 2}, {0, 1, 2}, {3}};
};

TEST_F(Transfer, OfTheModelKeepsBothHeadsGood) {
    Learnt learnt = taught(TransferMode::model_transfer);
    EXPECT_TRUE(learnt.has_cycle);
    const Scores scores = scores_on(learnt, corpus_, {4, 5});
    EXPECT_GT(scores.f1_macro, 0.93);
    EXPECT_LT(scores.cycle_mae_circular, 0.03);
    EXPECT_EQ(scores.initial_contact.missed, 0);
}

TEST_F(Transfer, OfFeaturesChangesThePhaseHeadAlone) {
    const Learnt pretrained = pretrain(corpus_, small_network(), teachers_, plan_, 1);
    Learnt learnt = transfer(corpus_, pretrained, TransferMode::feature_transfer, teachers_, plan_, 1);
    const auto kept = static_cast<Eigen::Index>(learnt.network.ranges().phase_head.offset);
    EXPECT_EQ(learnt.network.parameters().head(kept), pretrained.network.parameters().head(kept));
    EXPECT_NE(learnt.network.parameters(), pretrained.network.parameters());
    EXPECT_TRUE(learnt.has_cycle);
    const Scores scores = scores_on(learnt, corpus_, {4, 5});
    EXPECT_GT(scores.f1_macro, 0.8);
    EXPECT_LT(scores.cycle_mae_circular, 0.03);
}

TEST_F(Transfer, FromScratchStartsElsewhereAndKnowsNoCycle) {
    plan_.transfer.windows = 1;  // one step, from wherever it starts
    const Learnt pretrained = pretrain(corpus_, small_network(), teachers_, plan_, 1);
    const Learnt scratch = transfer(corpus_, pretrained, TransferMode::scratch, teachers_, plan_, 1);
    const Learnt other = transfer(corpus_, pretrained, TransferMode::scratch, teachers_, plan_, 2);
    const Learnt model = transfer(corpus_, pretrained, TransferMode::model_transfer, teachers_, plan_, 1);
    const auto distance = [&](const Learnt& learnt) {
        return (learnt.network.parameters() - pretrained.network.parameters()).norm();
    };
    EXPECT_GT(distance(scratch), 5.0F);
    EXPECT_LT(distance(model), 1.0F);
    EXPECT_GT((scratch.network.parameters() - other.network.parameters()).norm(), 5.0F);
    EXPECT_FALSE(scratch.has_cycle);
    EXPECT_EQ(scratch.normalization, pretrained.normalization);

    plan_.transfer = plan_.pretraining;
    Learnt learnt = transfer(corpus_, pretrained, TransferMode::scratch, teachers_, plan_, 1);
    const Scores scores = scores_on(learnt, corpus_, {4, 5});
    EXPECT_GT(scores.f1_macro, 0.93);
    EXPECT_TRUE(std::isnan(scores.cycle_mae_circular));
}

TEST_F(Transfer, UsesThePhasesOfItsTeachersAlone) {
    for (SampleLabel& label : corpus_.feet[2].signal.segments[0].labels) {
        label.phase = label.phase == SampleLabel::kNoPhase ? label.phase : static_cast<std::int8_t>(0);
    }
    teachers_ = {{0, 1, 2}, {0, 1}, {}};
    const Vector<float> weights = taught(TransferMode::model_transfer).network.parameters();
    for (SampleLabel& label : corpus_.feet[2].signal.segments[0].labels) {
        label.phase = label.phase == SampleLabel::kNoPhase ? label.phase : static_cast<std::int8_t>(1);
    }
    EXPECT_EQ(taught(TransferMode::model_transfer).network.parameters(), weights);
}

TEST_F(Transfer, SameSeedSameModelBitForBit) {
    plan_.pretraining.windows = plan_.transfer.windows = 1280;
    EXPECT_EQ(taught(TransferMode::model_transfer).network.parameters(),
              taught(TransferMode::model_transfer).network.parameters());
    EXPECT_NE(taught(TransferMode::model_transfer).network.parameters(),
              taught(TransferMode::model_transfer, 2).network.parameters());
}

/// The one line said by what throws an Error.
template <class Action>
std::string reason(Action&& action) {
    try {
        action();
    } catch (const Error& error) {
        return error.what();
    }
    return "";
}

TEST_F(Transfer, RefusesLabelsOfOnePhase) {
    plan_.pretraining.windows = 64;
    for (CorpusFoot& foot : corpus_.feet) {
        for (SampleLabel& label : foot.signal.segments[0].labels) {
            label.phase = label.phase == 1 ? SampleLabel::kNoPhase : label.phase;
        }
    }
    for (const TransferMode mode :
         {TransferMode::model_transfer, TransferMode::feature_transfer, TransferMode::scratch}) {
        EXPECT_THAT(reason([&] { (void)taught(mode); }), HasSubstr("only stance"));
    }
}

TEST_F(Transfer, RefusesAWindowLongerThanEveryRecording) {
    NetworkSpec spec = small_network();
    spec.window = 2000;
    EXPECT_THAT(reason([&] { (void)pretrain(corpus_, spec, teachers_, plan_, 1); }),
                HasSubstr("window of 2000 samples"));
}

TEST_F(Transfer, RefusesALookAheadBeyondTheWindow) {
    NetworkSpec spec = small_network();
    spec.look_ahead = 50;
    EXPECT_THAT(reason([&] { (void)pretrain(corpus_, spec, teachers_, plan_, 1); }), HasSubstr("look_ahead"));
}

TEST(TransferModes, HaveNames) {
    for (const TransferMode mode :
         {TransferMode::model_transfer, TransferMode::feature_transfer, TransferMode::scratch}) {
        EXPECT_EQ(transfer_mode_from(to_string(mode)), mode);
    }
    EXPECT_THAT(reason([] { (void)transfer_mode_from("model"); }), HasSubstr("feature_transfer"));
}

}  // namespace
}  // namespace footfall::train
