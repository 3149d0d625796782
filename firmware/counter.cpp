// Counts with the processor's system timer (Armv7-M Architecture Reference Manual, B3.3).
#include "firmware/usage.h"

namespace footfall::firmware {
namespace {

volatile std::uint32_t& control() noexcept { return *reinterpret_cast<volatile std::uint32_t*>(0xE000E010U); }
volatile std::uint32_t& reload() noexcept { return *reinterpret_cast<volatile std::uint32_t*>(0xE000E014U); }
volatile std::uint32_t& current() noexcept { return *reinterpret_cast<volatile std::uint32_t*>(0xE000E018U); }

}  // namespace

void start_counting() noexcept {
    reload() = kTickMask;
    current() = 0;
    control() = 5;  // on, at the processor's clock, without interrupts
}

std::uint32_t ticks() noexcept { return (kTickMask - current()) & kTickMask; }

}  // namespace footfall::firmware
