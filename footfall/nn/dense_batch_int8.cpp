// An int8 dense layer of many inputs at once.
#include <algorithm>
#include <cstring>

#include "footfall/nn/dense_batch.h"
#include "footfall/nn/packed_layer.h"

#if defined(__x86_64__)
#include <immintrin.h>

#include "footfall/nn/kernel_blocks.h"
#include "footfall/nn/kernels_x86.h"

#define FOOTFALL_VNNI __attribute__((target("avx512f,avx512bw,avx512dq,avx512vl,avx512vnni")))
#endif

namespace footfall {
namespace {

#if defined(__x86_64__)

constexpr std::size_t kLanes = 16;
constexpr std::size_t kVectors = 4;  // of outputs, in registers for
constexpr std::size_t kInputs = 6;   // inputs at a time

// Sums stay in registers where the loops over them are unrolled before anything else: hence the pragmas.

template <std::size_t Vectors, std::size_t Inputs>
FOOTFALL_VNNI void block(const std::int8_t* weight, std::size_t rows, const std::uint8_t* input,
                         std::size_t stride, std::size_t columns, const std::int32_t* start,
                         std::int32_t* sums) noexcept {
    __m512i sum[Inputs][Vectors];
#pragma GCC unroll 16
    for (std::size_t i = 0; i < Inputs; ++i) {
#pragma GCC unroll 16
        for (std::size_t v = 0; v < Vectors; ++v) {
            sum[i][v] = _mm512_loadu_si512(start + v * kLanes);
        }
    }
    for (std::size_t column = 0; column < columns; column += kInt8Group, weight += rows * kInt8Group) {
        __m512i w[Vectors];
#pragma GCC unroll 16
        for (std::size_t v = 0; v < Vectors; ++v) {
            w[v] = _mm512_loadu_si512(weight + v * kLanes * kInt8Group);
        }
#pragma GCC unroll 16
        for (std::size_t i = 0; i < Inputs; ++i) {
            std::int32_t word = 0;
            std::memcpy(&word, input + i * stride + column, kInt8Group);
            const __m512i x = _mm512_set1_epi32(word);
#pragma GCC unroll 16
            for (std::size_t v = 0; v < Vectors; ++v) {
                sum[i][v] = _mm512_dpbusd_epi32(sum[i][v], x, w[v]);
            }
        }
    }
#pragma GCC unroll 16
    for (std::size_t i = 0; i < Inputs; ++i) {
#pragma GCC unroll 16
        for (std::size_t v = 0; v < Vectors; ++v) {
            _mm512_storeu_si512(sums + i * rows + v * kLanes, sum[i][v]);
        }
    }
}

using Block = void (*)(const std::int8_t*, std::size_t, const std::uint8_t*, std::size_t, std::size_t,
                       const std::int32_t*, std::int32_t*) noexcept;

constexpr Block kSix[] = {block<1, kInputs>, block<2, kInputs>, block<3, kInputs>, block<4, kInputs>};
constexpr Block kOne[] = {block<1, 1>, block<2, 1>, block<3, 1>, block<4, 1>};

/// Columns are a multiple of kInt8Group.
void dense_vnni(const std::int8_t* weight, std::size_t rows, const std::uint8_t* input, std::size_t stride,
                std::size_t columns, const std::int32_t* start, std::int32_t* sums,
                std::size_t count) noexcept {
    over_blocks<kVectors>(rows / kLanes, Walk::forwards, [&](std::size_t first, std::size_t vectors) {
        const std::size_t row = first * kLanes;
        for (std::size_t i = 0; i < count;) {
            const bool six = i + kInputs <= count;
            const Block run = (six ? kSix : kOne)[vectors - 1];
            run(weight + row * kInt8Group, rows, input + i * stride, stride, columns, start + row,
                sums + i * rows + row);
            i += six ? kInputs : 1;
        }
    });
}

#endif

}  // namespace

void dense_batch(const Kernels& kernels, const std::int8_t* weight, std::size_t rows,
                 const std::uint8_t* input, std::size_t stride, std::size_t columns,
                 const std::int32_t* start, std::int32_t* sums, std::size_t count) noexcept {
#if defined(__x86_64__)
    if (kernels.dense_int8 == kAvx512Vnni.dense_int8 && columns % kInt8Group == 0) {
        dense_vnni(weight, rows, input, stride, columns, start, sums, count);
        return;
    }
#endif
    for (std::size_t i = 0; i < count; ++i) {
        kernels.dense_int8(weight, rows, input + i * stride, columns, start, sums + i * rows, Walk::forwards);
    }
}

}  // namespace footfall
