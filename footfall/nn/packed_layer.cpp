// What packed layers must be, and how many bytes they are.
#include "footfall/nn/packed_layer.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace footfall {
namespace {

constexpr Failure kWrongCount{"the number of weights does not fit the network"};
constexpr Failure kNotFinite{"a weight is not finite"};
constexpr Failure kPadding{"the padding between weights is not zero"};

bool all_finite(std::span<const float> values) noexcept {
    return std::all_of(values.begin(), values.end(), [](float value) { return std::isfinite(value); });
}

/// Whether all weights of padded inputs and outputs are zero bits.
template <class Weight>
bool zero_padded(std::span<const Weight> weights, const PackedLayer& layer, std::size_t group) noexcept {
    const std::size_t padded = layer.padded_outputs();
    for (std::size_t i = 0; i < weights.size(); ++i) {
        const std::size_t input = i / (padded * group) * group + i % group;
        const std::size_t output = i / group % padded;
        if ((input >= layer.inputs || output >= layer.outputs) && weights[i] != Weight{0}) {
            return false;
        }
    }
    return true;
}

bool zero_behind(std::span<const float> values, std::size_t used) noexcept {
    const auto padding = values.subspan(used);
    return std::all_of(padding.begin(), padding.end(),
                       [](float value) { return std::bit_cast<std::uint32_t>(value) == 0; });
}

std::optional<Failure> validate_weights(const PackedLayer& layer, Precision precision) noexcept {
    if (precision == Precision::bf16) {
        constexpr unsigned kExponent = 0x7F80;
        if (std::any_of(layer.bf16.begin(), layer.bf16.end(),
                        [](std::uint16_t bits) { return (bits & kExponent) == kExponent; })) {
            return kNotFinite;
        }
        return zero_padded(layer.bf16, layer, kBf16Group) ? std::nullopt : std::optional(kPadding);
    }
    if (std::any_of(layer.int8.begin(), layer.int8.end(),
                    [](std::int8_t weight) { return weight == -128; })) {
        return Failure{"an int8 weight is -128"};
    }
    if (!std::all_of(layer.scale.begin(), layer.scale.end(),
                     [](float scale) { return std::isfinite(scale) && !std::signbit(scale); })) {
        return Failure{"a scale of weights is negative or not finite"};
    }
    if (!(layer.input_step >= 1e-20F && layer.input_step <= 1e20F)) {
        return Failure{"the step of a layer's input is not between 1e-20 and 1e20"};
    }
    return zero_padded(layer.int8, layer, kInt8Group) && zero_behind(layer.scale, layer.outputs)
               ? std::nullopt
               : std::optional(kPadding);
}

bool sizes_fit(const PackedLayer& layer, Precision precision) noexcept {
    const bool int8 = precision == Precision::int8;
    const std::size_t weights = packed_weights(precision, layer.inputs, layer.outputs);
    return layer.bf16.size() == (int8 ? 0 : weights) && layer.int8.size() == (int8 ? weights : 0) &&
           layer.bias.size() == layer.padded_outputs() &&
           layer.scale.size() == (int8 ? layer.padded_outputs() : 0);
}

}  // namespace

std::vector<std::int32_t> starts_of(const PackedLayer& layer, int zero) {
    const std::size_t padded = layer.padded_outputs();
    std::vector<std::int32_t> starts(padded);
    for (std::size_t i = 0; i < layer.int8.size(); ++i) {
        starts[i / kInt8Group % padded] -= zero * layer.int8[i];
    }
    return starts;
}

std::size_t inputs_of_layer(const NetworkSpec& spec, std::size_t layer) noexcept {
    return static_cast<std::size_t>(layer == 0 ? spec.inputs() : spec.hidden[layer - 1]);
}

std::size_t head_count(const NetworkSpec& spec) noexcept {
    const ParameterRanges ranges = parameter_ranges(spec);
    return ranges.cycle_head.size + ranges.phase_head.size;
}

std::size_t weight_bytes(const NetworkSpec& spec, Precision precision) noexcept {
    if (precision == Precision::fp32) {
        return parameter_count(spec) * sizeof(float);
    }
    std::size_t bytes = head_count(spec) * sizeof(float);
    for (std::size_t layer = 0; layer < spec.hidden.size(); ++layer) {
        const auto outputs = static_cast<std::size_t>(spec.hidden[layer]);
        const std::size_t padded = rounded_up(outputs, kOutputBlock);
        const std::size_t weights = packed_weights(precision, inputs_of_layer(spec, layer), outputs);
        bytes += precision == Precision::bf16 ? weights * sizeof(std::uint16_t) + padded * sizeof(float)
                                              : weights * sizeof(std::int8_t) + 2 * padded * sizeof(float);
    }
    return bytes;
}

std::optional<Failure> validate(std::span<const PackedLayer> layers, const NetworkSpec& spec,
                                Precision precision) noexcept {
    if (layers.size() != spec.hidden.size()) {
        return kWrongCount;
    }
    for (std::size_t i = 0; i < layers.size(); ++i) {
        const PackedLayer& layer = layers[i];
        if (layer.inputs != inputs_of_layer(spec, i) ||
            layer.outputs != static_cast<std::size_t>(spec.hidden[i]) || !sizes_fit(layer, precision)) {
            return kWrongCount;
        }
        if (!all_finite(layer.bias)) {
            return kNotFinite;
        }
        if (!zero_behind(layer.bias, layer.outputs)) {
            return kPadding;
        }
        if (const auto failure = validate_weights(layer, precision)) {
            return failure;
        }
    }
    return std::nullopt;
}

float from_bf16(std::uint16_t bits) noexcept {
    return std::bit_cast<float>(static_cast<std::uint32_t>(bits) << 16U);
}

std::uint16_t to_bf16(float value) noexcept {
    const auto bits = std::bit_cast<std::uint32_t>(value);
    return static_cast<std::uint16_t>((bits + 0x7FFFU + ((bits >> 16U) & 1U)) >> 16U);
}

}  // namespace footfall
