// Inner loops for NEON: 64-bit ARM.
#if defined(__aarch64__)

#include <arm_neon.h>

#include <cmath>
#include <cstring>

#include "footfall/nn/kernel_blocks.h"
#include "footfall/nn/kernels_neon.h"
#include "footfall/nn/packed_layer.h"
#include "footfall/nn/quantise_value.h"

namespace footfall {
namespace {

constexpr std::size_t kLanes = 4;
constexpr std::size_t kMost = 16;  // vectors of sums in registers, of which there are 32

template <std::size_t N>
void fp32_block(const float* weight, std::size_t rows, const float* input, std::size_t columns,
                const float* start, float* sums) noexcept {
    float32x4_t sum[N];
    for (std::size_t i = 0; i < N; ++i) {
        sum[i] = vld1q_f32(start + i * kLanes);
    }
    for (std::size_t column = 0; column < columns; ++column, weight += rows) {
        const float32x4_t x = vdupq_n_f32(input[column]);
        for (std::size_t i = 0; i < N; ++i) {
            sum[i] = vfmaq_f32(sum[i], vld1q_f32(weight + i * kLanes), x);
        }
    }
    for (std::size_t i = 0; i < N; ++i) {
        vst1q_f32(sums + i * kLanes, sum[i]);
    }
}

template <std::size_t N>
void bf16_block(const std::uint16_t* weight, std::size_t rows, const float* input, std::size_t columns,
                const float* start, float* sums) noexcept {
    float32x4_t sum[N];
    for (std::size_t i = 0; i < N; ++i) {
        sum[i] = vld1q_f32(start + i * kLanes);
    }
    const uint32x4_t upper = vdupq_n_u32(0xFFFF0000U);
    for (std::size_t column = 0; column < columns; column += kBf16Group, weight += rows * kBf16Group) {
        const float32x4_t x0 = vdupq_n_f32(input[column]);
        const float32x4_t x1 = vdupq_n_f32(column + 1 < columns ? input[column + 1] : 0.0F);
        for (std::size_t i = 0; i < N; ++i) {
            const uint32x4_t both = vreinterpretq_u32_u16(vld1q_u16(weight + i * kLanes * kBf16Group));
            sum[i] = vfmaq_f32(sum[i], vreinterpretq_f32_u32(vshlq_n_u32(both, 16)), x0);
            sum[i] = vfmaq_f32(sum[i], vreinterpretq_f32_u32(vandq_u32(both, upper)), x1);
        }
    }
    for (std::size_t i = 0; i < N; ++i) {
        vst1q_f32(sums + i * kLanes, sum[i]);
    }
}

/// Even and odd bytes become 16 bits each; 127 * 255 fits into 16 bits, the sum of a pair goes into 32.
template <std::size_t N>
void int8_block(const std::int8_t* weight, std::size_t rows, const std::uint8_t* input, std::size_t columns,
                const std::int32_t* start, std::int32_t* sums) noexcept {
    int32x4_t sum[N];
    for (std::size_t i = 0; i < N; ++i) {
        sum[i] = vld1q_s32(start + i * kLanes);
    }
    for (std::size_t column = 0; column < columns; column += kInt8Group, weight += rows * kInt8Group) {
        const std::size_t left = columns - column;
        std::uint32_t word = 0;
        std::memcpy(&word, input + column, left < kInt8Group ? left : kInt8Group);
        const int16x8_t even_x = vreinterpretq_s16_u32(vdupq_n_u32(word & 0x00FF00FFU));
        const int16x8_t odd_x = vreinterpretq_s16_u32(vdupq_n_u32((word >> 8U) & 0x00FF00FFU));
        for (std::size_t i = 0; i < N; ++i) {
            const int16x8_t four = vreinterpretq_s16_s8(vld1q_s8(weight + i * kLanes * kInt8Group));
            const int16x8_t even = vshrq_n_s16(vshlq_n_s16(four, 8), 8);
            const int16x8_t odd = vshrq_n_s16(four, 8);
            sum[i] = vpadalq_s16(sum[i], vmulq_s16(even, even_x));
            sum[i] = vpadalq_s16(sum[i], vmulq_s16(odd, odd_x));
        }
    }
    for (std::size_t i = 0; i < N; ++i) {
        vst1q_s32(sums + i * kLanes, sum[i]);
    }
}

/// Calls Block<count> for a count known only at run time.
#define FOOTFALL_BLOCKS(block)                                                                               \
    {                                                                                                        \
        block<1>, block<2>, block<3>, block<4>, block<5>, block<6>, block<7>, block<8>, block<9>, block<10>, \
            block<11>, block<12>, block<13>, block<14>, block<15>, block<16>                                 \
    }
constexpr decltype(&fp32_block<1>) kFp32[] = FOOTFALL_BLOCKS(fp32_block);
constexpr decltype(&bf16_block<1>) kBf16[] = FOOTFALL_BLOCKS(bf16_block);
constexpr decltype(&int8_block<1>) kInt8[] = FOOTFALL_BLOCKS(int8_block);
#undef FOOTFALL_BLOCKS

void dense_fp32(const float* weight, std::size_t rows, const float* input, std::size_t columns,
                const float* start, float* sums, Walk walk) noexcept {
    const std::size_t vectors = rows / kLanes;
    over_blocks<kMost>(vectors, walk, [&](std::size_t first, std::size_t count) {
        const std::size_t row = first * kLanes;
        kFp32[count - 1](weight + row, rows, input, columns, start + row, sums + row);
    });
    for (std::size_t row = vectors * kLanes; row < rows; ++row) {
        float sum = start[row];
        for (std::size_t column = 0; column < columns; ++column) {
            sum = std::fma(weight[column * rows + row], input[column], sum);
        }
        sums[row] = sum;
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

void relu(float* values, std::size_t count) noexcept {
    for (std::size_t i = 0; i < count; ++i) {
        values[i] = values[i] > 0.0F ? values[i] : 0.0F;
    }
}

float32x4_t scaled(const std::int32_t* sums, const float* scale, const float* bias) noexcept {
    const float32x4_t product = vmulq_f32(vcvtq_f32_s32(vld1q_s32(sums)), vld1q_f32(scale));
    const float32x4_t value = vaddq_f32(product, vld1q_f32(bias));
    const float32x4_t zero = vdupq_n_f32(0.0F);
    return vbslq_f32(vcgtq_f32(value, zero), value, zero);
}

void scale_relu(const std::int32_t* sums, const float* scale, const float* bias, std::size_t rows,
                float* out) noexcept {
    for (std::size_t row = 0; row < rows; row += kLanes) {
        vst1q_f32(out + row, scaled(sums + row, scale + row, bias + row));
    }
}

void scale_relu_quantise(const std::int32_t* sums, const float* scale, const float* bias, std::size_t rows,
                         float inverse_step, std::uint8_t* out) noexcept {
    for (std::size_t row = 0; row < rows; row += kLanes) {
        float values[kLanes];
        vst1q_f32(values, scaled(sums + row, scale + row, bias + row));
        for (std::size_t i = 0; i < kLanes; ++i) {
            out[row + i] = quantise_value(values[i], inverse_step, 0);
        }
    }
}

}  // namespace

constinit const Kernels kNeon = {"neon", dense_fp32, dense_bf16,         dense_int8,
                                 relu,   scale_relu, scale_relu_quantise};

}  // namespace footfall

#endif
