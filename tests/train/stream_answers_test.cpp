// Evaluation asks what runs on the device: the same answers as training's own forward pass gives.
#include "train/stream_answers.h"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/train/toy_corpus.h"
#include "train/learnt_model.h"

namespace footfall::train {
namespace {

TEST(StreamAnswers, AreThoseOfTheForwardPass) {
    const Corpus corpus = toy_corpus();
    NetworkSpec spec;
    spec.window = 20;
    spec.look_ahead = 3;
    spec.hidden = {24, 16};
    Learnt learnt{Network<float>(spec, 3), {}, true, {}};
    learnt.normalization.inverse_sd[1] = 0.5F;
    const Model model = model_of(learnt, corpus, "a test");
    Result<Inference> inference = Inference::make(model);
    ASSERT_TRUE(inference) << inference.reason();

    const std::vector<FootAnswers> expected = ask(learnt, corpus, {1});
    const std::vector<FootAnswers> found = ask(*inference, model, corpus, 1);
    ASSERT_EQ(found.size(), expected.size());
    ASSERT_FALSE(found.empty());
    for (std::size_t foot = 0; foot < found.size(); ++foot) {
        EXPECT_EQ(found[foot].foot, expected[foot].foot);
        ASSERT_EQ(found[foot].answers.size(), expected[foot].answers.size());
        for (std::size_t i = 0; i < found[foot].answers.size(); ++i) {
            const PhaseSample& a = found[foot].answers[i];
            const PhaseSample& b = expected[foot].answers[i];
            ASSERT_EQ(a.index, b.index);
            EXPECT_NEAR(a.probability[0], b.probability[0], 1e-5);
            const float apart = a.cycle - b.cycle;
            EXPECT_NEAR(apart - std::round(apart), 0.0F, 1e-4);
        }
    }
}

}  // namespace
}  // namespace footfall::train
