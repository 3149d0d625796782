// Text and exit through the debugger, here the emulator: "Semihosting for AArch32 and AArch64", Arm 2022.
#pragma once

#include <cstdint>

namespace footfall::firmware {

/// @param text ends with a zero byte
void write(const char* text) noexcept;
void write_number(std::uint32_t value) noexcept;
/// As eight hexadecimal digits.
void write_bits(std::uint32_t value) noexcept;

[[noreturn]] void exit(int status) noexcept;

}  // namespace footfall::firmware
