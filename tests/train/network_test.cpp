// Whole networks: their gradients, their reach, the same network from the same seed, and that they learn.
#include "train/network.h"

#include <gtest/gtest.h>

#include <numbers>
#include <string>
#include <utility>
#include <vector>

#include "footfall/core/random.h"
#include "footfall/recording/error.h"
#include "tests/train/finite_differences.h"
#include "train/adamw.h"
#include "train/loss.h"
#include "train/schedule.h"

namespace footfall::train {
namespace {

NetworkSpec tiny_dnn() {
    NetworkSpec spec;
    spec.window = 4;
    spec.look_ahead = 1;
    spec.channels = 2;
    spec.phases = 3;
    spec.hidden = {7, 5, 4};
    return spec;
}

NetworkSpec tiny_transformer() {
    NetworkSpec spec = tiny_dnn();
    spec.kind = NetworkKind::transformer;
    spec.window = 6;
    spec.patch = 2;
    spec.width = 8;
    spec.heads = 2;
    spec.layers = 2;
    return spec;
}

class EveryNetwork : public testing::TestWithParam<const char*> {
protected:
    static NetworkSpec spec() { return std::string(GetParam()) == "dnn" ? tiny_dnn() : tiny_transformer(); }
};

INSTANTIATE_TEST_SUITE_P(Kind, EveryNetwork, testing::Values("dnn", "transformer"));

/// Parameters far from their tidy start, so that no gradient is zero because of a zero bias.
template <class Scalar>
void disturb(Network<Scalar>& network, std::uint64_t seed) {
    Random random(seed);
    for (Scalar& value : network.parameters()) {
        value += static_cast<Scalar>(0.1 * random.normal());
    }
}

TEST_P(EveryNetwork, GradientMatchesFiniteDifferences) {
    Network<double> network(spec(), 3);
    disturb(network, 4);
    Random random(5);
    const Matrix<double> input = random_matrix(random, spec().inputs(), 3);
    const Matrix<double> cycle = random_matrix(random, 2, 3);
    const std::vector<int> phase = {0, 2, 1};
    const Vector<double> weight = Vector<double>::Constant(3, 0.5);
    Matrix<double> d_cycle;
    Matrix<double> d_phase;
    const auto loss = [&] {
        const auto& output = network.forward(input);
        return mean_squared_error<double>(output.cycle, cycle, weight, d_cycle) +
               cross_entropy<double>(output.phase, phase, weight, 0.1, d_phase);
    };
    loss();
    network.backward(d_cycle, d_phase);
    const Vector<double> gradient = network.gradient();
    expect_gradient(loss, network.parameters(), gradient);
}

TEST_P(EveryNetwork, BackwardSetsTheGradientAndDoesNotAdd) {
    Network<double> network(spec(), 3);
    Random random(5);
    const Matrix<double> input = random_matrix(random, spec().inputs(), 4);
    const Matrix<double> d_cycle = random_matrix(random, 2, 4);
    const Matrix<double> d_phase = random_matrix(random, 3, 4);
    network.forward(input);
    network.backward(d_cycle, d_phase);
    const Vector<double> once = network.gradient();
    network.forward(input);
    network.backward(d_cycle, d_phase);
    EXPECT_EQ(network.gradient(), once);
    EXPECT_GT(once.norm(), 0.1);
}

TEST_P(EveryNetwork, ReachOfHeadsLeavesTheBackboneAlone) {
    Network<double> network(spec(), 3);
    Random random(5);
    const Matrix<double> input = random_matrix(random, spec().inputs(), 4);
    const Matrix<double> d_cycle = random_matrix(random, 2, 4);
    const Matrix<double> d_phase = random_matrix(random, 3, 4);
    network.forward(input);
    network.backward(d_cycle, d_phase);
    const Vector<double> everything = network.gradient();
    const Matrix<double> embedding = network.forward(input).embedding;

    Network<double> other(spec(), 3);
    const Matrix<double> cycle = network.forward(input).cycle;
    EXPECT_EQ(other.forward_heads(embedding).cycle, cycle);
    other.backward(d_cycle, d_phase, Reach::heads);
    const auto backbone = static_cast<Eigen::Index>(other.ranges().backbone.size);
    EXPECT_EQ(other.gradient().head(backbone).norm(), 0.0);
    const Eigen::Index heads = other.gradient().size() - backbone;
    EXPECT_EQ(other.gradient().tail(heads), everything.tail(heads));
}

TEST_P(EveryNetwork, AHeadWithoutAnErrorGetsNoGradient) {
    Network<double> network(spec(), 3);
    Random random(5);
    const Matrix<double> input = random_matrix(random, spec().inputs(), 4);
    const Matrix<double> d_cycle = random_matrix(random, 2, 4);
    network.forward(input);
    network.backward(d_cycle, random_matrix(random, 3, 4));
    network.backward(d_cycle, Matrix<double>());
    const Vector<double> without = network.gradient();
    network.backward(d_cycle, Matrix<double>::Zero(3, 4));
    EXPECT_TRUE(without.isApprox(network.gradient(), 1e-14));
    const ParameterRange phase = network.ranges().phase_head;
    EXPECT_EQ(without.tail(static_cast<Eigen::Index>(phase.size)).norm(), 0.0);
}

TEST_P(EveryNetwork, AWindowsResultDoesNotDependOnItsBatch) {
    Network<double> network(spec(), 3);
    disturb(network, 4);
    Random random(5);
    const Matrix<double> input = random_matrix(random, spec().inputs(), 9);
    const Matrix<double> together = network.forward(input).phase;
    for (Eigen::Index i = 0; i < input.cols(); ++i) {
        EXPECT_TRUE(network.forward(input.col(i)).phase.isApprox(together.col(i), 1e-12));
    }
}

/// A window's mean of channel 0 says where in the cycle it is; of channel 1, which phase. Returns first, last
/// loss.
std::pair<double, double> learn_toy_problem(Network<float>& network, int steps) {
    const NetworkSpec& spec = network.spec();
    AdamWOptions options;
    options.largest_norm = 1.0;
    AdamW<float> optimizer(network.layout(), network.ranges().all, options);
    const Schedule schedule{.peak = 1e-2, .last = 1e-4, .warm_up = 10, .steps = steps};
    Random random(11);
    const Eigen::Index batch = 64;
    Matrix<float> input(spec.inputs(), batch);
    Matrix<float> cycle(2, batch);
    std::vector<int> phase(static_cast<std::size_t>(batch));
    const Vector<float> weight = Vector<float>::Ones(batch);
    Matrix<float> d_cycle;
    Matrix<float> d_phase;
    double first = 0.0;
    double last = 0.0;
    for (int step = 0; step < steps; ++step) {
        for (Eigen::Index column = 0; column < batch; ++column) {
            const double position = random.uniform();
            const auto kind = random.below(3);
            phase[static_cast<std::size_t>(column)] = static_cast<int>(kind);
            cycle(0, column) = static_cast<float>(std::cos(2.0 * std::numbers::pi * position));
            cycle(1, column) = static_cast<float>(std::sin(2.0 * std::numbers::pi * position));
            for (Eigen::Index row = 0; row < input.rows(); ++row) {
                const double meant = row % 2 == 0 ? 4.0 * position - 2.0 : static_cast<double>(kind) - 1.0;
                input(row, column) = static_cast<float>(meant + 0.05 * random.normal());
            }
        }
        const auto& output = network.forward(input);
        last = mean_squared_error<float>(output.cycle, cycle, weight, d_cycle) +
               cross_entropy<float>(output.phase, phase, weight, 0.0, d_phase);
        first = step == 0 ? last : first;
        network.backward(d_cycle, d_phase);
        optimizer.step(network.parameters(), network.gradient(), schedule.at(step));
    }
    return {first, last};
}

TEST_P(EveryNetwork, LearnsAToyProblem) {
    NetworkSpec larger = spec();
    larger.hidden = {32, 32, 16};
    larger.width = 16;
    Network<float> network(larger, 1);
    const auto [first, last] = learn_toy_problem(network, 500);
    EXPECT_GT(first, 0.8);
    EXPECT_LT(last, 0.05);
}

TEST_P(EveryNetwork, SameSeedSameParametersBitForBit) {
    Network<float> one(spec(), 1);
    Network<float> two(spec(), 1);
    Network<float> other(spec(), 2);
    EXPECT_EQ(one.parameters(), two.parameters());
    EXPECT_NE(one.parameters(), other.parameters());
    learn_toy_problem(one, 20);
    learn_toy_problem(two, 20);
    EXPECT_EQ(one.parameters(), two.parameters());
}

TEST(Network, RefusesAnImpossibleSpec) {
    NetworkSpec spec = tiny_transformer();
    spec.patch = 4;
    EXPECT_THROW(Network<float>(spec, 1), Error);
}

}  // namespace
}  // namespace footfall::train
