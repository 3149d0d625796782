// Inner loops for AVX2 with FMA: x86-64 processors since 2013.
#if defined(__x86_64__)

#include <immintrin.h>

#include <cstring>

#include "footfall/nn/kernel_blocks.h"
#include "footfall/nn/kernels_x86.h"
#include "footfall/nn/packed_layer.h"

#define FOOTFALL_AVX2 __attribute__((target("avx2,fma")))

namespace footfall {
namespace {

constexpr std::size_t kLanes = 8;
constexpr std::size_t kMost = 8;  // vectors of sums in registers, of which there are 16

// Sums stay in registers where the loops over them are unrolled before anything else: hence the pragmas.

template <std::size_t N>
FOOTFALL_AVX2 void fp32_block(const float* weight, std::size_t rows, const float* input, std::size_t columns,
                              const float* start, float* sums) noexcept {
    __m256 sum[N];
#pragma GCC unroll 16
    for (std::size_t i = 0; i < N; ++i) {
        sum[i] = _mm256_loadu_ps(start + i * kLanes);
    }
    for (std::size_t column = 0; column < columns; ++column, weight += rows) {
        const __m256 x = _mm256_set1_ps(input[column]);
#pragma GCC unroll 16
        for (std::size_t i = 0; i < N; ++i) {
            sum[i] = _mm256_fmadd_ps(_mm256_loadu_ps(weight + i * kLanes), x, sum[i]);
        }
    }
#pragma GCC unroll 16
    for (std::size_t i = 0; i < N; ++i) {
        _mm256_storeu_ps(sums + i * kLanes, sum[i]);
    }
}

/// Fewer rows than a vector has.
FOOTFALL_AVX2 void fp32_tail(const float* weight, std::size_t rows, const float* input, std::size_t columns,
                             const float* start, float* sums, std::size_t count) noexcept {
    const __m256i mask = _mm256_cmpgt_epi32(_mm256_set1_epi32(static_cast<int>(count)),
                                            _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7));
    __m256 sum = _mm256_maskload_ps(start, mask);
    for (std::size_t column = 0; column < columns; ++column, weight += rows) {
        sum = _mm256_fmadd_ps(_mm256_maskload_ps(weight, mask), _mm256_set1_ps(input[column]), sum);
    }
    _mm256_maskstore_ps(sums, mask, sum);
}

FOOTFALL_AVX2 inline __m256i load(const void* memory) noexcept {
    return _mm256_loadu_si256(static_cast<const __m256i*>(memory));
}

template <std::size_t N>
FOOTFALL_AVX2 void bf16_block(const std::uint16_t* weight, std::size_t rows, const float* input,
                              std::size_t columns, const float* start, float* sums) noexcept {
    __m256 sum[N];
#pragma GCC unroll 16
    for (std::size_t i = 0; i < N; ++i) {
        sum[i] = _mm256_loadu_ps(start + i * kLanes);
    }
    const __m256i upper = _mm256_set1_epi32(static_cast<int>(0xFFFF0000U));
    for (std::size_t column = 0; column < columns; column += kBf16Group, weight += rows * kBf16Group) {
        const __m256 x0 = _mm256_set1_ps(input[column]);
        const __m256 x1 = _mm256_set1_ps(column + 1 < columns ? input[column + 1] : 0.0F);
#pragma GCC unroll 16
        for (std::size_t i = 0; i < N; ++i) {
            const __m256i both = load(weight + i * kLanes * kBf16Group);
            sum[i] = _mm256_fmadd_ps(_mm256_castsi256_ps(_mm256_slli_epi32(both, 16)), x0, sum[i]);
            sum[i] = _mm256_fmadd_ps(_mm256_castsi256_ps(_mm256_and_si256(both, upper)), x1, sum[i]);
        }
    }
#pragma GCC unroll 16
    for (std::size_t i = 0; i < N; ++i) {
        _mm256_storeu_ps(sums + i * kLanes, sum[i]);
    }
}

/// Even and odd bytes become 16 bits each, whose products, added in pairs, can't overflow.
template <std::size_t N>
FOOTFALL_AVX2 void int8_block(const std::int8_t* weight, std::size_t rows, const std::uint8_t* input,
                              std::size_t columns, const std::int32_t* start, std::int32_t* sums) noexcept {
    __m256i sum[N];
#pragma GCC unroll 16
    for (std::size_t i = 0; i < N; ++i) {
        sum[i] = load(start + i * kLanes);
    }
    for (std::size_t column = 0; column < columns; column += kInt8Group, weight += rows * kInt8Group) {
        const std::size_t left = columns - column;
        std::uint32_t word = 0;
        std::memcpy(&word, input + column, left < kInt8Group ? left : kInt8Group);
        const __m256i even_x = _mm256_set1_epi32(static_cast<int>(word & 0x00FF00FFU));
        const __m256i odd_x = _mm256_set1_epi32(static_cast<int>((word >> 8U) & 0x00FF00FFU));
#pragma GCC unroll 16
        for (std::size_t i = 0; i < N; ++i) {
            const __m256i four = load(weight + i * kLanes * kInt8Group);
            const __m256i even = _mm256_srai_epi16(_mm256_slli_epi16(four, 8), 8);
            const __m256i odd = _mm256_srai_epi16(four, 8);
            sum[i] = _mm256_add_epi32(
                sum[i], _mm256_add_epi32(_mm256_madd_epi16(even, even_x), _mm256_madd_epi16(odd, odd_x)));
        }
    }
#pragma GCC unroll 16
    for (std::size_t i = 0; i < N; ++i) {
        _mm256_storeu_si256(reinterpret_cast<__m256i*>(sums + i * kLanes), sum[i]);
    }
}

constexpr decltype(&fp32_block<1>) kFp32[] = {fp32_block<1>, fp32_block<2>, fp32_block<3>, fp32_block<4>,
                                              fp32_block<5>, fp32_block<6>, fp32_block<7>, fp32_block<8>};
constexpr decltype(&bf16_block<1>) kBf16[] = {bf16_block<1>, bf16_block<2>, bf16_block<3>, bf16_block<4>,
                                              bf16_block<5>, bf16_block<6>, bf16_block<7>, bf16_block<8>};
constexpr decltype(&int8_block<1>) kInt8[] = {int8_block<1>, int8_block<2>, int8_block<3>, int8_block<4>,
                                              int8_block<5>, int8_block<6>, int8_block<7>, int8_block<8>};

void dense_fp32(const float* weight, std::size_t rows, const float* input, std::size_t columns,
                const float* start, float* sums, Walk walk) noexcept {
    const std::size_t vectors = rows / kLanes;
    const std::size_t whole = vectors * kLanes;
    over_blocks<kMost>(vectors, walk, [&](std::size_t first, std::size_t count) {
        const std::size_t row = first * kLanes;
        kFp32[count - 1](weight + row, rows, input, columns, start + row, sums + row);
    });
    if (whole < rows) {
        fp32_tail(weight + whole, rows, input, columns, start + whole, sums + whole, rows - whole);
    }
}

void dense_bf16(const std::uint16_t* weight, std::size_t rows, const float* input, std::size_t columns,
                const float* start, float* sums, Walk walk) noexcept {
    over_blocks<kMost>(rows / kLanes, walk, [&](std::size_t first, std::size_t count) {
        const std::size_t row = first * kLanes;
        kBf16[count - 1](weight + row * kBf16Group, rows, input, columns, start + row, sums + row);
    });
}

void dense_int8(const std::int8_t* weight, std::size_t rows, const std::uint8_t* input, std::size_t columns,
                const std::int32_t* start, std::int32_t* sums, Walk walk) noexcept {
    over_blocks<kMost>(rows / kLanes, walk, [&](std::size_t first, std::size_t count) {
        const std::size_t row = first * kLanes;
        kInt8[count - 1](weight + row * kInt8Group, rows, input, columns, start + row, sums + row);
    });
}

FOOTFALL_AVX2 void relu(float* values, std::size_t count) noexcept {
    const __m256 zero = _mm256_setzero_ps();
    std::size_t i = 0;
    for (; i + kLanes <= count; i += kLanes) {
        _mm256_storeu_ps(values + i, _mm256_max_ps(_mm256_loadu_ps(values + i), zero));
    }
    for (; i < count; ++i) {
        values[i] = values[i] > 0.0F ? values[i] : 0.0F;
    }
}

FOOTFALL_AVX2 inline __m256 scaled(const std::int32_t* sums, const float* scale, const float* bias) noexcept {
    const __m256 real = _mm256_cvtepi32_ps(load(sums));
    const __m256 value = _mm256_add_ps(_mm256_mul_ps(real, _mm256_loadu_ps(scale)), _mm256_loadu_ps(bias));
    return _mm256_max_ps(value, _mm256_setzero_ps());
}

FOOTFALL_AVX2 void scale_relu(const std::int32_t* sums, const float* scale, const float* bias,
                              std::size_t rows, float* out) noexcept {
    for (std::size_t row = 0; row < rows; row += kLanes) {
        _mm256_storeu_ps(out + row, scaled(sums + row, scale + row, bias + row));
    }
}

FOOTFALL_AVX2 void scale_relu_quantise(const std::int32_t* sums, const float* scale, const float* bias,
                                       std::size_t rows, float inverse_step, std::uint8_t* out) noexcept {
    const __m256 inverse = _mm256_set1_ps(inverse_step);
    const __m256 largest = _mm256_set1_ps(255.0F);
    for (std::size_t row = 0; row < rows; row += kLanes) {
        const __m256 steps = _mm256_mul_ps(scaled(sums + row, scale + row, bias + row), inverse);
        const __m256 clamped = _mm256_min_ps(_mm256_max_ps(steps, _mm256_setzero_ps()), largest);
        const __m256i whole = _mm256_cvtps_epi32(clamped);
        const __m128i halves =
            _mm_packus_epi32(_mm256_castsi256_si128(whole), _mm256_extracti128_si256(whole, 1));
        _mm_storel_epi64(reinterpret_cast<__m128i*>(out + row), _mm_packus_epi16(halves, halves));
    }
}

}  // namespace

constinit const Kernels kAvx2 = {"avx2", dense_fp32, dense_bf16,         dense_int8,
                                 relu,   scale_relu, scale_relu_quantise};

}  // namespace footfall

#endif
