// Inner loops for AVX-512 with VNNI and BF16 (Cooper Lake, Sapphire Rapids, Zen 4): two bf16 products a lane.
#if defined(__x86_64__)

#include <immintrin.h>

#include <cstring>

#include "footfall/nn/kernel_blocks.h"
#include "footfall/nn/kernels_x86.h"
#include "footfall/nn/packed_layer.h"

#define FOOTFALL_BF16 __attribute__((target("avx512f,avx512bw,avx512dq,avx512vl,avx512bf16")))

namespace footfall::avx512 {
namespace {

constexpr std::size_t kLanes = 16;
constexpr std::size_t kMost = 12;
constexpr std::size_t kAtOnce = 256;  // inputs rounded ahead

// Sums stay in registers where the loops over them are unrolled before anything else: hence the pragmas.

/// Rounds up to kAtOnce inputs to bf16, in pairs, with zeros behind the last.
FOOTFALL_BF16 void round_inputs(const float* input, std::size_t columns, std::uint32_t* pairs) noexcept {
    for (std::size_t column = 0; column < columns; column += kLanes) {
        const std::size_t left = columns - column;
        const auto mask = static_cast<__mmask16>(left < kLanes ? (1U << left) - 1U : 0xFFFFU);
        const __m256bh rounded = _mm512_cvtneps_pbh(_mm512_maskz_loadu_ps(mask, input + column));
        std::memcpy(pairs + column / kBf16Group, &rounded, sizeof(rounded));
    }
}

template <std::size_t N>
FOOTFALL_BF16 void block(const std::uint16_t* weight, std::size_t rows, const float* input,
                         std::size_t columns, const float* start, float* sums) noexcept {
    __m512 sum[N];
#pragma GCC unroll 16
    for (std::size_t i = 0; i < N; ++i) {
        sum[i] = _mm512_loadu_ps(start + i * kLanes);
    }
    std::uint32_t pairs[kAtOnce / kBf16Group];
    for (std::size_t from = 0; from < columns; from += kAtOnce) {
        const std::size_t count = columns - from < kAtOnce ? columns - from : kAtOnce;
        round_inputs(input + from, count, pairs);
        for (std::size_t pair = 0; pair * kBf16Group < count; ++pair, weight += rows * kBf16Group) {
            const __m512i x = _mm512_set1_epi32(static_cast<int>(pairs[pair]));
#pragma GCC unroll 16
            for (std::size_t i = 0; i < N; ++i) {
                const __m512i both = _mm512_loadu_si512(weight + i * kLanes * kBf16Group);
                sum[i] =
                    _mm512_dpbf16_ps(sum[i], reinterpret_cast<__m512bh>(both), reinterpret_cast<__m512bh>(x));
            }
        }
    }
#pragma GCC unroll 16
    for (std::size_t i = 0; i < N; ++i) {
        _mm512_storeu_ps(sums + i * kLanes, sum[i]);
    }
}

constexpr decltype(&block<1>) kBlocks[] = {block<1>, block<2>, block<3>, block<4>,  block<5>,  block<6>,
                                           block<7>, block<8>, block<9>, block<10>, block<11>, block<12>};

void dense_bf16_rounded(const std::uint16_t* weight, std::size_t rows, const float* input,
                        std::size_t columns, const float* start, float* sums, Walk walk) noexcept {
    over_blocks<kMost>(rows / kLanes, walk, [&](std::size_t first, std::size_t count) {
        const std::size_t row = first * kLanes;
        kBlocks[count - 1](weight + row * kBf16Group, rows, input, columns, start + row, sums + row);
    });
}

}  // namespace
}  // namespace footfall::avx512

namespace footfall {

constinit const Kernels kAvx512Bf16 = {
    "avx512_bf16", avx512::dense_fp32, avx512::dense_bf16_rounded, avx512::dense_int8_vnni,
    avx512::relu,  avx512::scale_relu, avx512::scale_relu_quantise};

}  // namespace footfall

#endif
