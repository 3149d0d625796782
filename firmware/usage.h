// What the program takes of the processor: flash, RAM, instructions.
#pragma once

#include <cstddef>
#include <cstdint>

namespace footfall::firmware {

/// Bytes of code, constants (the model among them) and initial values; the walk is not counted.
[[nodiscard]] std::size_t flash_used() noexcept;
/// Bytes of variables, the whole heap included.
[[nodiscard]] std::size_t static_memory() noexcept;
/// The most bytes of heap that were in use at once.
[[nodiscard]] std::size_t heap_used() noexcept;
/// The most bytes of stack that were in use: the paint is gone there.
[[nodiscard]] std::size_t stack_used() noexcept;

/// Starts the system timer. Under qemu's `-icount shift=0` an instruction takes one nanosecond of its time,
/// and the boards count 25 million ticks a second: a tick is 40 instructions.
void start_counting() noexcept;
/// Ticks since `start_counting`, modulo 2^24.
[[nodiscard]] std::uint32_t ticks() noexcept;
inline constexpr std::uint32_t kInstructionsPerTick = 40;
inline constexpr std::uint32_t kTickMask = 0xFFFFFFU;

}  // namespace footfall::firmware
