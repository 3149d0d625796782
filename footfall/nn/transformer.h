// A transformer at work on one stream: its window's samples, and the workspace of one forward pass.
#pragma once

#include <cstddef>
#include <vector>

#include "footfall/nn/matrix_kernel.h"
#include "footfall/nn/model.h"
#include "footfall/nn/network_output.h"

namespace footfall {

/// Samples lie in slots 0 to window - 1, which the stream goes round and round. Allocates when made. Every
/// answer takes the whole window through the network: each sample moves all patches on.
class Transformer {
public:
    /// Of a valid model, which must outlive this like the kernel.
    explicit Transformer(const Model& model, const MatrixKernel& kernel = best_matrix_kernel());

    /// @param sample (channels), normalised
    void put(std::size_t slot, const float* sample) noexcept;

    /// The answer for the window that begins in this slot.
    [[nodiscard]] NetworkOutput answer(std::size_t oldest) noexcept { return run(sample(oldest)); }

    /// The answer to a window from elsewhere.
    /// @param window (window, channel), normalised, oldest sample first
    [[nodiscard]] NetworkOutput run(const float* window) noexcept;

private:
    struct Dense {
        const float* weight = nullptr;  // (outputs, inputs), column-major
        const float* bias = nullptr;
        std::size_t outputs = 0;
        std::size_t inputs = 0;
    };
    struct Norm {
        const float* scale = nullptr;
        const float* shift = nullptr;
    };
    struct Block {
        Norm norm1;
        Dense in;
        Dense out;
        Norm norm2;
        Dense up;
        Dense down;
    };

    [[nodiscard]] float* sample(std::size_t place) noexcept { return samples_.data() + place * channels_; }

    /// The product of a dense layer with as many columns as there are tokens.
    [[nodiscard]] MatrixProduct product(const Dense& layer, const float* input, float* output) const noexcept;
    void normalise(const Norm& norm) noexcept;
    void attend() noexcept;
    void attend(std::size_t head, std::size_t query, std::size_t queries) noexcept;

    const MatrixKernel* kernel_;
    std::size_t window_;
    std::size_t channels_;
    std::size_t tokens_;
    std::size_t answered_;
    std::size_t width_;
    std::size_t heads_;
    Dense patch_;
    const float* positions_ = nullptr;  // (width, tokens)
    std::vector<Block> blocks_;
    Norm norm_;
    Dense cycle_head_;
    Dense phase_head_;

    std::vector<float> samples_;  // every one in two places, a window apart, so that any window lies together
    std::vector<float> stream_;   // (width, tokens)
    std::vector<float> normalised_;  // (width, tokens); then what attention mixed
    std::vector<float> wide_;  // (3 width, tokens): queries, keys, values; then the MLP's (2 width, tokens)
    std::vector<float> queries_;      // (tokens, width): scaled, tokens together
    std::vector<float> shares_;       // (query of a block, key)
    std::vector<float> inverse_sum_;  // (query of a block)
    std::vector<float> embedding_;    // (2 width)
};

}  // namespace footfall
