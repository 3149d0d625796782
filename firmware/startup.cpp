// From reset to main() on a Cortex-M4F or M7: vectors, floating point, memory, and a painted stack.
#include <cstdint>

#include "firmware/semihosting.h"
#include "firmware/usage.h"

extern "C" {
// From the linker script.
extern std::uint32_t data_in_flash[];
extern std::uint32_t data_start[];
extern std::uint32_t data_end[];
extern std::uint32_t bss_start[];
extern std::uint32_t bss_end[];
extern std::uint32_t stack_limit[];
extern std::uint32_t stack_top[];
extern std::uint32_t flash_end[];
extern void (*const init_array_start[])();
extern void (*const init_array_end[])();

int main();
[[noreturn]] void reset();
}

namespace {

constexpr std::uint32_t kPaint = 0xC0FFEE11U;

[[noreturn]] void fault() {
    footfall::firmware::write("fault\n");
    footfall::firmware::exit(3);
}

using Handler = void (*)();

/// Reset and the system exceptions of ARMv7-M; no interrupt is used.
[[gnu::section(".vectors"), gnu::used]] const Handler kVectors[16] = {reinterpret_cast<Handler>(stack_top),
                                                                      reset,
                                                                      fault,
                                                                      fault,
                                                                      fault,
                                                                      fault,
                                                                      fault,
                                                                      nullptr,
                                                                      nullptr,
                                                                      nullptr,
                                                                      nullptr,
                                                                      fault,
                                                                      fault,
                                                                      nullptr,
                                                                      fault,
                                                                      fault};

}  // namespace

/// Does without a stack frame of its own until the stack is painted: it paints all that is below it.
extern "C" [[noreturn, gnu::optimize("no-tree-loop-distribute-patterns")]] void reset() {
    *reinterpret_cast<volatile std::uint32_t*>(0xE000ED88U) |= 0xFU << 20U;  // CPACR: floating point on
    asm volatile("dsb\n isb" ::: "memory");
    const std::uint32_t* from = data_in_flash;
    for (std::uint32_t* to = data_start; to != data_end; ++to) {
        *to = *from++;
    }
    for (std::uint32_t* to = bss_start; to != bss_end; ++to) {
        *to = 0;
    }
    std::uint32_t* here = nullptr;
    asm volatile("mov %0, sp" : "=r"(here));
    for (std::uint32_t* to = stack_limit; to != here; ++to) {
        *to = kPaint;
    }
    for (const auto* start = init_array_start; start != init_array_end; ++start) {
        (*start)();
    }
    footfall::firmware::exit(main());
}

namespace footfall::firmware {

std::size_t stack_used() noexcept {
    const std::uint32_t* at = stack_limit;
    while (at != stack_top && *at == kPaint) {
        ++at;
    }
    return static_cast<std::size_t>(stack_top - at) * sizeof(std::uint32_t);
}

std::size_t static_memory() noexcept {
    return reinterpret_cast<std::uintptr_t>(bss_end) - reinterpret_cast<std::uintptr_t>(data_start);
}

std::size_t flash_used() noexcept { return reinterpret_cast<std::uintptr_t>(flash_end); }

}  // namespace footfall::firmware
