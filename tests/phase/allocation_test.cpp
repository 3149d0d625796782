// A stream allocates when it is made and never after; how much it holds.
#include <gtest/gtest.h>

#include <atomic>
#include <cstdlib>
#include <new>

#include "footfall/recording/foot_signal.h"
#include "tests/phase/walks.h"

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
    return static_cast<std::byte*>(block) + kHead;
}

void release(void* memory) noexcept {
    if (memory != nullptr) {
        void* const block = static_cast<std::byte*>(memory) - kHead;
        bytes_held.fetch_sub(*static_cast<std::size_t*>(block));
        std::free(block);
    }
}

}  // namespace

void* operator new(std::size_t size) { return allocate(size); }
void* operator new[](std::size_t size) { return allocate(size); }
void* operator new(std::size_t size, std::align_val_t) { return allocate(size); }
void* operator new[](std::size_t size, std::align_val_t) { return allocate(size); }
void* operator new(std::size_t size, const std::nothrow_t&) noexcept { return allocate(size); }
void* operator new[](std::size_t size, const std::nothrow_t&) noexcept { return allocate(size); }
void operator delete(void* memory) noexcept { release(memory); }
void operator delete[](void* memory) noexcept { release(memory); }
void operator delete(void* memory, std::size_t) noexcept { release(memory); }
void operator delete[](void* memory, std::size_t) noexcept { release(memory); }
void operator delete(void* memory, const std::nothrow_t&) noexcept { release(memory); }
void operator delete[](void* memory, const std::nothrow_t&) noexcept { release(memory); }
void operator delete(void* memory, std::align_val_t) noexcept { release(memory); }
void operator delete[](void* memory, std::align_val_t) noexcept { release(memory); }
void operator delete(void* memory, std::size_t, std::align_val_t) noexcept { release(memory); }
void operator delete[](void* memory, std::size_t, std::align_val_t) noexcept { release(memory); }

namespace footfall {
namespace {

TEST(Allocation, NoneAfterTheStreamIsMade) {
    const SmallModel small;
    Recording recording = simulated_walk(204.8);
    for (FootTrack& track : recording.feet) {
        Random random(5);
        std::erase_if(track.samples, [&](const ImuSample& sample) {
            return random.uniform() < 0.1 || (sample.time / 1'000'000'000) % 5 == 4;
        });
        const Alignment alignment = learn_alignment(recording, track, {});
        for (const bool live : {false, true}) {
            auto stream = PhaseEstimator::make(
                small.model(), options_of(track, live ? std::nullopt : std::optional(alignment)));
            ASSERT_TRUE(stream);
            const std::size_t before = allocations.load();
            std::size_t answers = 0;
            for (const ImuSample& sample : track.samples) {
                answers += stream->update(sample).size();
                stream->prepare();
            }
            EXPECT_EQ(allocations.load(), before);
            EXPECT_GT(answers, 500U);
        }
    }
}

TEST(Allocation, AStreamOfTheShippedShapeHoldsLessThan16KiB) {
    Model model = SmallModel().model();
    model.network = {};
    model.network.window = 60;
    model.network.hidden = {736, 48, 48};
    const std::vector<float> weights(parameter_count(model.network), 0.01F);
    model.weights = weights;
    const std::size_t before = bytes_held.load();
    const auto stream = PhaseEstimator::make(model, {});
    ASSERT_TRUE(stream) << stream.reason();
    const std::size_t held = sizeof(PhaseEstimator) + bytes_held.load() - before;
    RecordProperty("bytes", static_cast<int>(held));
    EXPECT_LT(held, 16U * 1024U) << held;
    EXPECT_GT(held, 60U * sizeof(Imu<SensorFrame>));
}

}  // namespace
}  // namespace footfall
