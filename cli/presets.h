// The configurations built into the program: configs/*.toml, embedded when it is built.
#pragma once

#include <span>
#include <string_view>

namespace footfall::cli {

struct Preset {
    std::string_view name;
    std::string_view text;
};

[[nodiscard]] std::span<const Preset> presets() noexcept;

}  // namespace footfall::cli
