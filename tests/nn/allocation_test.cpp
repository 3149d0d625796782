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

void expect_none_after_making(const Model& model, const Kernels& kernels) {
    const auto samples = static_cast<std::size_t>(model.network.window);
    const std::vector<float> window = random_samples(samples, 1);
    const long before_making = allocations;
    auto made = Inference::make(model, kernels);
    ASSERT_TRUE(made) << made.reason();
    ASSERT_GT(allocations, before_making) << "the counter counts";
    const long before = allocations;
    float sum = 0.0F;
    for (std::size_t i = 0; i < 2 * samples + 10; ++i) {
        NetworkSample sample{};
        sample[0] = static_cast<float>(i);
        const auto answer = made->update(sample);
        sum += answer ? answer->cycle[0] : 0.0F;
        made->prepare();
    }
    sum += made->whole(window).cycle[0];
    made->reset();
    EXPECT_EQ(allocations, before) << kernels.name << " " << sum;
}

TEST(Allocation, NoneAfterMakingADnn) {
    for (const Precision precision : {Precision::fp32, Precision::bf16, Precision::int8}) {
        SCOPED_TRACE(to_string(precision));
        const RandomModel random(precision, 20, {257, 64, 16});
        for (const Kernels* kernels : available_kernels()) {
            expect_none_after_making(random.model(), *kernels);
        }
    }
}

TEST(Allocation, NoneAfterMakingATransformer) {
    Model model = tiny_transformer();
    model.network.window = 60;
    model.network.width = 24;
    model.network.heads = 3;
    const std::vector<float> weights(parameter_count(model.network), 0.01F);
    model.weights = weights;
    for (const Kernels* kernels : available_kernels()) {
        expect_none_after_making(model, *kernels);
    }
}

}  // namespace
}  // namespace footfall
