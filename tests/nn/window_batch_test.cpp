// Windows answered in batches against the same windows answered as the samples arrive: equal in every bit.
#include "footfall/nn/window_batch.h"

#include <gtest/gtest.h>

#include <cstring>
#include <string>

#include "footfall/nn/inference.h"
#include "tests/nn/random_model.h"

namespace footfall {
namespace {

std::vector<std::vector<int>> shapes() {
    std::vector<std::vector<int>> all = random_shapes();
    all.push_back({16, 16});
    all.push_back({768, 32, 32});
    all.push_back({80, 48});
    return all;
}

bool same_bits(const NetworkOutput& a, const NetworkOutput& b) {
    return std::memcmp(a.cycle.data(), b.cycle.data(), sizeof a.cycle) == 0 &&
           std::memcmp(a.phase.data(), b.phase.data(), sizeof a.phase) == 0;
}

class WindowBatchOf : public testing::TestWithParam<Precision> {};

TEST_P(WindowBatchOf, SaysWhatTheStreamSaysWithEveryKernel) {
    for (const Kernels* const kernels : available_kernels()) {
        for (const std::vector<int>& hidden : shapes()) {
            const RandomModel model(GetParam(), 20, hidden);
            Result<Inference> stream = Inference::make(model.model(), *kernels);
            Result<WindowBatch> batch = WindowBatch::make(model.model(), 16, *kernels);
            ASSERT_TRUE(stream);
            ASSERT_TRUE(batch) << batch.reason();
            const std::size_t samples = 100;
            const std::vector<float> signal = random_samples(samples, 8);
            std::vector<NetworkOutput> expected;
            std::vector<NetworkOutput> found;
            const std::size_t sizes[] = {1, 5, 6, 13, 16};
            std::size_t size = 0;
            const auto answer = [&] {
                const auto outputs = batch->answer();
                found.insert(found.end(), outputs.begin(), outputs.end());
                size = (size + 1) % std::size(sizes);
            };
            for (std::size_t i = 0; i < samples; ++i) {
                NetworkSample sample;
                std::copy_n(signal.data() + i * kChannels, kChannels, sample.begin());
                if (const auto output = stream->update(sample)) {
                    expected.push_back(*output);
                }
                batch->put(sample);
                if (batch->waiting() >= sizes[size]) {
                    answer();
                }
            }
            answer();
            ASSERT_EQ(found.size(), expected.size());
            for (std::size_t i = 0; i < found.size(); ++i) {
                EXPECT_TRUE(same_bits(found[i], expected[i]))
                    << kernels->name << ", first width " << hidden.front() << ", window " << i;
            }
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Each, WindowBatchOf, testing::Values(Precision::fp32, Precision::int8),
                         [](const auto& each) { return std::string(to_string(each.param)); });

TEST(WindowBatch, BeginsAnewAfterAGap) {
    const RandomModel model(Precision::fp32, 20, {32, 16});
    Result<WindowBatch> batch = WindowBatch::make(model.model(), 8);
    ASSERT_TRUE(batch);
    for (int i = 0; i < 22; ++i) {
        batch->put({1, 2, 3, 4, 5, 6});
    }
    EXPECT_EQ(batch->waiting(), 3U);
    batch->reset();
    EXPECT_EQ(batch->waiting(), 0U);
    EXPECT_TRUE(batch->answer().empty());
    for (int i = 0; i < 19; ++i) {
        batch->put({1, 2, 3, 4, 5, 6});
    }
    EXPECT_EQ(batch->waiting(), 0U);
}

TEST(WindowBatch, RefusesWhatItCannotRun) {
    const RandomModel bf16(Precision::bf16, 20, {32, 16});
    EXPECT_FALSE(WindowBatch::make(bf16.model(), 8));
    const RandomModel fp32(Precision::fp32, 20, {32, 16});
    EXPECT_FALSE(WindowBatch::make(fp32.model(), 0));
}

}  // namespace
}  // namespace footfall
