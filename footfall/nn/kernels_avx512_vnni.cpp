// Inner loops for AVX-512 with VNNI (Ice Lake, Zen 4 and later): four int8 products a lane at once.
#if defined(__x86_64__)

#include <immintrin.h>

#include <cstring>

#include "footfall/nn/kernel_blocks.h"
#include "footfall/nn/kernels_x86.h"
#include "footfall/nn/packed_layer.h"

#define FOOTFALL_VNNI __attribute__((target("avx512f,avx512bw,avx512dq,avx512vl,avx512vnni")))

namespace footfall::avx512 {
namespace {

constexpr std::size_t kLanes = 16;
constexpr std::size_t kMost = 12;

// Sums stay in registers where the loops over them are unrolled before anything else: hence the pragmas.

/// Unsigned inputs by signed weights: vpdpbusd adds all four products to 32 bits without saturating.
template <std::size_t N>
FOOTFALL_VNNI void block(const std::int8_t* weight, std::size_t rows, const std::uint8_t* input,
                         std::size_t columns, const std::int32_t* start, std::int32_t* sums) noexcept {
    __m512i sum[N];
#pragma GCC unroll 16
    for (std::size_t i = 0; i < N; ++i) {
        sum[i] = _mm512_loadu_si512(start + i * kLanes);
    }
    std::size_t column = 0;
    for (; column + kInt8Group <= columns; column += kInt8Group, weight += rows * kInt8Group) {
        std::int32_t word = 0;
        std::memcpy(&word, input + column, kInt8Group);
        const __m512i x = _mm512_set1_epi32(word);
#pragma GCC unroll 16
        for (std::size_t i = 0; i < N; ++i) {
            sum[i] = _mm512_dpbusd_epi32(sum[i], x, _mm512_loadu_si512(weight + i * kLanes * kInt8Group));
        }
    }
    if (column < columns) {
        std::int32_t word = 0;
        std::memcpy(&word, input + column, columns - column);
        const __m512i x = _mm512_set1_epi32(word);
#pragma GCC unroll 16
        for (std::size_t i = 0; i < N; ++i) {
            sum[i] = _mm512_dpbusd_epi32(sum[i], x, _mm512_loadu_si512(weight + i * kLanes * kInt8Group));
        }
    }
#pragma GCC unroll 16
    for (std::size_t i = 0; i < N; ++i) {
        _mm512_storeu_si512(sums + i * kLanes, sum[i]);
    }
}

constexpr decltype(&block<1>) kBlocks[] = {block<1>, block<2>, block<3>, block<4>,  block<5>,  block<6>,
                                           block<7>, block<8>, block<9>, block<10>, block<11>, block<12>};

}  // namespace

void dense_int8_vnni(const std::int8_t* weight, std::size_t rows, const std::uint8_t* input,
                     std::size_t columns, const std::int32_t* start, std::int32_t* sums, Walk walk) noexcept {
    over_blocks<kMost>(rows / kLanes, walk, [&](std::size_t first, std::size_t count) {
        const std::size_t row = first * kLanes;
        kBlocks[count - 1](weight + row * kInt8Group, rows, input, columns, start + row, sums + row);
    });
}

}  // namespace footfall::avx512

namespace footfall {

constinit const Kernels kAvx512Vnni = {
    "avx512_vnni", avx512::dense_fp32, avx512::dense_bf16,         avx512::dense_int8_vnni,
    avx512::relu,  avx512::scale_relu, avx512::scale_relu_quantise};

}  // namespace footfall

#endif
