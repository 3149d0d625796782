// Checks a written-out gradient against central finite differences, in double precision.
#pragma once

#include <gtest/gtest.h>

#include <functional>

#include "footfall/core/random.h"
#include "train/matrix.h"

namespace footfall::train {

inline Matrix<double> random_matrix(Random& random, Eigen::Index rows, Eigen::Index cols) {
    Matrix<double> matrix(rows, cols);
    for (double& value : matrix.reshaped()) {
        value = random.normal();
    }
    return matrix;
}

/// Moves every element of `at` (a matrix or vector that `loss` reads) to and fro.
template <class At, class Gradient>
void expect_gradient(const std::function<double()>& loss, At& at, const Gradient& gradient) {
    constexpr double kStep = 1e-6;
    constexpr double kTolerance = 2e-7;
    ASSERT_EQ(at.size(), gradient.size());
    int failures = 0;
    for (Eigen::Index i = 0; i < at.size() && failures < 5; ++i) {
        double& value = *(at.data() + i);
        const double before = value;
        value = before + kStep;
        const double above = loss();
        value = before - kStep;
        const double below = loss();
        value = before;
        const double expected = (above - below) / (2.0 * kStep);
        const double found = *(gradient.data() + i);
        if (!(std::abs(found - expected) <= kTolerance * (1.0 + std::abs(expected)))) {
            ADD_FAILURE() << "element " << i << ": expected " << expected << ", found " << found;
            ++failures;
        }
    }
}

}  // namespace footfall::train
