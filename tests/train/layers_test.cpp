// Each layer's gradient, by parameters and by input, against finite differences.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "footfall/nn/network_spec.h"
#include "tests/train/finite_differences.h"
#include "train/dense.h"
#include "train/encoder_block.h"
#include "train/layer_norm.h"
#include "train/patch_embedding.h"
#include "train/self_attention.h"

namespace footfall::train {
namespace {

constexpr int kTokens = 3;
constexpr int kBatch = 2;
constexpr int kWidth = 6;
constexpr int kHeads = 2;

/// A layout that holds the shapes alone, as the layers read it.
std::vector<ParameterTensor> layout_of(const std::vector<std::pair<int, int>>& shapes) {
    std::vector<ParameterTensor> layout;
    std::size_t offset = 0;
    for (const auto& [rows, cols] : shapes) {
        layout.push_back({"", TensorRole::weight, rows, cols, offset});
        offset += layout.back().size();
    }
    return layout;
}

/// Random parameters, an input, and the loss <output, pull>, whose gradient by the output is `pull`.
class Layer : public testing::Test {
protected:
    void prepare(const std::vector<std::pair<int, int>>& shapes, Eigen::Index inputs, Eigen::Index outputs,
                 Eigen::Index input_cols, Eigen::Index output_cols) {
        layout_ = layout_of(shapes);
        const auto count = static_cast<Eigen::Index>(layout_.back().offset + layout_.back().size());
        parameters_ = random_matrix(random_, count, 1);
        gradient_ = random_matrix(random_, count, 1);  // what was there must not matter
        input_ = random_matrix(random_, inputs, input_cols);
        pull_ = random_matrix(random_, outputs, output_cols);
    }

    [[nodiscard]] double loss_of(const Matrix<double>& output) const {
        return output.cwiseProduct(pull_).sum();
    }

