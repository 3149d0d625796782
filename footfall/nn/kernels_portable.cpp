// The inner loops in plain C++: what every other set is tested against.
#include <bit>

#include "footfall/nn/kernels.h"
#include "footfall/nn/packed_layer.h"
#include "footfall/nn/quantise_value.h"

namespace footfall {
namespace {

/// Rows whose sums stay in the nearest cache while all inputs pass.
constexpr std::size_t kBlock = 256;

/// As from_bf16(), where the compiler sees it.
float real(std::uint16_t bits) noexcept {
    return std::bit_cast<float>(static_cast<std::uint32_t>(bits) << 16U);
}

/// Calls `block(first, end)` on blocks of rows in the order of `walk`.
template <class Block>
void over_rows(std::size_t rows, Walk walk, const Block& block) noexcept {
    const std::size_t blocks = (rows + kBlock - 1) / kBlock;
    for (std::size_t i = 0; i < blocks; ++i) {
        const std::size_t first = (walk == Walk::forwards ? i : blocks - 1 - i) * kBlock;
        block(first, first + kBlock < rows ? first + kBlock : rows);
    }
}

void dense_fp32(const float* weight, std::size_t rows, const float* input, std::size_t columns,
                const float* start, float* sums, Walk walk) noexcept {
    over_rows(rows, walk, [&](std::size_t first, std::size_t end) {
        for (std::size_t row = first; row < end; ++row) {
            sums[row] = start[row];
        }
        for (std::size_t column = 0; column < columns; ++column) {
            const float* const weights = weight + column * rows;
            const float x = input[column];
            for (std::size_t row = first; row < end; ++row) {
                sums[row] += weights[row] * x;
            }
        }
    });
}

void dense_bf16(const std::uint16_t* weight, std::size_t rows, const float* input, std::size_t columns,
                const float* start, float* sums, Walk walk) noexcept {
    over_rows(rows, walk, [&](std::size_t first, std::size_t end) {
        for (std::size_t row = first; row < end; ++row) {
            sums[row] = start[row];
        }
        for (std::size_t column = 0; column < columns; column += kBf16Group) {
            const std::uint16_t* const weights = weight + column * rows;
            const float x0 = input[column];
            const float x1 = column + 1 < columns ? input[column + 1] : 0.0F;
            for (std::size_t row = first; row < end; ++row) {
                const float sum = sums[row] + real(weights[row * kBf16Group]) * x0;
                sums[row] = sum + real(weights[row * kBf16Group + 1]) * x1;
            }
        }
    });
}

void dense_int8(const std::int8_t* weight, std::size_t rows, const std::uint8_t* input, std::size_t columns,
                const std::int32_t* start, std::int32_t* sums, Walk walk) noexcept {
    over_rows(rows, walk, [&](std::size_t first, std::size_t end) {
        for (std::size_t row = first; row < end; ++row) {
            sums[row] = start[row];
        }
        for (std::size_t column = 0; column < columns; column += kInt8Group) {
            const std::int8_t* const weights = weight + column * rows;
            std::int32_t x[kInt8Group] = {};
            for (std::size_t k = 0; k < kInt8Group && column + k < columns; ++k) {
                x[k] = input[column + k];
            }
            for (std::size_t row = first; row < end; ++row) {
                const std::int8_t* const four = weights + row * kInt8Group;
                sums[row] += four[0] * x[0] + four[1] * x[1] + four[2] * x[2] + four[3] * x[3];
            }
        }
    });
}

void relu(float* values, std::size_t count) noexcept {
    for (std::size_t i = 0; i < count; ++i) {
        values[i] = values[i] > 0.0F ? values[i] : 0.0F;
    }
}

float scaled_relu(std::int32_t sum, float scale, float bias) noexcept {
    const float scaled = static_cast<float>(sum) * scale;
    const float value = scaled + bias;
    return value > 0.0F ? value : 0.0F;
}

void scale_relu(const std::int32_t* sums, const float* scale, const float* bias, std::size_t rows,
                float* out) noexcept {
    for (std::size_t row = 0; row < rows; ++row) {
        out[row] = scaled_relu(sums[row], scale[row], bias[row]);
    }
}

void scale_relu_quantise(const std::int32_t* sums, const float* scale, const float* bias, std::size_t rows,
                         float inverse_step, std::uint8_t* out) noexcept {
    for (std::size_t row = 0; row < rows; ++row) {
        out[row] = quantise_value(scaled_relu(sums[row], scale[row], bias[row]), inverse_step, 0);
    }
}

}  // namespace

constinit const Kernels kPortable = {"portable", dense_fp32, dense_bf16,         dense_int8,
                                     relu,       scale_relu, scale_relu_quantise};

}  // namespace footfall
