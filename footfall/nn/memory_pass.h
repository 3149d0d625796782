// How fast this processor can get at a model's weights at all: what inference is measured against.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace footfall {

/// Reads all bytes once, in order, with the widest loads there are. What it returns depends on all of them.
[[nodiscard]] std::uint64_t read_once(std::span<const std::byte> bytes) noexcept;

/// Puts the bytes out of all caches, where the processor has an instruction for that; says whether it has.
bool flush(std::span<const std::byte> bytes) noexcept;

}  // namespace footfall
