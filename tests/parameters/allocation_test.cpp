// A meter allocates when it is made and never after; how much it holds.
#include <gtest/gtest.h>

#include <atomic>
#include <cstdlib>
#include <new>

#include "tests/parameters/walked.h"

namespace {

std::atomic<std::size_t> allocations{0};
std::atomic<std::size_t> bytes_held{0};

// Each block is preceded by its size; 64 bytes keep it aligned for anything.
constexpr std::size_t kHead = 64;

void* allocate(std::size_t size) {
    void* const block = std::aligned_alloc(kHead, (size + 2 * kHead - 1) / kHead * kHead);
    if (block == nullptr) {
        std::abort();
    }
    *static_cast<std::size_t*>(block) = size;
    allocations.fetch_add(1);
    bytes_held.fetch_add(size);
    return static_cast<char*>(block) + kHead;
}

void release(void* memory) noexcept {
    if (memory == nullptr) {
        return;
    }
    void* const block = static_cast<char*>(memory) - kHead;
    bytes_held.fetch_sub(*static_cast<std::size_t*>(block));
    std::free(block);  // NOLINT(cppcoreguidelines-no-malloc)
}

}  // namespace

void* operator new(std::size_t size) { return allocate(size); }
void* operator new[](std::size_t size) { return allocate(size); }
void operator delete(void* memory) noexcept { release(memory); }
void operator delete[](void* memory) noexcept { release(memory); }
void operator delete(void* memory, std::size_t) noexcept { release(memory); }
void operator delete[](void* memory, std::size_t) noexcept { release(memory); }

namespace footfall {
namespace {

TEST(StrideMeterAllocation, NoneAfterItIsMadeAndNoMoreHeldThanSaid) {
    const Walked walk = walked(1.2, 1, Foot::left, 20.0);
    for (const StrideMeterOptions& options :
         {StrideMeterOptions{}, StrideMeterOptions::for_recordings(Foot::left, 100.0, true)}) {
        const std::size_t held = bytes_held;
        Result<StrideMeter> meter = StrideMeter::make(options);
        ASSERT_TRUE(meter);
        EXPECT_EQ(bytes_held - held + sizeof(StrideMeter), meter->memory_bytes());
        const std::size_t before = allocations;
        std::size_t next = 0;
        std::size_t given = 0;
        for (const MotionSample& sample : walk.samples) {
            std::optional<Stride> stride;
            if (next < walk.strides.size() && sample.index * 10'000'000 >= walk.strides[next].end) {
                stride = walk.strides[next++];
            }
            meter->update(sample, stride);
            given += meter->measured().size();
        }
        meter->finish();
        given += meter->measured().size();
        EXPECT_EQ(allocations, before);
        EXPECT_EQ(given, walk.strides.size());
    }
    EXPECT_LT(StrideMeter::make({})->memory_bytes(), 400'000U);
    EXPECT_LT(StrideMeter::make(StrideMeterOptions::for_recordings(Foot::left, 100.0, true))->memory_bytes(),
              1'400'000U);
}

}  // namespace
}  // namespace footfall
