// Text and exit through the debugger.
#include "firmware/semihosting.h"

#include <array>
#include <cstddef>

namespace footfall::firmware {
namespace {

constexpr std::uint32_t kWrite0 = 0x04;
constexpr std::uint32_t kExitExtended = 0x20;
constexpr std::uint32_t kApplicationExit = 0x20026;

void call(std::uint32_t operation, const void* argument) noexcept {
    register std::uint32_t r0 asm("r0") = operation;
    register const void* r1 asm("r1") = argument;
    asm volatile("bkpt 0xAB" : "+r"(r0) : "r"(r1) : "memory");
}

/// Digits of `value`, at least `least`.
void write_in_base(std::uint32_t value, std::uint32_t base, std::size_t least) noexcept {
    std::array<char, 12> text{};
    std::size_t at = text.size() - 1;
    for (std::size_t digits = 0; digits < least || value != 0; ++digits, value /= base) {
        text[--at] = "0123456789abcdef"[value % base];
    }
    write(text.data() + at);
}

}  // namespace

void write(const char* text) noexcept { call(kWrite0, text); }

void write_number(std::uint32_t value) noexcept { write_in_base(value, 10, 1); }

void write_bits(std::uint32_t value) noexcept { write_in_base(value, 16, 8); }

void exit(int status) noexcept {
    const std::array<std::uint32_t, 2> reason = {kApplicationExit, static_cast<std::uint32_t>(status)};
    call(kExitExtended, reason.data());
    while (true) {
    }
}

}  // namespace footfall::firmware
