// The sets of kernels that x86-64 processors may have, and what later sets take from earlier ones.
#pragma once

#include "footfall/nn/kernels.h"

namespace footfall {

extern const Kernels kAvx2;        ///< AVX2 and FMA
extern const Kernels kAvx512;      ///< AVX-512 F, BW, DQ, VL
extern const Kernels kAvx512Vnni;  ///< and VNNI: int8 in one instruction
extern const Kernels kAvx512Bf16;  ///< and BF16: two bf16 products in one, of inputs rounded to bf16

namespace avx512 {

void dense_fp32(const float* weight, std::size_t rows, const float* input, std::size_t columns,
                const float* start, float* sums, Walk walk) noexcept;
void dense_bf16(const std::uint16_t* weight, std::size_t rows, const float* input, std::size_t columns,
                const float* start, float* sums, Walk walk) noexcept;
void dense_int8_vnni(const std::int8_t* weight, std::size_t rows, const std::uint8_t* input,
                     std::size_t columns, const std::int32_t* start, std::int32_t* sums, Walk walk) noexcept;
void relu(float* values, std::size_t count) noexcept;
void scale_relu(const std::int32_t* sums, const float* scale, const float* bias, std::size_t rows,
                float* out) noexcept;
void scale_relu_quantise(const std::int32_t* sums, const float* scale, const float* bias, std::size_t rows,
                         float inverse_step, std::uint8_t* out) noexcept;

}  // namespace avx512
}  // namespace footfall
