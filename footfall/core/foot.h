// Which foot.
#pragma once

#include <string_view>

namespace footfall {

enum class Foot : unsigned char { left, right };

[[nodiscard]] constexpr std::string_view to_string(Foot foot) noexcept {
    return foot == Foot::left ? "left" : "right";
}

}  // namespace footfall
