// One real number to one byte, the same in every bit everywhere.
#pragma once

#include <bit>
#include <cstdint>

namespace footfall {

/// round to nearest even(value * inverse_step) + zero, clamped to 0 to 255; NaN becomes 0.
[[nodiscard]] inline std::uint8_t quantise_value(float value, float inverse_step, int zero) noexcept {
    const float low = static_cast<float>(-zero);
    const float high = static_cast<float>(255 - zero);
    const float scaled = value * inverse_step;
    const float above = scaled > low ? scaled : low;
    const float clamped = above < high ? above : high;
    // At 1.5 * 2^23 a float's last bit is worth 1: adding rounds, and the low bits are the whole number.
    constexpr float kOnes = 12582912.0F;
    const int rounded = std::bit_cast<std::int32_t>(clamped + kOnes) - std::bit_cast<std::int32_t>(kOnes);
    return static_cast<std::uint8_t>(rounded + zero);
}

}  // namespace footfall
