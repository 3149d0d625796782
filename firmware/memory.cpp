// A heap of fixed size for what is allocated at set-up, and what the C++ library calls when it can't go on.
// Without these functions its own would be linked: a heap of unknown size, and 60 KB to print an exception.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <new>

#include "firmware/semihosting.h"
#include "firmware/usage.h"

namespace {

constexpr std::size_t kHeapBytes = FOOTFALL_HEAP_BYTES;

/// Before each block. A block that is given back is had again once all behind it are given back too: blocks
/// of set-up mostly go in the reverse of the order in which they came.
struct Header {
    std::uint32_t before;  ///< offset of the header before this one
    std::uint32_t in_use;
};

alignas(8) std::byte heap[kHeapBytes];
std::uint32_t last = 0;  // offset of the last header
std::uint32_t end = 0;   // of all blocks
std::uint32_t most = 0;

Header& header_at(std::uint32_t offset) noexcept { return *reinterpret_cast<Header*>(heap + offset); }

[[noreturn]] void stop(const char* why) noexcept {
    footfall::firmware::write(why);
    footfall::firmware::write("\n");
    footfall::firmware::exit(2);
}

void* allocate(std::size_t size) noexcept {
    const std::size_t whole = (size + sizeof(Header) + 7) / 8 * 8;
    if (size > kHeapBytes || whole > kHeapBytes - end) {
        stop("the heap is full");
    }
    header_at(end) = {last, 1};
    last = end;
    end += static_cast<std::uint32_t>(whole);
    most = end > most ? end : most;
    return heap + last + sizeof(Header);
}

void release(void* block) noexcept {
    if (block == nullptr) {
        return;
    }
    static_cast<Header*>(static_cast<void*>(static_cast<std::byte*>(block) - sizeof(Header)))->in_use = 0;
    while (end > 0 && header_at(last).in_use == 0) {
        end = last;
        last = header_at(last).before;
    }
}

}  // namespace

void* operator new(std::size_t size) { return allocate(size); }
void* operator new[](std::size_t size) { return allocate(size); }
void operator delete(void* block) noexcept { release(block); }
void operator delete[](void* block) noexcept { release(block); }
void operator delete(void* block, std::size_t /*size*/) noexcept { release(block); }
void operator delete[](void* block, std::size_t /*size*/) noexcept { release(block); }

extern "C" {
void abort() { stop("aborted"); }
// What newlib keeps the error of its mathematics in.
int* __errno() {
    static int number = 0;
    return &number;
}
}

namespace std {
void __throw_length_error(const char* /*what*/) { stop("length error"); }
void __throw_logic_error(const char* /*what*/) { stop("logic error"); }
void __throw_out_of_range_fmt(const char* /*what*/, ...) { stop("out of range"); }
void __throw_bad_alloc() { stop("bad alloc"); }
void __throw_bad_array_new_length() { stop("bad array length"); }
}  // namespace std

namespace footfall::firmware {

std::size_t heap_used() noexcept { return most; }

}  // namespace footfall::firmware
