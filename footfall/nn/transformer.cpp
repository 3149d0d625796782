// The transformer's forward pass, laid out as network_spec.h says.
#include "footfall/nn/transformer.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

namespace footfall {
namespace {

/// Takes a network's tensors one after the other.
class TensorReader {
public:
    explicit TensorReader(const Model& model)
        : layout_(parameter_layout(model.network)), weights_(model.weights.data()) {}

    [[nodiscard]] const ParameterTensor& next() noexcept { return layout_[next_++]; }
    [[nodiscard]] const float* take() noexcept { return weights_ + next().offset; }

    template <class Dense>
    void take(Dense& dense) noexcept {
        const ParameterTensor& weight = next();
        dense.weight = weights_ + weight.offset;
        dense.outputs = static_cast<std::size_t>(weight.rows);
        dense.inputs = static_cast<std::size_t>(weight.cols);
        dense.bias = take();
    }

private:
    std::vector<ParameterTensor> layout_;
    const float* weights_;
    std::size_t next_ = 0;
};

}  // namespace

Transformer::Transformer(const Model& model, const MatrixKernel& kernel)
    : kernel_(&kernel),
      window_(static_cast<std::size_t>(model.network.window)),
      channels_(static_cast<std::size_t>(model.network.channels)),
      tokens_(static_cast<std::size_t>(model.network.tokens())),
      answered_(static_cast<std::size_t>(model.network.answered_token())),
      width_(static_cast<std::size_t>(model.network.width)),
      heads_(static_cast<std::size_t>(model.network.heads)),
      blocks_(static_cast<std::size_t>(model.network.layers)),
      samples_(2 * window_ * channels_),
      stream_(width_ * tokens_),
      normalised_(width_ * tokens_),
      wide_(3 * width_ * tokens_),
      queries_(width_ * tokens_),
      shares_(kQueryBlock * tokens_),
      inverse_sum_(kQueryBlock),
      embedding_(2 * width_) {
    TensorReader tensors(model);
    const auto take_norm = [&tensors](Norm& norm) {
        norm.scale = tensors.take();
        norm.shift = tensors.take();
    };
    tensors.take(patch_);
    positions_ = tensors.take();
    for (Block& block : blocks_) {
        take_norm(block.norm1);
        tensors.take(block.in);
        tensors.take(block.out);
        take_norm(block.norm2);
        tensors.take(block.up);
        tensors.take(block.down);
    }
    take_norm(norm_);
    tensors.take(cycle_head_);
    tensors.take(phase_head_);
}

void Transformer::put(std::size_t slot, const float* values) noexcept {
    std::copy_n(values, channels_, sample(slot));
    std::copy_n(values, channels_, sample(slot + window_));
}

NetworkOutput Transformer::run(const float* window) noexcept {
    std::copy_n(positions_, stream_.size(), stream_.begin());
    MatrixProduct embed = product(patch_, window, stream_.data());
    embed.add = true;
    kernel_->multiply(embed);

    for (const Block& block : blocks_) {
        normalise(block.norm1);
        kernel_->multiply(product(block.in, normalised_.data(), wide_.data()));
        attend();
        MatrixProduct out = product(block.out, normalised_.data(), stream_.data());
        out.add = true;
        kernel_->multiply(out);

        normalise(block.norm2);
        MatrixProduct up = product(block.up, normalised_.data(), wide_.data());
        up.relu = true;
        kernel_->multiply(up);
        MatrixProduct down = product(block.down, wide_.data(), stream_.data());
        down.add = true;
        kernel_->multiply(down);
    }

    normalise(norm_);
    std::fill_n(embedding_.begin(), width_, 0.0F);
    for (std::size_t token = 0; token < tokens_; ++token) {
        for (std::size_t row = 0; row < width_; ++row) {
            embedding_[row] += normalised_[token * width_ + row];
        }
    }
    for (std::size_t row = 0; row < width_; ++row) {
        embedding_[row] /= static_cast<float>(tokens_);
        embedding_[width_ + row] = normalised_[answered_ * width_ + row];
    }
    NetworkOutput output;
    for (const auto& [head, out] :
         {std::pair(&cycle_head_, output.cycle.data()), std::pair(&phase_head_, output.phase.data())}) {
        MatrixProduct answer = product(*head, embedding_.data(), out);
        answer.columns = 1;
        kernel_->multiply(answer);
    }
    return output;
}

MatrixProduct Transformer::product(const Dense& layer, const float* input, float* output) const noexcept {
    MatrixProduct product;
    product.a = layer.weight;
    product.a_stride = layer.outputs;
    product.b = input;
    product.b_stride = layer.inputs;
    product.c = output;
    product.c_stride = layer.outputs;
    product.rows = layer.outputs;
    product.columns = tokens_;
    product.depth = layer.inputs;
    product.bias = layer.bias;
    return product;
}

void Transformer::normalise(const Norm& norm) noexcept {
    kernel_->layer_norm(stream_.data(), norm.scale, norm.shift, width_, tokens_, normalised_.data());
}

void Transformer::attend() noexcept {
    // The scale of the scores, and the change from e to the base of the kernels' softmax, go into the
    // queries.
    const float scale =
        std::numbers::log2e_v<float> / std::sqrt(static_cast<float>(width_) / static_cast<float>(heads_));
    for (std::size_t row = 0; row < width_; ++row) {
        for (std::size_t token = 0; token < tokens_; ++token) {
            queries_[row * tokens_ + token] = scale * wide_[token * 3 * width_ + row];
        }
    }
    for (std::size_t head = 0; head < heads_; ++head) {
        for (std::size_t query = 0; query < tokens_; query += kQueryBlock) {
            attend(head, query, std::min(kQueryBlock, tokens_ - query));
        }
    }
}

void Transformer::attend(std::size_t head, std::size_t query, std::size_t queries) noexcept {
    const std::size_t head_width = width_ / heads_;
    const std::size_t row = head * head_width;
    MatrixProduct scores;
    scores.a = queries_.data() + row * tokens_ + query;
    scores.a_stride = tokens_;
    scores.b = wide_.data() + width_ + row;
    scores.b_stride = 3 * width_;
    scores.c = shares_.data();
    scores.c_stride = kQueryBlock;
    scores.rows = queries;
    scores.columns = tokens_;
    scores.depth = head_width;
    kernel_->multiply(scores);
    kernel_->softmax(shares_.data(), tokens_, queries, inverse_sum_.data());

    MatrixProduct mixed;
    mixed.a = wide_.data() + 2 * width_ + row;
    mixed.a_stride = 3 * width_;
    mixed.b = shares_.data();
    mixed.b_stride = kQueryBlock;
    mixed.b_together = MatrixProduct::Together::columns;
    mixed.c = normalised_.data() + query * width_ + row;
    mixed.c_stride = width_;
    mixed.rows = head_width;
    mixed.columns = queries;
    mixed.depth = tokens_;
    mixed.column_scale = inverse_sum_.data();
    kernel_->multiply(mixed);
}

}  // namespace footfall
