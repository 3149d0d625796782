// What fewer bits do to a model: little, and what is stated.
#include "train/quantise.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "footfall/core/random.h"
#include "footfall/nn/aligned_bytes.h"
#include "footfall/nn/inference.h"
#include "footfall/recording/error.h"
#include "tests/train/toy_corpus.h"
#include "train/answers.h"
#include "train/learnt_model.h"
#include "train/network.h"

namespace footfall::train {
namespace {

class Quantise : public ::testing::Test {
protected:
    Quantise() {
        fp32_.network = spec_;
        fp32_.phases = {"stance_swing",
                        {{"stance", EventKind::initial_contact}, {"swing", EventKind::final_contact}}};
        const auto& parameters = network_.parameters();
        fp32_.weights = {parameters.data(), static_cast<std::size_t>(parameters.size())};
        Random random(3);
        windows_.resize(spec_.inputs(), 200);
        for (float& value : windows_.reshaped()) {
            value = static_cast<float>(random.normal());
        }
    }

    [[nodiscard]] double largest_difference(const Model& model) {
        auto made = Inference::make(model);
        EXPECT_TRUE(made) << made.reason();
        const auto& expected = network_.forward(windows_);
        double largest = 0.0;
        for (Eigen::Index i = 0; i < windows_.cols(); ++i) {
            const auto output =
                made->whole({windows_.col(i).data(), static_cast<std::size_t>(windows_.rows())});
            for (Eigen::Index k = 0; k < 2; ++k) {
                const auto at = static_cast<std::size_t>(k);
                largest = std::max<double>(largest, std::abs(output.cycle[at] - expected.cycle(k, i)));
                largest = std::max<double>(largest, std::abs(output.phase[at] - expected.phase(k, i)));
            }
        }
        return largest;
    }

    NetworkSpec spec_ = compact_dnn(20, 5, 2);
    Network<float> network_{spec_, 1};
    Model fp32_;
    Matrix<float> windows_;
};

TEST_F(Quantise, Bf16AnswersNearlyAlike) {
    const QuantisedModel quantised(fp32_, Precision::bf16, {});
    const double difference = largest_difference(quantised.model());
    EXPECT_GT(difference, 0.0);
    EXPECT_LT(difference, 0.03);
}

TEST_F(Quantise, Int8AnswersNearlyAlike) {
    const QuantisedModel quantised(fp32_, Precision::int8, windows_);
    const double difference = largest_difference(quantised.model());
    EXPECT_GT(difference, 0.0);
    EXPECT_LT(difference, 0.15);
}

TEST_F(Quantise, ModelsSurviveMovingAndTheirFile) {
    for (const Precision precision : {Precision::bf16, Precision::int8}) {
        QuantisedModel first(fp32_, precision, windows_);
        const double difference = largest_difference(first.model());
        const QuantisedModel moved = std::move(first);
        EXPECT_EQ(largest_difference(moved.model()), difference);
        const auto file = serialise(moved.model());
        const AlignedBytes bytes(file.begin(), file.end());
        const auto parsed = parse_model(bytes);
        ASSERT_TRUE(parsed) << parsed.reason();
        EXPECT_EQ(largest_difference(*parsed), difference);
        EXPECT_EQ(parsed->provenance, fp32_.provenance);
    }
}

TEST_F(Quantise, RefusesWhatCantBe) {
    EXPECT_THROW(QuantisedModel(fp32_, Precision::int8, Matrix<float>(spec_.inputs(), 0)), Error);
    EXPECT_THROW(QuantisedModel(fp32_, Precision::int8, Matrix<float>(7, 3)), Error);
    EXPECT_THROW(QuantisedModel(fp32_, Precision::fp32, windows_), Error);
    Model transformer = fp32_;
    transformer.network = compact_transformer(20, 5, 2);
    EXPECT_THROW(QuantisedModel(transformer, Precision::int8, windows_), Error);
    network_.parameters()[0] = 3.4e38F;  // is infinite in bf16
    EXPECT_THROW(QuantisedModel(fp32_, Precision::bf16, {}), Error);
}

TEST(CalibrationWindows, AreLabelledOnesOfThesePeopleAlone) {
    const Corpus corpus = toy_corpus();
    const NetworkSpec spec = compact_dnn(20, 5, 2);
    const Normalization identity;
    const Matrix<float> windows = calibration_windows(corpus, {0, 1}, spec, identity);
    EXPECT_EQ(windows.rows(), spec.inputs());
    EXPECT_GT(windows.cols(), 500);
    EXPECT_LE(windows.cols(), 2000);
    EXPECT_EQ(calibration_windows(corpus, {}, spec, identity).cols(), 0);
}

TEST_F(Quantise, AnswersOnACorpusAsTheDeviceDoes) {
    const Corpus corpus = toy_corpus();
    Learnt learnt{Network<float>(spec_, 1), {}, true, {}};
    const auto batched = ask(learnt, corpus, {0});
    const auto single = ask(model_of(learnt, corpus, ""), corpus, {0});
    ASSERT_EQ(batched.size(), single.size());
    ASSERT_EQ(batched[0].answers.size(), single[0].answers.size());
    for (std::size_t i = 0; i < batched[0].answers.size(); ++i) {
        EXPECT_EQ(batched[0].answers[i].index, single[0].answers[i].index);
        EXPECT_NEAR(batched[0].answers[i].probability[0], single[0].answers[i].probability[0], 1e-4);
    }
}

TEST(BestStep, CoversEvenlySpreadValues) {
    std::vector<float> values;
    for (int i = 0; i <= 1000; ++i) {
        values.push_back(static_cast<float>(i) / 100.0F);
    }
    EXPECT_NEAR(best_step(values, 0, 255), 10.0F / 255.0F, 1e-3F);
}

TEST(BestStep, CutsOffARareLargeValue) {
    std::vector<float> values;
    for (int i = 0; i < 100'000; ++i) {
        values.push_back(static_cast<float>(i % 1000) / 1000.0F);
    }
    values.push_back(4.0F);
    EXPECT_LT(best_step(values, 0, 255), 3.9F / 255.0F);
    EXPECT_GT(best_step(values, 0, 255), 0.9F / 255.0F);
}

TEST(BestStep, UsesBothSides) {
    const std::vector<float> values = {-1.0F, 0.5F};
    EXPECT_NEAR(best_step(values, -128, 127), 1.0F / 128.0F, 1e-4F);
}

TEST(BestStep, IsPositiveWithoutValues) {
    EXPECT_GT(best_step({}, 0, 255), 0.0F);
    const std::vector<float> zeros(10);
    EXPECT_GT(best_step(zeros, 0, 255), 0.0F);
}

}  // namespace
}  // namespace footfall::train
