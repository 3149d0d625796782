// Inner loops for AVX-512, as all processors with it since 2017 have it (F, BW, DQ, VL).
#if defined(__x86_64__)

#include <immintrin.h>

#include <cstring>

#include "footfall/nn/kernel_blocks.h"
#include "footfall/nn/kernels_x86.h"
#include "footfall/nn/packed_layer.h"

#define FOOTFALL_AVX512 __attribute__((target("avx512f,avx512bw,avx512dq,avx512vl,avx2,fma")))

namespace footfall::avx512 {
namespace {

constexpr std::size_t kLanes = 16;
constexpr std::size_t kMost = 12;     // vectors of sums in registers
constexpr std::size_t kMostFp32 = 8;  // fewer, as the walk turns round at a whole block
constexpr std::size_t kAhead = 8;     // columns: the processor foresees no steps as long as a column

// Sums stay in registers where the loops over them are unrolled before anything else: hence the pragmas.

template <std::size_t N>
FOOTFALL_AVX512 void fp32_block(const float* weight, std::size_t rows, const float* input,
                                std::size_t columns, const float* start, float* sums) noexcept {
    __m512 sum[N];
#pragma GCC unroll 16
    for (std::size_t i = 0; i < N; ++i) {
        sum[i] = _mm512_loadu_ps(start + i * kLanes);
    }
    std::size_t column = 0;
    for (; column + kAhead < columns; ++column, weight += rows) {
        const __m512 x = _mm512_set1_ps(input[column]);
#pragma GCC unroll 16
        for (std::size_t i = 0; i < N; ++i) {
            const float* const line = weight + i * kLanes;
            _mm_prefetch(reinterpret_cast<const char*>(line + kAhead * rows), _MM_HINT_T0);
            sum[i] = _mm512_fmadd_ps(_mm512_loadu_ps(line), x, sum[i]);
        }
    }
    for (; column < columns; ++column, weight += rows) {
        const __m512 x = _mm512_set1_ps(input[column]);
#pragma GCC unroll 16
        for (std::size_t i = 0; i < N; ++i) {
            sum[i] = _mm512_fmadd_ps(_mm512_loadu_ps(weight + i * kLanes), x, sum[i]);
        }
    }
#pragma GCC unroll 16
    for (std::size_t i = 0; i < N; ++i) {
        _mm512_storeu_ps(sums + i * kLanes, sum[i]);
    }
}

/// Fewer rows than a vector has.
FOOTFALL_AVX512 void fp32_tail(const float* weight, std::size_t rows, const float* input, std::size_t columns,
                               const float* start, float* sums, std::size_t count) noexcept {
    const auto mask = static_cast<__mmask16>((1U << count) - 1U);
    __m512 sum = _mm512_maskz_loadu_ps(mask, start);
    for (std::size_t column = 0; column < columns; ++column, weight += rows) {
        sum = _mm512_fmadd_ps(_mm512_maskz_loadu_ps(mask, weight), _mm512_set1_ps(input[column]), sum);
    }
    _mm512_mask_storeu_ps(sums, mask, sum);
}

template <std::size_t N>
FOOTFALL_AVX512 void bf16_block(const std::uint16_t* weight, std::size_t rows, const float* input,
                                std::size_t columns, const float* start, float* sums) noexcept {
    __m512 sum[N];
#pragma GCC unroll 16
    for (std::size_t i = 0; i < N; ++i) {
        sum[i] = _mm512_loadu_ps(start + i * kLanes);
    }
    const __m512i upper = _mm512_set1_epi32(static_cast<int>(0xFFFF0000U));
    for (std::size_t column = 0; column < columns; column += kBf16Group, weight += rows * kBf16Group) {
        const __m512 x0 = _mm512_set1_ps(input[column]);
        const __m512 x1 = _mm512_set1_ps(column + 1 < columns ? input[column + 1] : 0.0F);
#pragma GCC unroll 16
        for (std::size_t i = 0; i < N; ++i) {
            const __m512i both = _mm512_loadu_si512(weight + i * kLanes * kBf16Group);
            sum[i] = _mm512_fmadd_ps(_mm512_castsi512_ps(_mm512_slli_epi32(both, 16)), x0, sum[i]);
            sum[i] = _mm512_fmadd_ps(_mm512_castsi512_ps(_mm512_and_si512(both, upper)), x1, sum[i]);
        }
    }
#pragma GCC unroll 16
    for (std::size_t i = 0; i < N; ++i) {
        _mm512_storeu_ps(sums + i * kLanes, sum[i]);
    }
}

/// The next inputs of a group, zeros behind the last.
std::uint32_t word_of(const std::uint8_t* input, std::size_t left) noexcept {
    std::uint32_t word = 0;
    std::memcpy(&word, input, left < kInt8Group ? left : kInt8Group);
    return word;
}

/// Without VNNI: even and odd bytes become 16 bits each, whose products, added in pairs, can't overflow.
template <std::size_t N>
FOOTFALL_AVX512 void int8_block(const std::int8_t* weight, std::size_t rows, const std::uint8_t* input,
                                std::size_t columns, const std::int32_t* start, std::int32_t* sums) noexcept {
    __m512i sum[N];
#pragma GCC unroll 16
    for (std::size_t i = 0; i < N; ++i) {
        sum[i] = _mm512_loadu_si512(start + i * kLanes);
    }
    for (std::size_t column = 0; column < columns; column += kInt8Group, weight += rows * kInt8Group) {
        const std::uint32_t word = word_of(input + column, columns - column);
        const __m512i even_x = _mm512_set1_epi32(static_cast<int>(word & 0x00FF00FFU));
        const __m512i odd_x = _mm512_set1_epi32(static_cast<int>((word >> 8U) & 0x00FF00FFU));
#pragma GCC unroll 16
        for (std::size_t i = 0; i < N; ++i) {
            const __m512i four = _mm512_loadu_si512(weight + i * kLanes * kInt8Group);
            const __m512i even = _mm512_srai_epi16(_mm512_slli_epi16(four, 8), 8);
            const __m512i odd = _mm512_srai_epi16(four, 8);
            sum[i] = _mm512_add_epi32(
                sum[i], _mm512_add_epi32(_mm512_madd_epi16(even, even_x), _mm512_madd_epi16(odd, odd_x)));
        }
    }
#pragma GCC unroll 16
    for (std::size_t i = 0; i < N; ++i) {
        _mm512_storeu_si512(sums + i * kLanes, sum[i]);
    }
}

constexpr decltype(&fp32_block<1>) kFp32[] = {fp32_block<1>, fp32_block<2>,  fp32_block<3>,  fp32_block<4>,
                                              fp32_block<5>, fp32_block<6>,  fp32_block<7>,  fp32_block<8>,
                                              fp32_block<9>, fp32_block<10>, fp32_block<11>, fp32_block<12>};
constexpr decltype(&bf16_block<1>) kBf16[] = {bf16_block<1>, bf16_block<2>,  bf16_block<3>,  bf16_block<4>,
                                              bf16_block<5>, bf16_block<6>,  bf16_block<7>,  bf16_block<8>,
                                              bf16_block<9>, bf16_block<10>, bf16_block<11>, bf16_block<12>};
constexpr decltype(&int8_block<1>) kInt8[] = {int8_block<1>, int8_block<2>,  int8_block<3>,  int8_block<4>,
                                              int8_block<5>, int8_block<6>,  int8_block<7>,  int8_block<8>,
                                              int8_block<9>, int8_block<10>, int8_block<11>, int8_block<12>};

void dense_int8(const std::int8_t* weight, std::size_t rows, const std::uint8_t* input, std::size_t columns,
                const std::int32_t* start, std::int32_t* sums, Walk walk) noexcept {
    over_blocks<kMost>(rows / kLanes, walk, [&](std::size_t first, std::size_t count) {
        const std::size_t row = first * kLanes;
        kInt8[count - 1](weight + row * kInt8Group, rows, input, columns, start + row, sums + row);
    });
}

FOOTFALL_AVX512 inline __m512 scaled(const std::int32_t* sums, const float* scale,
                                     const float* bias) noexcept {
    const __m512 real = _mm512_cvtepi32_ps(_mm512_loadu_si512(sums));
    const __m512 value = _mm512_add_ps(_mm512_mul_ps(real, _mm512_loadu_ps(scale)), _mm512_loadu_ps(bias));
    return _mm512_max_ps(value, _mm512_setzero_ps());
}

}  // namespace

void dense_fp32(const float* weight, std::size_t rows, const float* input, std::size_t columns,
                const float* start, float* sums, Walk walk) noexcept {
    const std::size_t vectors = rows / kLanes;
    const std::size_t whole = vectors * kLanes;
    over_blocks<kMostFp32>(vectors, walk, [&](std::size_t first, std::size_t count) {
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

FOOTFALL_AVX512 void relu(float* values, std::size_t count) noexcept {
    const __m512 zero = _mm512_setzero_ps();
    std::size_t i = 0;
    for (; i + kLanes <= count; i += kLanes) {
        _mm512_storeu_ps(values + i, _mm512_max_ps(_mm512_loadu_ps(values + i), zero));
    }
    const auto mask = static_cast<__mmask16>((1U << (count - i)) - 1U);
    _mm512_mask_storeu_ps(values + i, mask, _mm512_max_ps(_mm512_maskz_loadu_ps(mask, values + i), zero));
}

FOOTFALL_AVX512 void scale_relu(const std::int32_t* sums, const float* scale, const float* bias,
                                std::size_t rows, float* out) noexcept {
    for (std::size_t row = 0; row < rows; row += kLanes) {
        _mm512_storeu_ps(out + row, scaled(sums + row, scale + row, bias + row));
    }
}

FOOTFALL_AVX512 void scale_relu_quantise(const std::int32_t* sums, const float* scale, const float* bias,
                                         std::size_t rows, float inverse_step, std::uint8_t* out) noexcept {
    const __m512 inverse = _mm512_set1_ps(inverse_step);
    const __m512 largest = _mm512_set1_ps(255.0F);
    for (std::size_t row = 0; row < rows; row += kLanes) {
        const __m512 steps = _mm512_mul_ps(scaled(sums + row, scale + row, bias + row), inverse);
        const __m512 clamped = _mm512_min_ps(_mm512_max_ps(steps, _mm512_setzero_ps()), largest);
        const __m128i bytes = _mm512_cvtepi32_epi8(_mm512_cvtps_epi32(clamped));
        _mm_storeu_si128(reinterpret_cast<__m128i*>(out + row), bytes);
    }
}

}  // namespace footfall::avx512

namespace footfall {

constinit const Kernels kAvx512 = {
    "avx512",     avx512::dense_fp32, avx512::dense_bf16,         avx512::dense_int8,
    avx512::relu, avx512::scale_relu, avx512::scale_relu_quantise};

}  // namespace footfall

#endif
