// Runs a transformer on windows of normalised samples, one window at a time.
#pragma once

#include <cstddef>
#include <vector>

#include "footfall/core/result.h"
#include "footfall/nn/matrix_kernel.h"
#include "footfall/nn/model.h"
#include "footfall/nn/network_output.h"

namespace footfall {

/// The workspace of one transformer. The model's weights are used where they are and must outlive this; any
/// number of these share them. Allocates in `make` alone.
class Transformer {
public:
    /// Fails, saying why, when the model can't be run.
    [[nodiscard]] static Result<Transformer> make(const Model& model,
                                                  const MatrixKernel& kernel = best_matrix_kernel());

    /// @param window (window, channel), normalised, oldest sample first
    void run(const float* window, NetworkOutput& output) noexcept;

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

    Transformer(const Model& model, const MatrixKernel& kernel);

    /// The product of a dense layer with as many columns as there are tokens.
    [[nodiscard]] MatrixProduct product(const Dense& layer, const float* input, float* output) const noexcept;
    void normalise(const Norm& norm) noexcept;
    void attend() noexcept;
    void attend(std::size_t head, std::size_t query, std::size_t queries) noexcept;

    const MatrixKernel* kernel_;
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

    std::vector<float> stream_;      // (width, tokens)
    std::vector<float> normalised_;  // (width, tokens); then what attention mixed
    std::vector<float> wide_;  // (3 width, tokens): queries, keys, values; then the MLP's (2 width, tokens)
    std::vector<float> queries_;      // (tokens, width): scaled, tokens together
    std::vector<float> shares_;       // (query of a block, key)
    std::vector<float> inverse_sum_;  // (query of a block)
    std::vector<float> embedding_;    // (2 width)
};

}  // namespace footfall
