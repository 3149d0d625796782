// Inner loops for Cortex-M4 and M7: four products of bytes in two instructions.
#include "footfall/nn/kernels_cortex_m.h"

#if defined(__arm__) && defined(__ARM_FEATURE_SIMD32)

#include <arm_acle.h>

#include <bit>
#include <cstring>

#include "footfall/nn/packed_layer.h"

namespace footfall {
namespace {

/// Bytes 0 and 2 of a word in one register, 1 and 3 in another.
struct Pairs {
    std::uint32_t even;
    std::uint32_t odd;
};

Pairs inputs_from(const std::uint8_t* four) noexcept {
    std::uint32_t word = 0;
    std::memcpy(&word, four, sizeof(word));
    return {__uxtb16(word), __uxtb16(std::rotr(word, 8))};
}

/// sum + the products of a group of inputs with a row's weights
std::int32_t with_products(std::int32_t sum, const std::int8_t* four, Pairs inputs) noexcept {
    std::uint32_t word = 0;
    std::memcpy(&word, four, sizeof(word));
    sum = __smlad(__sxtb16(word), static_cast<std::int32_t>(inputs.even), sum);
    return __smlad(__sxtb16(std::rotr(word, 8)), static_cast<std::int32_t>(inputs.odd), sum);
}

/// Sums of kRows rows, which stay in registers while all inputs pass.
struct Sums {
    std::int32_t a;
    std::int32_t b;
    std::int32_t c;
    std::int32_t d;

    void add_products(const std::int8_t* weights, Pairs inputs) noexcept {
        a = with_products(a, weights, inputs);
        b = with_products(b, weights + kInt8Group, inputs);
        c = with_products(c, weights + 2 * kInt8Group, inputs);
        d = with_products(d, weights + 3 * kInt8Group, inputs);
    }
};
constexpr std::size_t kRows = 4;

void dense_int8(const std::int8_t* weight, std::size_t rows, const std::uint8_t* input, std::size_t columns,
                const std::int32_t* start, std::int32_t* sums, Walk /*walk*/) noexcept {
    const std::size_t whole = columns - columns % kInt8Group;
    std::uint8_t rest[kInt8Group] = {};
    std::memcpy(rest, input + whole, columns - whole);
    for (std::size_t row = 0; row < rows; row += kRows) {
        Sums four = {start[row], start[row + 1], start[row + 2], start[row + 3]};
        const std::int8_t* weights = weight + row * kInt8Group;
        for (std::size_t column = 0; column < whole; column += kInt8Group) {
            four.add_products(weights, inputs_from(input + column));
            weights += rows * kInt8Group;
        }
        if (whole < columns) {
            four.add_products(weights, inputs_from(rest));
        }
        sums[row] = four.a;
        sums[row + 1] = four.b;
        sums[row + 2] = four.c;
        sums[row + 3] = four.d;
    }
}

Kernels cortex_m() noexcept {
    Kernels kernels = portable_kernels();
    kernels.name = "cortex-m";
    kernels.dense_int8 = dense_int8;
    return kernels;
}

}  // namespace

const Kernels& cortex_m_kernels() noexcept {
    static const Kernels kernels = cortex_m();
    return kernels;
}

}  // namespace footfall

#endif
