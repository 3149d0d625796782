// The losses: their values by hand, their gradients, and that an unknown label weighs nothing.
#include "train/loss.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <vector>

#include "tests/train/finite_differences.h"

namespace footfall::train {
namespace {

TEST(MeanSquaredError, IsTheMeanOverRowsThenTheWeightedMeanOverColumns) {
    Matrix<double> prediction(2, 2);
    prediction << 1.0, 0.0, 3.0, 0.0;
    Matrix<double> gradient;
    const Vector<double> weight = Eigen::Vector2d(3.0, 1.0);
    const double loss = mean_squared_error<double>(prediction, Matrix<double>::Zero(2, 2), weight, gradient);
    EXPECT_DOUBLE_EQ(loss, 0.75 * (1.0 + 9.0) / 2.0);
    EXPECT_DOUBLE_EQ(gradient(1, 0), 0.75 * 3.0);
    EXPECT_DOUBLE_EQ(gradient(0, 1), 0.0);
}

TEST(MeanSquaredError, GradientMatchesFiniteDifferences) {
    Random random(1);
    Matrix<double> prediction = random_matrix(random, 2, 4);
    const Matrix<double> target = random_matrix(random, 2, 4);
    const Vector<double> weight = Eigen::Vector4d(1.0, 0.5, 0.0, 2.0);
    Matrix<double> gradient;
    const auto loss = [&] { return mean_squared_error<double>(prediction, target, weight, gradient); };
    loss();
    const Matrix<double> found = gradient;
    expect_gradient(loss, prediction, found);
}

TEST(CrossEntropy, OfEvenLogitsIsTheLogarithmOfTheirNumber) {
    Matrix<double> gradient;
    const std::vector<int> label = {2};
    const double loss = cross_entropy<double>(Matrix<double>::Constant(4, 1, 7.0), label,
                                              Vector<double>::Ones(1), 0.0, gradient);
    EXPECT_NEAR(loss, std::log(4.0), 1e-12);
    EXPECT_NEAR(gradient(2, 0), -0.75, 1e-12);
    EXPECT_NEAR(gradient(0, 0), 0.25, 1e-12);
}

TEST(CrossEntropy, GradientMatchesFiniteDifferences) {
    Random random(1);
    Matrix<double> logits = random_matrix(random, 3, 4);
    const std::vector<int> label = {2, 0, -1, 1};
    const Vector<double> weight = Eigen::Vector4d(1.0, 0.5, 0.0, 2.0);
    for (const double smoothing : {0.0, 0.2}) {
        Matrix<double> gradient;
        const auto loss = [&] { return cross_entropy<double>(logits, label, weight, smoothing, gradient); };
        loss();
        const Matrix<double> found = gradient;
        EXPECT_EQ(found.col(2).norm(), 0.0);
        expect_gradient(loss, logits, found);
    }
}

TEST(CrossEntropy, TakesLogitsWhoseExponentialOverflows) {
    Matrix<float> logits(2, 1);
    logits << 1e4F, -1e4F;
    Matrix<float> gradient;
    const std::vector<int> label = {1};
    EXPECT_NEAR(cross_entropy<float>(logits, label, Vector<float>::Ones(1), 0.0, gradient), 2e4, 1e-6);
    EXPECT_FLOAT_EQ(gradient(0, 0), 1.0F);
    EXPECT_FLOAT_EQ(gradient(1, 0), -1.0F);
}

TEST(Losses, OfUnknownTargetsAreZeroWhateverStandsThere) {
    const Matrix<float> unknown = Matrix<float>::Constant(2, 3, std::numeric_limits<float>::quiet_NaN());
    const std::vector<int> label = {-1, 99, 0};
    const Vector<float> nothing = Vector<float>::Zero(3);
    Matrix<float> gradient;
    EXPECT_EQ(mean_squared_error<float>(Matrix<float>::Ones(2, 3), unknown, nothing, gradient), 0.0);
    EXPECT_EQ(gradient, (Matrix<float>::Zero(2, 3)));
    EXPECT_EQ(cross_entropy<float>(Matrix<float>::Ones(2, 3), label, nothing, 0.1, gradient), 0.0);
    EXPECT_EQ(gradient, (Matrix<float>::Zero(2, 3)));
    const Vector<float> last_known = Eigen::Vector3f(0.0F, 0.0F, 1.0F);
    EXPECT_NEAR(cross_entropy<float>(Matrix<float>::Ones(2, 3), label, last_known, 0.0, gradient),
                std::log(2.0), 1e-7);
}

}  // namespace
}  // namespace footfall::train
