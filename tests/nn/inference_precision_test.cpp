// Inference in all precisions against sums written out by hand, and streams against whole windows.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "footfall/core/random.h"
#include "footfall/nn/inference.h"
#include "tests/nn/random_model.h"

namespace footfall {
namespace {

/// What packed_layer.h says int8 models compute, in the plainest way.
NetworkOutput int8_by_hand(const Model& model, const std::vector<float>& window) {
    std::vector<int> input;
    const PackedLayer& first = model.layers.front();
    for (std::size_t i = 0; i < window.size(); ++i) {
        const std::size_t c = i % kChannels;
        const float x = (window[i] - model.normalization.mean[c]) * model.normalization.inverse_sd[c];
        const float steps = std::nearbyint(x * (1.0F / first.input_step));
        input.push_back(std::clamp(static_cast<int>(steps) + kInputZero, 0, 255));
    }
    std::vector<float> real;
    for (std::size_t l = 0; l < model.layers.size(); ++l) {
        const PackedLayer& layer = model.layers[l];
        real.clear();
        for (std::size_t row = 0; row < layer.outputs; ++row) {
            std::int64_t sum = 0;
            for (std::size_t column = 0; column < layer.inputs; ++column) {
                const std::size_t at = (column / 4 * layer.padded_outputs() + row) * 4 + column % 4;
                sum += std::int64_t{layer.int8[at]} * (input[column] - (l == 0 ? kInputZero : 0));
            }
            const float scaled = static_cast<float>(sum) * layer.scale[row];
            const float y = scaled + layer.bias[row];
            real.push_back(std::max(y, 0.0F));
        }
        if (l + 1 < model.layers.size()) {
            input.clear();
            for (const float y : real) {
                const float steps = std::nearbyint(y * (1.0F / model.layers[l + 1].input_step));
                input.push_back(static_cast<int>(std::min(steps, 255.0F)));
            }
        }
    }
    NetworkOutput output;
    const auto head = [&](const float* weight, std::size_t rows, float* out) {
        for (std::size_t row = 0; row < rows; ++row) {
            out[row] = weight[rows * real.size() + row];
            for (std::size_t column = 0; column < real.size(); ++column) {
                const float product = weight[column * rows + row] * real[column];
                out[row] += product;
            }
        }
    };
    head(model.heads.data(), 2, output.cycle.data());
    head(model.heads.data() + 2 * (real.size() + 1), static_cast<std::size_t>(model.network.phases),
         output.phase.data());
    return output;
}

TEST(InferencePrecision, Int8IsWhatTheFormatSaysBitForBit) {
    for (const std::vector<int>& hidden : random_shapes()) {
        for (const int window : {1, 2, 7, 20}) {
            const RandomModel random(Precision::int8, window, hidden);
            for (const Kernels* kernels : available_kernels()) {
                SCOPED_TRACE(std::string(kernels->name) + ", window " + std::to_string(window));
                auto made = Inference::make(random.model(), *kernels);
                ASSERT_TRUE(made) << made.reason();
                for (std::uint64_t seed = 0; seed < 4; ++seed) {
                    const std::vector<float> samples = random_samples(static_cast<std::size_t>(window), seed);
                    const NetworkOutput expected = int8_by_hand(random.model(), samples);
                    const NetworkOutput output = made->whole(samples);
                    EXPECT_EQ(output.cycle, expected.cycle);
                    EXPECT_EQ(output.phase, expected.phase);
                }
            }
        }
    }
}

TEST(InferencePrecision, StreamsAnswerAsWholeWindowsDoBitForBit) {
    for (const Precision precision : {Precision::fp32, Precision::bf16, Precision::int8}) {
        for (const std::size_t window : {std::size_t{1}, std::size_t{6}, std::size_t{11}}) {
            const RandomModel random(precision, static_cast<int>(window), {37, 20});
            for (const Kernels* kernels : available_kernels()) {
                SCOPED_TRACE(std::string(kernels->name) + ", " + std::string(to_string(precision)));
                auto stream = Inference::make(random.model(), *kernels);
                auto whole = Inference::make(random.model(), *kernels);
                ASSERT_TRUE(stream) << stream.reason();
                ASSERT_TRUE(whole);
                const std::size_t count = 3 * window + 2;
                const std::vector<float> signal = random_samples(count, 5);
                for (std::size_t i = 0; i < count; ++i) {
                    NetworkSample sample;
                    std::copy_n(signal.data() + i * kChannels, kChannels, sample.begin());
                    const auto answer = stream->update(sample);
                    if (i % 3 != 0) {
                        stream->prepare();
                    }
                    ASSERT_EQ(answer.has_value(), i + 1 >= window);
                    if (answer) {
                        const NetworkOutput expected =
                            whole->whole({signal.data() + (i + 1 - window) * kChannels, window * kChannels});
                        EXPECT_EQ(answer->cycle, expected.cycle);
                        EXPECT_EQ(answer->phase, expected.phase);
                    }
                }
                stream->reset();
                NetworkSample sample{};
                EXPECT_EQ(stream->update(sample).has_value(), window == 1);
            }
        }
    }
}

TEST(InferencePrecision, EveryKernelAnswersAsThePortableOneWithinRounding) {
    for (const Precision precision : {Precision::fp32, Precision::bf16}) {
        for (const std::vector<int>& hidden : random_shapes()) {
            const RandomModel random(precision, 20, hidden);
            auto portable = Inference::make(random.model(), portable_kernels());
            ASSERT_TRUE(portable) << portable.reason();
            const std::vector<float> window = random_samples(20, 1);
            const NetworkOutput expected = portable->whole(window);
            for (const Kernels* kernels : available_kernels()) {
                SCOPED_TRACE(std::string(kernels->name) + ", " + std::string(to_string(precision)));
                auto made = Inference::make(random.model(), *kernels);
                const NetworkOutput output = made->whole(window);
                // Of these sets one rounds activations to the 8 bits of bf16.
                const bool rounds =
                    precision == Precision::bf16 && std::string(kernels->name) == "avx512_bf16";
                const float share = rounds ? 1e-2F : 1e-5F;
                const auto tolerance = [share](float value) { return share * (1.0F + std::abs(value)); };
                for (std::size_t k = 0; k < 2; ++k) {
                    EXPECT_NEAR(output.cycle[k], expected.cycle[k], tolerance(expected.cycle[k]));
                    EXPECT_NEAR(output.phase[k], expected.phase[k], tolerance(expected.phase[k]));
                }
            }
        }
    }
}

TEST(InferencePrecision, NonFiniteSamplesAreValuesLikeAnyOther) {
    for (const Precision precision : {Precision::fp32, Precision::bf16, Precision::int8}) {
        const RandomModel random(precision, 4, {17, 5});
        for (const Kernels* kernels : available_kernels()) {
            auto made = Inference::make(random.model(), *kernels);
            std::vector<float> window = random_samples(4, 1);
            window[3] = std::numeric_limits<float>::quiet_NaN();
            window[4] = std::numeric_limits<float>::infinity();
            window[5] = -std::numeric_limits<float>::infinity();
            const NetworkOutput output = made->whole(window);
            if (precision == Precision::int8) {
                const NetworkOutput expected =
                    Inference::make(random.model(), portable_kernels())->whole(window);
                EXPECT_EQ(output.cycle, expected.cycle);
                EXPECT_TRUE(std::isfinite(output.cycle[0]));
            }
        }
    }
}

TEST(InferencePrecision, RefusesWhatItCantRun) {
    RandomModel random(Precision::int8, 4, {17, 5});
    Model model = random.model();
    model.heads = {};
    EXPECT_STREQ(Inference::make(model).reason(), "the number of weights does not fit the network");
    model = random.model();
    auto made = Inference::make(model);
    ASSERT_TRUE(made);
    EXPECT_EQ(made->whole({}).cycle, NetworkOutput{}.cycle) << "a window of the wrong size has no answer";
}

}  // namespace
}  // namespace footfall
