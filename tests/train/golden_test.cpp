// Outputs, losses, gradients and AdamW's steps are those of PyTorch; golden/make_golden.py wrote the files.
#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "train/adamw.h"
#include "train/loss.h"
#include "train/network.h"

namespace footfall::train {
namespace {

using Json = nlohmann::json;

Json read_golden(const std::string& name) {
    std::ifstream file(std::string(FOOTFALL_SOURCE_DIR) + "/tests/train/golden/" + name + ".json");
    return Json::parse(file);
}

NetworkSpec spec_from(const Json& json) {
    NetworkSpec spec;
    spec.kind = json.at("kind") == "dnn" ? NetworkKind::dnn : NetworkKind::transformer;
    spec.window = json.at("window");
    spec.look_ahead = json.at("look_ahead");
    spec.channels = json.at("channels");
    spec.phases = json.at("phases");
    if (spec.kind == NetworkKind::dnn) {
        spec.hidden = json.at("hidden").get<std::vector<int>>();
    } else {
        spec.patch = json.at("patch");
        spec.width = json.at("width");
        spec.heads = json.at("heads");
        spec.layers = json.at("layers");
    }
    return spec;
}

template <class Scalar>
Matrix<Scalar> matrix_from(const Json& json, Eigen::Index rows) {
    const auto values = json.get<std::vector<double>>();
    const auto cols = static_cast<Eigen::Index>(values.size()) / rows;
    return Eigen::Map<const Matrix<double>>(values.data(), rows, cols).template cast<Scalar>();
}

template <class Scalar>
Vector<Scalar> vector_from(const Json& json) {
    return matrix_from<Scalar>(json, static_cast<Eigen::Index>(json.size()));
}

template <class Found>
void expect_near(const Found& found, const Json& golden, double tolerance, const char* what) {
    ASSERT_EQ(static_cast<std::size_t>(found.size()), golden.size()) << what;
    double worst = 0.0;
    for (std::size_t i = 0; i < golden.size(); ++i) {
        const auto expected = golden[i].get<double>();
        const auto value = static_cast<double>(*(found.data() + i));
        const double error = std::abs(value - expected) / (1.0 + std::abs(expected));
        worst = std::isfinite(error) ? std::max(worst, error) : HUGE_VAL;
    }
    EXPECT_LE(worst, tolerance) << what;
}

/// The keys' biases move all scores of a query alike, so that their gradient is zero but for rounding, which
/// Adam scales up to whole steps. Puts the golden values there.
template <class Scalar>
void forget_key_biases(const std::vector<ParameterTensor>& layout, const Json& golden,
                       Vector<Scalar>& parameters) {
    for (const ParameterTensor& tensor : layout) {
        if (tensor.name.ends_with("attention.in.bias")) {
            for (std::size_t i = tensor.offset + tensor.size() / 3; i < tensor.offset + 2 * tensor.size() / 3;
                 ++i) {
                parameters[static_cast<Eigen::Index>(i)] = static_cast<Scalar>(golden[i].get<double>());
            }
        }
    }
}

template <class Scalar>
void compare(const std::string& name, double tolerance) {
    const Json golden = read_golden(name);
    const NetworkSpec spec = spec_from(golden.at("spec"));
    Network<Scalar> network(spec, 1);
    ASSERT_EQ(golden.at("parameters").size(), parameter_count(spec));
    network.parameters() = vector_from<Scalar>(golden.at("parameters"));
    const auto input = matrix_from<Scalar>(golden.at("input"), spec.inputs());
    const auto target = matrix_from<Scalar>(golden.at("target"), 2);
    const auto weight = vector_from<Scalar>(golden.at("weight"));
    const auto label = golden.at("label").get<std::vector<int>>();

    const Json& adamw = golden.at("adamw");
    const AdamWOptions options{.beta1 = adamw.at("beta1"),
                               .beta2 = adamw.at("beta2"),
                               .epsilon = adamw.at("epsilon"),
                               .weight_decay = adamw.at("weight_decay")};
    AdamW<Scalar> optimizer(network.layout(), network.ranges().all, options);
    Matrix<Scalar> d_cycle;
    Matrix<Scalar> d_phase;
    bool first = true;
    for (const double loss : golden.at("losses")) {
        const auto& output = network.forward(input);
        const double found =
            mean_squared_error<Scalar>(output.cycle, target, weight, d_cycle) +
            cross_entropy<Scalar>(output.phase, label, weight, golden.at("smoothing"), d_phase);
        EXPECT_NEAR(found, loss, tolerance * (1.0 + loss));
        network.backward(d_cycle, d_phase);
        if (first) {
            expect_near(output.embedding, golden.at("embedding"), tolerance, "embedding");
            expect_near(output.cycle, golden.at("cycle"), tolerance, "cycle");
            expect_near(output.phase, golden.at("phase"), tolerance, "phase");
            expect_near(network.gradient(), golden.at("gradient"), tolerance, "gradient");
            first = false;
        }
        optimizer.step(network.parameters(), network.gradient(), adamw.at("learning_rate"));
    }
    forget_key_biases(network.layout(), golden.at("stepped"), network.parameters());
    expect_near(network.parameters(), golden.at("stepped"), tolerance, "parameters after AdamW");
}

TEST(Golden, DnnInDoublePrecision) { compare<double>("dnn", 1e-10); }
TEST(Golden, DnnInSinglePrecision) { compare<float>("dnn", 1e-5); }
TEST(Golden, TransformerInDoublePrecision) { compare<double>("transformer", 1e-10); }
TEST(Golden, TransformerInSinglePrecision) { compare<float>("transformer", 1e-5); }

}  // namespace
}  // namespace footfall::train
