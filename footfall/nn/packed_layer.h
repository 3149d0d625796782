// Dense layers of bf16 and int8 models: how their weights are packed, and when they can't be used.
//
// Both layouts keep together, for each output, the weights of a few inputs that follow each other, so that
// one 32-bit word of a vector register holds what one output needs of them. Outputs are padded to a multiple
// of kOutputBlock, inputs to one of the group, all with zeros:
//
//   bf16  u16 [ceil(inputs/2)][padded outputs][2]   the upper half of a float each, rounded to nearest even
//   int8  i8  [ceil(inputs/4)][padded outputs][4]   from -127 to 127
//
// int8 arithmetic, exact in integers and the same in every bit on every processor. An input x becomes
// q = clamp(round to nearest even(x * (1/step)) + zero, 0, 255) with zero 128 for the network's input and 0
// after a ReLU. A row's sum s = sum(w * (q - zero)) becomes y = float(s) * scale + bias, rounded after the
// product and after the sum; scale holds the steps of both the row's weights and the input.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "footfall/core/result.h"
#include "footfall/nn/network_spec.h"

namespace footfall {

/// How a model keeps the weights of its dense layers. Biases and heads are fp32 in each.
enum class Precision : unsigned char { fp32, bf16, int8 };

[[nodiscard]] constexpr std::string_view to_string(Precision precision) noexcept {
    switch (precision) {
        case Precision::fp32: return "fp32";
        case Precision::bf16: return "bf16";
        case Precision::int8: return "int8";
    }
    return "";
}

[[nodiscard]] constexpr std::optional<Precision> precision_from(std::string_view name) noexcept {
    for (const Precision precision : {Precision::fp32, Precision::bf16, Precision::int8}) {
        if (to_string(precision) == name) {
            return precision;
        }
    }
    return std::nullopt;
}

inline constexpr std::size_t kOutputBlock = 16;
inline constexpr std::size_t kBf16Group = 2;
inline constexpr std::size_t kInt8Group = 4;
inline constexpr int kInputZero = 128;  ///< of the network's input, int8; 0 in later layers

/// The least multiple of `step` that is not less than `value`.
[[nodiscard]] constexpr std::size_t rounded_up(std::size_t value, std::size_t step) noexcept {
    return (value + step - 1) / step * step;
}

/// Views of a model's memory.
struct PackedLayer {
    std::size_t inputs = 0;
    std::size_t outputs = 0;
    std::span<const std::uint16_t> bf16;  ///< of a bf16 model, laid out as above; else empty
    std::span<const std::int8_t> int8;    ///< of an int8 model, laid out as above; else empty
    std::span<const float> bias;          ///< (padded outputs)
    std::span<const float> scale;         ///< int8: (padded outputs), 0 in the padding; else empty
    float input_step = 1.0F;              ///< int8: of the layer's input

    [[nodiscard]] std::size_t padded_outputs() const noexcept { return rounded_up(outputs, kOutputBlock); }
};

/// int8: what each row's sum starts from so that inputs count from this zero, -zero * sum(w). Allocates.
[[nodiscard]] std::vector<std::int32_t> starts_of(const PackedLayer& layer, int zero);

/// Elements of a packed layer's weights.
[[nodiscard]] constexpr std::size_t packed_weights(Precision precision, std::size_t inputs,
                                                   std::size_t outputs) noexcept {
    const std::size_t group = precision == Precision::bf16 ? kBf16Group : kInt8Group;
    return rounded_up(inputs, group) * rounded_up(outputs, kOutputBlock);
}

/// Inputs of a valid DNN's layer.
[[nodiscard]] std::size_t inputs_of_layer(const NetworkSpec& spec, std::size_t layer) noexcept;

/// Weights of both heads with their biases, of a valid spec.
[[nodiscard]] std::size_t head_count(const NetworkSpec& spec) noexcept;

/// Bytes that the weights of a valid spec take, all together.
[[nodiscard]] std::size_t weight_bytes(const NetworkSpec& spec, Precision precision) noexcept;

/// Why these can't be a valid DNN's layers, or nothing: sizes that don't fit it, a number that is not finite,
/// a weight of -128, a negative scale, a step outside [1e-20, 1e20], padding that is not zero.
[[nodiscard]] std::optional<Failure> validate(std::span<const PackedLayer> layers, const NetworkSpec& spec,
                                              Precision precision) noexcept;

/// The bf16 number as a float.
[[nodiscard]] float from_bf16(std::uint16_t bits) noexcept;
/// Rounded to nearest, ties to even.
[[nodiscard]] std::uint16_t to_bf16(float value) noexcept;

}  // namespace footfall