    Random random_{1};
    std::vector<ParameterTensor> layout_;
    Vector<double> parameters_;
    Vector<double> gradient_;
    Matrix<double> input_;
    Matrix<double> output_;
    Matrix<double> pull_;
    Matrix<double> d_input_;
};

TEST_F(Layer, DenseWithRelu) {
    prepare({{4, 5}, {4, 1}}, 5, 4, 3, 3);
    TensorIterator next = layout_.cbegin();
    const Dense<double> dense(next, Activation::relu);
    EXPECT_EQ(next, layout_.cend());
    const auto loss = [&] {
        dense.forward(parameters_, input_, output_);
        return loss_of(output_);
    };
    loss();
    EXPECT_GT((output_.array() > 0.0).count(), 0);
    EXPECT_GT((output_.array() == 0.0).count(), 0);
    Matrix<double> d_output = pull_;
    dense.backward(parameters_, input_, &output_, d_output, gradient_, &d_input_);
    expect_gradient(loss, parameters_, gradient_);
    expect_gradient(loss, input_, d_input_);
}

TEST_F(Layer, LinearDenseLeavesTheGradientOfItsOutput) {
    prepare({{4, 5}, {4, 1}}, 5, 4, 3, 3);
    TensorIterator next = layout_.cbegin();
    const Dense<double> dense(next, Activation::linear);
    const auto loss = [&] {
        dense.forward(parameters_, input_, output_);
        return loss_of(output_);
    };
    Matrix<double> d_output = pull_;
    dense.backward(parameters_, input_, nullptr, d_output, gradient_, &d_input_);
    EXPECT_EQ(d_output, pull_);
    expect_gradient(loss, parameters_, gradient_);
    expect_gradient(loss, input_, d_input_);
}

TEST_F(Layer, LayerNormAddsTheGradientOfItsInput) {
    prepare({{kWidth, 1}, {kWidth, 1}}, kWidth, kWidth, 4, 4);
    TensorIterator next = layout_.cbegin();
    LayerNorm<double> norm(next);
    EXPECT_EQ(next, layout_.cend());
    const auto loss = [&] {
        norm.forward(parameters_, input_, output_);
        return loss_of(output_);
    };
    loss();
    d_input_.setConstant(kWidth, 4, 3.0);
    norm.backward(parameters_, pull_, gradient_, d_input_);
    d_input_.array() -= 3.0;
    expect_gradient(loss, parameters_, gradient_);
    expect_gradient(loss, input_, d_input_);
}

TEST_F(Layer, LayerNormTakesAConstantColumn) {
    prepare({{kWidth, 1}, {kWidth, 1}}, kWidth, kWidth, 1, 1);
    TensorIterator next = layout_.cbegin();
    LayerNorm<double> norm(next);
    norm.forward(parameters_, Matrix<double>::Constant(kWidth, 1, 5.0), output_);
    EXPECT_TRUE(output_.isApprox(parameters_.tail(kWidth)));
}

TEST_F(Layer, SelfAttention) {
    prepare({{3 * kWidth, kWidth}, {3 * kWidth, 1}, {kWidth, kWidth}, {kWidth, 1}}, kWidth, kWidth,
            kTokens * kBatch, kTokens * kBatch);
    TensorIterator next = layout_.cbegin();
    SelfAttention<double> attention(next, kTokens, kHeads);
    EXPECT_EQ(next, layout_.cend());
    const auto loss = [&] {
        attention.forward(parameters_, input_, output_);
        return loss_of(output_);
    };
    loss();
    Matrix<double> d_output = pull_;
    attention.backward(parameters_, input_, d_output, gradient_, d_input_);
    expect_gradient(loss, parameters_, gradient_);
    expect_gradient(loss, input_, d_input_);
}

TEST_F(Layer, SelfAttentionStaysWithinItsWindow) {
    prepare({{3 * kWidth, kWidth}, {3 * kWidth, 1}, {kWidth, kWidth}, {kWidth, 1}}, kWidth, kWidth,
            kTokens * kBatch, kTokens * kBatch);
    TensorIterator next = layout_.cbegin();
    SelfAttention<double> attention(next, kTokens, kHeads);
    attention.forward(parameters_, input_, output_);
    const Matrix<double> before = output_;
    input_.rightCols(kTokens).setRandom();
    attention.forward(parameters_, input_, output_);
    EXPECT_EQ(output_.leftCols(kTokens), before.leftCols(kTokens));
    EXPECT_NE(output_.rightCols(kTokens), before.rightCols(kTokens));
}

TEST_F(Layer, SelfAttentionTakesLargeScores) {
    prepare({{3 * kWidth, kWidth}, {3 * kWidth, 1}, {kWidth, kWidth}, {kWidth, 1}}, kWidth, kWidth,
            kTokens * kBatch, kTokens * kBatch);
    TensorIterator next = layout_.cbegin();
    SelfAttention<double> attention(next, kTokens, kHeads);
    input_ *= 1e4;
    attention.forward(parameters_, input_, output_);
    EXPECT_TRUE(output_.allFinite());
}

TEST_F(Layer, EncoderBlock) {
    prepare({{kWidth, 1},
             {kWidth, 1},
             {3 * kWidth, kWidth},
             {3 * kWidth, 1},
             {kWidth, kWidth},
             {kWidth, 1},
             {kWidth, 1},
             {kWidth, 1},
             {2 * kWidth, kWidth},
             {2 * kWidth, 1},
             {kWidth, 2 * kWidth},
             {kWidth, 1}},
            kWidth, kWidth, kTokens * kBatch, kTokens * kBatch);
    TensorIterator next = layout_.cbegin();
    EncoderBlock<double> block(next, kTokens, kHeads);
    EXPECT_EQ(next, layout_.cend());
    const auto loss = [&] {
        output_ = input_;
        block.forward(parameters_, output_);
        return loss_of(output_);
    };
    loss();
    d_input_ = pull_;
    block.backward(parameters_, d_input_, gradient_);
    expect_gradient(loss, parameters_, gradient_);
    expect_gradient(loss, input_, d_input_);
}

TEST_F(Layer, PatchEmbedding) {
    constexpr int kPatchInputs = 4;
    prepare({{kWidth, kPatchInputs}, {kWidth, 1}, {kWidth, kTokens}}, kTokens * kPatchInputs, kWidth, kBatch,
            kTokens * kBatch);
    TensorIterator next = layout_.cbegin();
    PatchEmbedding<double> patches(next);
    EXPECT_EQ(next, layout_.cend());
    const auto loss = [&] {
        patches.forward(parameters_, input_, output_);
        return loss_of(output_);
    };
    loss();
    Matrix<double> d_output = pull_;
    patches.backward(parameters_, d_output, gradient_);
    expect_gradient(loss, parameters_, gradient_);
}

}  // namespace
}  // namespace footfall::train
