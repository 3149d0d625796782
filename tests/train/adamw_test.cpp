// AdamW beyond what the golden files show: ranges, decay by kind of tensor, clipping; and the learning-rate
// schedule.
#include "train/adamw.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "train/network.h"
#include "train/schedule.h"

namespace footfall::train {
namespace {

NetworkSpec small_transformer() {
    NetworkSpec spec = compact_transformer(10, 1, 2);
    spec.width = 8;
    spec.layers = 1;
    return spec;
}

TEST(AdamW, StepsItsRangeAlone) {
    Network<float> network(small_transformer(), 1);
    const Vector<float> before = network.parameters();
    const ParameterRange head = network.ranges().phase_head;
    AdamW<float> optimizer(network.layout(), head);
    optimizer.step(network.parameters(), Vector<float>::Ones(before.size()), 0.1);
    const auto untouched = static_cast<Eigen::Index>(head.offset);
    EXPECT_EQ(network.parameters().head(untouched), before.head(untouched));
    const Vector<float> moved = (network.parameters() - before).tail(static_cast<Eigen::Index>(head.size));
    EXPECT_LT(moved.maxCoeff(), -0.09F);
}

TEST(AdamW, DecaysWeightsOnly) {
    Network<float> network(small_transformer(), 1);
    network.parameters().setOnes();
    AdamW<float> optimizer(network.layout(), network.ranges().all, {.weight_decay = 0.5});
    optimizer.step(network.parameters(), Vector<float>::Zero(network.parameters().size()), 0.1);
    for (const ParameterTensor& tensor : network.layout()) {
        const bool weight = tensor.name.ends_with(".weight");
        const auto values = network.parameters().segment(static_cast<Eigen::Index>(tensor.offset),
                                                         static_cast<Eigen::Index>(tensor.size()));
        EXPECT_TRUE(values.isConstant(weight ? 0.95F : 1.0F)) << tensor.name;
    }
}

TEST(AdamW, ClippingShortensTheGradientAndKeepsItsDirection) {
    Network<double> clipped(small_transformer(), 1);
    Network<double> scaled(small_transformer(), 1);
    const Eigen::Index count = clipped.parameters().size();
    AdamW<double> with(clipped.layout(), clipped.ranges().all, {.epsilon = 1.0, .largest_norm = 2.0});
    AdamW<double> without(scaled.layout(), scaled.ranges().all, {.epsilon = 1.0});
    Vector<double> gradient = clipped.parameters();
    gradient *= 10.0 / gradient.norm();
    for (int i = 0; i < 3; ++i) {
        EXPECT_NEAR(with.step(clipped.parameters(), gradient, 0.1), 10.0, 1e-12);
        EXPECT_NEAR(without.step(scaled.parameters(), gradient * 0.2, 0.1), 2.0, 1e-12);
    }
    EXPECT_TRUE(clipped.parameters().isApprox(scaled.parameters(), 1e-13));
    EXPECT_EQ(clipped.parameters().size(), count);
}

TEST(AdamW, AGradientThatIsNotFiniteChangesNothing) {
    Network<float> network(small_transformer(), 1);
    const Vector<float> before = network.parameters();
    AdamW<float> optimizer(network.layout(), network.ranges().all);
    Vector<float> gradient = Vector<float>::Ones(before.size());
    gradient[5] = std::numeric_limits<float>::quiet_NaN();
    EXPECT_FALSE(std::isfinite(optimizer.step(network.parameters(), gradient, 0.1)));
    EXPECT_EQ(network.parameters(), before);
    gradient[5] = 1.0F;
    optimizer.step(network.parameters(), gradient, 0.1);
    EXPECT_TRUE(network.parameters().allFinite());
    EXPECT_NE(network.parameters(), before);
}

TEST(Schedule, WarmsUpThenFallsLikeHalfACosine) {
    const Schedule schedule{.peak = 1.0, .last = 0.1, .warm_up = 10, .steps = 110};
    EXPECT_DOUBLE_EQ(schedule.at(0), 0.1);
    EXPECT_DOUBLE_EQ(schedule.at(9), 1.0);
    EXPECT_DOUBLE_EQ(schedule.at(10), 1.0);
    EXPECT_NEAR(schedule.at(60), 0.55, 1e-12);
    EXPECT_NEAR(schedule.at(110), 0.1, 1e-12);
    EXPECT_NEAR(schedule.at(1'000'000), 0.1, 1e-12);
}

TEST(Schedule, WithoutWarmUpBeginsAtThePeak) {
    EXPECT_DOUBLE_EQ((Schedule{.peak = 0.5, .steps = 10}.at(0)), 0.5);
    EXPECT_DOUBLE_EQ((Schedule{.peak = 0.5, .warm_up = 1, .steps = 1}.at(0)), 0.5);
}

}  // namespace
}  // namespace footfall::train
