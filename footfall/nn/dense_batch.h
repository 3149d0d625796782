// A dense layer of many inputs at once: each weight is read once for several of them.
#pragma once

#include <cstddef>

#include "footfall/nn/kernels.h"

namespace footfall {

/// sums (rows, count) = start + weight (rows, columns) * inputs (columns, count), bit for bit as
/// kernels.dense_fp32 gives them one by one. Input i begins at `input + i * stride`: windows of a signal may
/// overlap.
void dense_batch(const Kernels& kernels, const float* weight, std::size_t rows, const float* input,
                 std::size_t stride, std::size_t columns, const float* start, float* sums,
                 std::size_t count) noexcept;

}  // namespace footfall
