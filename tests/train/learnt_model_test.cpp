// What training made and what is kept of it answer alike.
#include "train/learnt_model.h"

#include <gtest/gtest.h>

#include "footfall/recording/labels.h"

namespace footfall::train {
namespace {

TEST(LearntModel, AnswersAsWhatWasLearnt) {
    const NetworkSpec spec = compact_transformer(20, 2, 2);
    Learnt learnt{Network<float>(spec, 3), {}, true, {}};
    learnt.normalization.mean[2] = 9.5F;
    Corpus corpus;
    corpus.phases = phase_set_named("stance_swing");
    corpus.label_definition = label_definition::kEventPairs;
    const Model model = model_of(learnt, corpus, "a test");
    ASSERT_FALSE(validate(model).has_value()) << validate(model)->reason;
    EXPECT_EQ(model.label_definition, "event_pairs");

    Learnt again = learnt_from(model);
    EXPECT_EQ(again.normalization, learnt.normalization);
    const Matrix<float> input = Matrix<float>::Random(spec.inputs(), 3);
    EXPECT_EQ(again.network.forward(input).phase, learnt.network.forward(input).phase);
    EXPECT_EQ(again.network.forward(input).cycle, learnt.network.forward(input).cycle);
}

}  // namespace
}  // namespace footfall::train
