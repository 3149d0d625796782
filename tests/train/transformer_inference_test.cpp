// The transformer that the device runs against the one that training made: the same answers, from windows and
// from a stream, on every kernel.
#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "footfall/core/random.h"
#include "footfall/nn/inference.h"
#include "train/network.h"

namespace footfall {
namespace {

struct Shape {
    const char* name;
    int window;
    int look_ahead;
    int phases;
    int patch;
    int width;
    int heads;
    int layers;
};

NetworkSpec spec_of(const Shape& shape) {
    NetworkSpec spec;
    spec.kind = NetworkKind::transformer;
    spec.window = shape.window;
    spec.look_ahead = shape.look_ahead;
    spec.phases = shape.phases;
    spec.hidden.clear();
    spec.patch = shape.patch;
    spec.width = shape.width;
    spec.heads = shape.heads;
    spec.layers = shape.layers;
    return spec;
}

/// A trainer's network whose biases, scales and shifts matter too, and the model of its weights.
struct Trained {
    explicit Trained(const NetworkSpec& spec) : network(spec, 1) {
        Random random(2);
        for (float& value : network.parameters()) {
            value += static_cast<float>(0.05 * random.normal());
        }
        model.network = spec;
        model.phases.name = "phases";
        for (int phase = 0; phase < spec.phases; ++phase) {
            model.phases.phases.push_back(kPhases[phase]);
        }
        const auto& parameters = network.parameters();
        model.weights = {parameters.data(), static_cast<std::size_t>(parameters.size())};
    }

    static inline const PhaseDefinition kPhases[] = {{"loading", EventKind::initial_contact},
                                                     {"flat", EventKind::foot_flat},
                                                     {"push", EventKind::heel_off},
                                                     {"swing", EventKind::final_contact}};
    train::Network<float> network;
    Model model;
};

std::vector<float> noise(std::size_t count) {
    Random random(3);
    std::vector<float> values(count);
    for (float& value : values) {
        value = static_cast<float>(random.normal());
    }
    return values;
}

class TransformerShapes : public testing::TestWithParam<Shape> {};

TEST_P(TransformerShapes, AnswerAsTheTrainersForwardPassDoesOnEveryKernel) {
    const NetworkSpec spec = spec_of(GetParam());
    Trained trained(spec);
    const std::vector<float> window = noise(static_cast<std::size_t>(spec.inputs()));
    const auto& expected =
        trained.network.forward(Eigen::Map<const train::Matrix<float>>(window.data(), spec.inputs(), 1));
    for (const MatrixKernel* kernel : matrix_kernels()) {
        ASSERT_FALSE(validate(trained.model));
        const NetworkOutput output = Transformer(trained.model, *kernel).run(window.data());
        for (Eigen::Index k = 0; k < 2; ++k) {
            EXPECT_NEAR(output.cycle[static_cast<std::size_t>(k)], expected.cycle(k, 0), 1e-5)
                << kernel->name;
        }
        for (Eigen::Index k = 0; k < spec.phases; ++k) {
            EXPECT_NEAR(output.phase[static_cast<std::size_t>(k)], expected.phase(k, 0), 1e-5)
                << kernel->name;
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Inference, TransformerShapes,
                         testing::Values(Shape{"asTimed", 100, 10, 2, 1, 64, 4, 2},
                                         Shape{"asTrainedByDefault", 60, 5, 2, 5, 64, 4, 2},
                                         Shape{"headsOf7", 20, 0, 4, 1, 21, 3, 1},
                                         Shape{"headsOf15", 21, 20, 2, 3, 30, 2, 3},
                                         Shape{"oneTokenHeadsOf1", 9, 4, 1, 9, 5, 5, 1},
                                         Shape{"headsOf32", 50, 3, 2, 2, 96, 3, 1},
                                         Shape{"oneHeadOf17", 34, 1, 2, 2, 17, 1, 2}),
                         [](const auto& shape) { return shape.param.name; });

TEST(TransformerInference, AStreamAnswersAsWholeWindowsDoBitForBit) {
    const NetworkSpec spec = spec_of({"", 20, 5, 2, 5, 24, 3, 2});
    Trained trained(spec);
    trained.model.normalization = {{1.0F, 2.0F, 3.0F, 4.0F, 5.0F, 6.0F},
                                   {0.5F, 0.25F, 0.1F, 1.0F, 2.0F, 4.0F}};
    Result<Inference> stream = Inference::make(trained.model);
    Result<Inference> whole = Inference::make(trained.model);
    ASSERT_TRUE(stream) << stream.reason();
    ASSERT_TRUE(whole);
    const std::size_t samples = 50;
    const std::vector<float> signal = noise(samples * kChannels);
    std::size_t known = 0;
    for (std::size_t i = 0; i < samples; ++i) {
        if (i == 25) {
            stream->reset();
            known = 0;
        }
        NetworkSample sample;
        std::copy_n(signal.begin() + static_cast<std::ptrdiff_t>(i * kChannels), kChannels, sample.begin());
        const auto answer = stream->update(sample);
        if (i % 3 == 0) {
            stream->prepare();
        }
        ASSERT_EQ(answer.has_value(), ++known >= 20);
        if (answer) {
            const NetworkOutput expected =
                whole->whole({signal.data() + (i + 1 - 20) * kChannels, 20 * kChannels});
            EXPECT_EQ(answer->cycle, expected.cycle);
            EXPECT_EQ(answer->phase, expected.phase);
        }
    }
}

TEST(TransformerInference, AnswersWithTheModelsNormalization) {
    const NetworkSpec spec = spec_of({"", 10, 2, 2, 5, 8, 2, 1});
    Trained trained(spec);
    trained.model.normalization = {{1.0F, 2.0F, 3.0F, 4.0F, 5.0F, 6.0F},
                                   {0.5F, 0.25F, 0.125F, 1.0F, 2.0F, 4.0F}};
    const std::vector<float> window = noise(static_cast<std::size_t>(spec.inputs()));
    std::vector<float> normalised = window;
    for (std::size_t i = 0; i < normalised.size(); ++i) {
        normalised[i] = (normalised[i] - trained.model.normalization.mean[i % kChannels]) *
                        trained.model.normalization.inverse_sd[i % kChannels];
    }
    const auto& expected =
        trained.network.forward(Eigen::Map<const train::Matrix<float>>(normalised.data(), spec.inputs(), 1));
    Result<Inference> made = Inference::make(trained.model);
    ASSERT_TRUE(made) << made.reason();
    const NetworkOutput output = made->whole(window);
    EXPECT_NEAR(output.cycle[0], expected.cycle(0, 0), 1e-5);
    EXPECT_NEAR(output.phase[1], expected.phase(1, 0), 1e-5);
}

TEST(TransformerInference, RefusesAModelThatIsNotWhole) {
    Trained cut(spec_of({"", 20, 5, 2, 5, 24, 3, 2}));
    cut.model.weights = cut.model.weights.first(cut.model.weights.size() - 1);
    EXPECT_FALSE(Inference::make(cut.model));
}

}  // namespace
}  // namespace footfall
