// A dense layer of many inputs at once.
#include "footfall/nn/dense_batch.h"

#include <algorithm>

#if defined(__x86_64__)
#include <immintrin.h>

#include "footfall/nn/kernel_blocks.h"
#include "footfall/nn/kernels_x86.h"

#define FOOTFALL_AVX512 __attribute__((target("avx512f,avx512bw,avx512dq,avx512vl,avx2,fma")))
#endif

namespace footfall {
namespace {

#if defined(__x86_64__)

constexpr std::size_t kLanes = 16;
constexpr std::size_t kVectors = 4;   // of outputs, in registers for
constexpr std::size_t kInputs = 6;    // inputs at a time
constexpr std::size_t kColumns = 96;  // whose weights for kVectors stay in the first cache, 24 kB

// Sums stay in registers where the loops over them are unrolled before anything else: hence the pragmas.

/// Goes on with the sums of a block of outputs over some columns.
template <std::size_t Vectors, std::size_t Inputs>
FOOTFALL_AVX512 void block(const float* weight, std::size_t rows, const float* input, std::size_t stride,
                           std::size_t columns, const float* start, std::size_t start_stride,
                           float* sums) noexcept {
    __m512 sum[Inputs][Vectors];
#pragma GCC unroll 16
    for (std::size_t i = 0; i < Inputs; ++i) {
#pragma GCC unroll 16
        for (std::size_t v = 0; v < Vectors; ++v) {
            sum[i][v] = _mm512_loadu_ps(start + i * start_stride + v * kLanes);
        }
    }
    for (std::size_t column = 0; column < columns; ++column, weight += rows) {
        __m512 w[Vectors];
#pragma GCC unroll 16
        for (std::size_t v = 0; v < Vectors; ++v) {
            w[v] = _mm512_loadu_ps(weight + v * kLanes);
        }
#pragma GCC unroll 16
        for (std::size_t i = 0; i < Inputs; ++i) {
            const __m512 x = _mm512_set1_ps(input[i * stride + column]);
#pragma GCC unroll 16
            for (std::size_t v = 0; v < Vectors; ++v) {
                sum[i][v] = _mm512_fmadd_ps(w[v], x, sum[i][v]);
            }
        }
    }
#pragma GCC unroll 16
    for (std::size_t i = 0; i < Inputs; ++i) {
#pragma GCC unroll 16
        for (std::size_t v = 0; v < Vectors; ++v) {
            _mm512_storeu_ps(sums + i * rows + v * kLanes, sum[i][v]);
        }
    }
}

using Block = void (*)(const float*, std::size_t, const float*, std::size_t, std::size_t, const float*,
                       std::size_t, float*) noexcept;

constexpr Block kSix[] = {block<1, kInputs>, block<2, kInputs>, block<3, kInputs>, block<4, kInputs>};
constexpr Block kOne[] = {block<1, 1>, block<2, 1>, block<3, 1>, block<4, 1>};

/// Rows are a multiple of kLanes.
void dense_avx512(const float* weight, std::size_t rows, const float* input, std::size_t stride,
                  std::size_t columns, const float* start, float* sums, std::size_t count) noexcept {
    over_blocks<kVectors>(rows / kLanes, Walk::forwards, [&](std::size_t first, std::size_t vectors) {
        const std::size_t row = first * kLanes;
        for (std::size_t column = 0; column < columns; column += kColumns) {
            const std::size_t some = std::min(kColumns, columns - column);
            const float* const from = weight + column * rows + row;
            for (std::size_t i = 0; i < count;) {
                const bool six = i + kInputs <= count;
                float* const to = sums + i * rows + row;
                const Block run = (six ? kSix : kOne)[vectors - 1];
                run(from, rows, input + i * stride + column, stride, some, column == 0 ? start + row : to,
                    column == 0 ? 0 : rows, to);
                i += six ? kInputs : 1;
            }
        }
    });
}

#endif

}  // namespace

void dense_batch(const Kernels& kernels, const float* weight, std::size_t rows, const float* input,
                 std::size_t stride, std::size_t columns, const float* start, float* sums,
                 std::size_t count) noexcept {
#if defined(__x86_64__)
    if (kernels.dense_fp32 == kAvx512.dense_fp32 && rows % kLanes == 0) {
        dense_avx512(weight, rows, input, stride, columns, start, sums, count);
        return;
    }
#endif
    for (std::size_t i = 0; i < count; ++i) {
        kernels.dense_fp32(weight, rows, input + i * stride, columns, start, sums + i * rows, Walk::forwards);
    }
}

}  // namespace footfall
