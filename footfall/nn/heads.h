// The two linear heads at the end of every network.
#pragma once

#include <algorithm>
#include <cstddef>
#include <utility>

#include "footfall/nn/network_output.h"

namespace footfall {

/// A linear layer of very few outputs: out = bias + weight (Rows, columns) * input, never fused, so that int8
/// models answer alike on every processor.
template <std::size_t Rows>
void small_dense(const float* weight, const float* input, std::size_t columns, float* out) noexcept {
    float sums[Rows];
    const float* const bias = weight + Rows * columns;
    std::copy_n(bias, Rows, sums);
    for (std::size_t column = 0; column < columns; ++column) {
        for (std::size_t row = 0; row < Rows; ++row) {
            const float product = weight[column * Rows + row] * input[column];
            sums[row] += product;
        }
    }
    std::copy_n(sums, Rows, out);
}

template <std::size_t... Rows>
void head(std::index_sequence<Rows...> /*kinds*/, std::size_t rows, const float* weight, const float* input,
          std::size_t columns, float* out) noexcept {
    using Dense = void (*)(const float*, const float*, std::size_t, float*) noexcept;
    static constexpr Dense kDense[] = {small_dense<Rows + 1>...};
    kDense[rows - 1](weight, input, columns, out);
}

/// @param heads weights of both, as network_spec.h lays them out
/// @param embedding (width)
/// @param phases at most kMaxPhases
[[nodiscard]] inline NetworkOutput answer_of(const float* heads, const float* embedding, std::size_t width,
                                             std::size_t phases) noexcept {
    NetworkOutput output;
    constexpr std::make_index_sequence<kMaxPhases> kKinds;
    head(kKinds, 2, heads, embedding, width, output.cycle.data());
    head(kKinds, phases, heads + 2 * (width + 1), embedding, width, output.phase.data());
    return output;
}

}  // namespace footfall
