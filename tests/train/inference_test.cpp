// What the device runs against what training made: the same answers from the same weights.
#include "footfall/nn/inference.h"

#include <gtest/gtest.h>

#include <cmath>

#include "footfall/core/random.h"
#include "train/network.h"

namespace footfall {
namespace {

Model model_of(const NetworkSpec& spec, train::Network<float>& network) {
    Model model;
    model.network = spec;
    model.phases = {"stance_swing",
                    {{"stance", EventKind::initial_contact}, {"swing", EventKind::final_contact}}};
    const auto& parameters = network.parameters();
    model.weights = {parameters.data(), static_cast<std::size_t>(parameters.size())};
    return model;
}

std::vector<float> noise(std::size_t count) {
    Random random(3);
    std::vector<float> values(count);
    for (float& value : values) {
        value = static_cast<float>(random.normal());
    }
    return values;
}

TEST(Inference, AnswersAsTheTrainersForwardPassDoes) {
    const NetworkSpec spec = compact_dnn(60, 5, 2);
    train::Network<float> network(spec, 1);
    const Model model = model_of(spec, network);
    Result<Inference> made = Inference::make(model);
    ASSERT_TRUE(made) << made.reason();
    const std::vector<float> window = noise(static_cast<std::size_t>(spec.inputs()));
    const Eigen::Map<const train::Matrix<float>> input(window.data(), spec.inputs(), 1);
    const auto& expected = network.forward(input);
    const NetworkOutput output = made->whole(window);
    for (Eigen::Index k = 0; k < 2; ++k) {
        EXPECT_NEAR(output.cycle[static_cast<std::size_t>(k)], expected.cycle(k, 0), 1e-5);
        EXPECT_NEAR(output.phase[static_cast<std::size_t>(k)], expected.phase(k, 0), 1e-5);
    }
}

TEST(Inference, AStreamAnswersAsWholeWindowsDoBitForBit) {
    const NetworkSpec spec = compact_dnn(20, 5, 2);
    train::Network<float> network(spec, 1);
    const Model model = model_of(spec, network);
    Result<Inference> stream = Inference::make(model);
    Result<Inference> whole = Inference::make(model);
    ASSERT_TRUE(stream);
    ASSERT_TRUE(whole);
    const std::size_t samples = 50;
    const std::vector<float> signal = noise(samples * kChannels);
    for (std::size_t i = 0; i < samples; ++i) {
        NetworkSample sample;
        std::copy_n(signal.begin() + static_cast<std::ptrdiff_t>(i * kChannels), kChannels, sample.begin());
        const auto answer = stream->update(sample);
        if (i % 3 == 0) {
            stream->prepare();
        }
        ASSERT_EQ(answer.has_value(), i + 1 >= 20);
        if (answer) {
            const auto first = signal.begin() + static_cast<std::ptrdiff_t>((i + 1 - 20) * kChannels);
            const NetworkOutput expected = whole->whole({&*first, 20 * kChannels});
            EXPECT_EQ(answer->cycle, expected.cycle);
            EXPECT_EQ(answer->phase, expected.phase);
        }
    }
}

}  // namespace
}  // namespace footfall
