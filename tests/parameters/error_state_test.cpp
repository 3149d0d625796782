// The transition of errors is the derivative of strapdown integration, block by block.
#include "footfall/parameters/error_state.h"

#include <gtest/gtest.h>

#include <cmath>

#include "footfall/parameters/strapdown.h"

namespace footfall {
namespace {

using algebra::Vector;

ErrorTransition some_transition() { return {algebra::rotation({0.3, -0.8, 1.1}), {3.0, -2.0, 14.0}, 0.01}; }

/// Column `column` of F.
ErrorVector column_of(const ErrorTransition& transition, std::size_t column) {
    ErrorVector errors{};
    errors[column] = 1.0;
    carry(transition, errors);
    return errors;
}

/// State whose true value is `errors` away from `state`.
MotionState moved(const MotionState& state, const ErrorVector& errors) {
    const auto part = [&](std::size_t first) -> Vector {
        return {errors[first], errors[first + 1], errors[first + 2]};
    };
    MotionState result = state;
    result.attitude = algebra::product(algebra::rotation(part(error_part::attitude)), state.attitude);
    result.velocity_mps = algebra::sum(state.velocity_mps, part(error_part::velocity));
    result.place_m = algebra::sum(state.place_m, part(error_part::place));
    result.rate_bias_radps = algebra::sum(state.rate_bias_radps, part(error_part::rate_bias));
    result.force_bias_mps2 = algebra::sum(state.force_bias_mps2, part(error_part::force_bias));
    return result;
}

/// How far `b` is from `a`.
ErrorVector between(const MotionState& a, const MotionState& b) {
    ErrorVector errors{};
    const algebra::Matrix turn = algebra::product(b.attitude, algebra::transposed(a.attitude));
    const Vector angle{0.5 * (turn[2][1] - turn[1][2]), 0.5 * (turn[0][2] - turn[2][0]),
                       0.5 * (turn[1][0] - turn[0][1])};
    for (std::size_t i = 0; i < 3; ++i) {
        errors[error_part::attitude + i] = angle[i];
        errors[error_part::velocity + i] = b.velocity_mps[i] - a.velocity_mps[i];
        errors[error_part::place + i] = b.place_m[i] - a.place_m[i];
        errors[error_part::rate_bias + i] = b.rate_bias_radps[i] - a.rate_bias_radps[i];
        errors[error_part::force_bias + i] = b.force_bias_mps2[i] - a.force_bias_mps2[i];
    }
    return errors;
}

TEST(ErrorState, ByHand) {
    // Level, turned by nothing, feeling f = (0, 0, 10) for 0.1 s.
    const ErrorTransition transition{algebra::kIdentity, {0.0, 0.0, 10.0}, 0.1};
    // Tilted by 1 about y: f leans by f x e = -10 (0,0,1) x (0,1,0) = (10, 0, 0), for 0.1 s.
    const ErrorVector tilted = column_of(transition, error_part::attitude + 1);
    EXPECT_DOUBLE_EQ(tilted[error_part::attitude + 1], 1.0);
    EXPECT_DOUBLE_EQ(tilted[error_part::velocity], 1.0);
    EXPECT_DOUBLE_EQ(tilted[error_part::place], 0.05);
    // A gyroscope's bias of 1 about y tilts by -0.1, half of which counts for the velocity.
    const ErrorVector turning = column_of(transition, error_part::rate_bias + 1);
    EXPECT_DOUBLE_EQ(turning[error_part::attitude + 1], -0.1);
    EXPECT_DOUBLE_EQ(turning[error_part::velocity], -0.05);
    EXPECT_DOUBLE_EQ(turning[error_part::place], -0.0025);
    // An accelerometer's bias of 1 along x.
    const ErrorVector pushed = column_of(transition, error_part::force_bias);
    EXPECT_DOUBLE_EQ(pushed[error_part::velocity], -0.1);
    EXPECT_DOUBLE_EQ(pushed[error_part::place], -0.005);
    // Velocity.
    EXPECT_DOUBLE_EQ(column_of(transition, error_part::velocity)[error_part::place], 0.1);
}

TEST(ErrorState, IsTheDerivativeOfTheIntegration) {
    MotionState from;
    from.attitude = algebra::rotation({0.2, -0.5, 0.9});
    from.velocity_mps = {1.0, -0.3, 0.2};
    from.rate_bias_radps = {0.01, 0.02, -0.01};
    from.force_bias_mps2 = {0.1, -0.2, 0.3};
    const FootMoment before{{2.0, -3.0, 12.0}, {1.0, -4.0, 0.5}};
    const FootMoment now{{3.0, -1.0, 9.0}, {1.5, -4.5, 0.2}};
    const auto stepped = [&](MotionState state) {
        (void)integrate(before, now, 0.01, state);
        return state;
    };
    MotionState nominal = from;
    const ErrorTransition transition = integrate(before, now, 0.01, nominal);
    const double step = 1e-5;
    for (std::size_t column = 0; column < kErrors; ++column) {
        ErrorVector errors{};
        errors[column] = step;
        const ErrorVector found = between(stepped(from), stepped(moved(from, errors)));
        const ErrorVector expected = column_of(transition, column);
        for (std::size_t row = 0; row < kErrors; ++row) {
            // The trapezoid's two attitudes differ by a twentieth of a radian.
            EXPECT_NEAR(found[row] / step, expected[row], 3e-4 + 2e-2 * std::abs(expected[row]))
                << row << ',' << column;
        }
    }
}

TEST(ErrorState, MatricesAreCarriedAsVectorsAre) {
    const ErrorTransition transition = some_transition();
    std::array<ErrorVector, kErrors> columns{};
    ErrorMatrix symmetric{};
    for (std::size_t i = 0; i < kErrors; ++i) {
        columns[i] = column_of(transition, i);
        for (std::size_t j = 0; j <= i; ++j) {
            symmetric[i][j] = symmetric[j][i] =
                std::sin(static_cast<double>(3 * i + 5 * j)) + (i == j ? 4.0 : 0.0);
        }
    }
    ErrorMatrix forward = symmetric;
    carry(transition, forward);
    ErrorMatrix back = symmetric;
    carry_back(transition, back);
    for (std::size_t i = 0; i < kErrors; ++i) {
        for (std::size_t j = 0; j < kErrors; ++j) {
            double expected = 0.0;       // F M F'
            double expected_back = 0.0;  // F' M F
            for (std::size_t k = 0; k < kErrors; ++k) {
                for (std::size_t l = 0; l < kErrors; ++l) {
                    expected += columns[k][i] * symmetric[k][l] * columns[l][j];
                    expected_back += columns[i][k] * symmetric[k][l] * columns[j][l];
                }
            }
            EXPECT_NEAR(forward[i][j], expected, 1e-12) << i << ',' << j;
            EXPECT_NEAR(back[i][j], expected_back, 1e-12) << i << ',' << j;
        }
    }
}

TEST(ErrorState, CarryingBackIsTheTranspose) {
    const ErrorTransition transition = some_transition();
    for (std::size_t row = 0; row < kErrors; ++row) {
        ErrorVector adjoint{};
        adjoint[row] = 1.0;
        carry_back(transition, adjoint);
        for (std::size_t column = 0; column < kErrors; ++column) {
            EXPECT_NEAR(adjoint[column], column_of(transition, column)[row], 1e-15);
        }
    }
}

}  // namespace
}  // namespace footfall
