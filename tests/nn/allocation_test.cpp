// Nothing is allocated once a stream has been made.
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <new>
#include <string>

#include "footfall/nn/inference.h"
#include "tests/nn/random_model.h"

namespace {

std::atomic<long> allocations{0};

void* counted(std::size_t size) {
    ++allocations;
    void* const memory = std::malloc(size);
    if (memory == nullptr) {
        std::abort();
    }
    return memory;
}

}  // namespace

void* operator new(std::size_t size) { return counted(size); }
void* operator new[](std::size_t size) { return counted(size); }
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete[](void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t /*size*/) noexcept { std::free(memory); }
void operator delete[](void* memory, std::size_t /*size*/) noexcept { std::free(memory); }

namespace footfall {
namespace {

TEST(Allocation, NoneAfterMaking) {
    for (const Precision precision : {Precision::fp32, Precision::bf16, Precision::int8}) {
        const RandomModel random(precision, 20, {257, 64, 16});
        const std::vector<float> window = random_samples(20, 1);
        for (const Kernels* kernels : available_kernels()) {
            const long before_making = allocations;
            auto made = Inference::make(random.model(), *kernels);
            ASSERT_TRUE(made);
            ASSERT_GT(allocations, before_making) << "the counter counts";
            const long before = allocations;
            float sum = 0.0F;
            for (int i = 0; i < 50; ++i) {
                NetworkSample sample{};
                sample[0] = static_cast<float>(i);
                const auto answer = made->update(sample);
                sum += answer ? answer->cycle[0] : 0.0F;
                made->prepare();
            }
            sum += made->whole(window).cycle[0];
            made->reset();
            EXPECT_EQ(allocations, before) << kernels->name << " " << to_string(precision) << " " << sum;
        }
    }
}

}  // namespace
}  // namespace footfall
