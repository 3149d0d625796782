// A dense layer of many inputs at once: each weight is read once for several of them.
#pragma once

#include <cstddef>
#include <cstdint>

#include "footfall/nn/kernels.h"

namespace footfall {

/// sums (rows, count) = start + weight (rows, columns) * inputs (columns, count), bit for bit as
/// kernels.dense_fp32 gives them one by one. Input i begins at `input + i * stride`: windows of a signal may
/// overlap.
void dense_batch(const Kernels& kernels, const float* weight, std::size_t rows, const float* input,
                 std::size_t stride, std::size_t columns, const float* start, float* sums,
                 std::size_t count) noexcept;

/// The same of int8 weights (padded rows, columns), as kernels.dense_int8 gives them.
void dense_batch(const Kernels& kernels, const std::int8_t* weight, std::size_t rows,
                 const std::uint8_t* input, std::size_t stride, std::size_t columns,
                 const std::int32_t* start, std::int32_t* sums, std::size_t count) noexcept;

}  // namespace footfall
