// The errors of a foot's motion found by strapdown integration: how they grow from one sample to the next.
//
// Fifteen errors, truth minus estimate: attitude (rad, a small turn about the world's axes after the
// estimated one), velocity (m/s, world), place (m, world), gyroscope bias (rad/s, foot frame), accelerometer
// bias (m/s², foot frame). With attitude errors in the world's axes, the attitude's own block of the
// transition is the identity and the heading's error stands alone (Solà 2017, arXiv 1711.02508, section 7).
#pragma once

#include <array>
#include <cstddef>

#include "footfall/core/algebra.h"

namespace footfall {

inline constexpr std::size_t kErrors = 15;

/// Where each part begins.
namespace error_part {
inline constexpr std::size_t attitude = 0;
inline constexpr std::size_t velocity = 3;
inline constexpr std::size_t place = 6;
inline constexpr std::size_t rate_bias = 9;
inline constexpr std::size_t force_bias = 12;
}  // namespace error_part

using ErrorVector = std::array<double, kErrors>;
/// Rows, one column more than needed so that they fill whole registers; the last column stays 0.
using ErrorRow = std::array<double, kErrors + 1>;
using ErrorMatrix = std::array<ErrorRow, kErrors>;

/// From one sample to the next, with mean attitude A (foot to world), mean specific force f (world) and
/// period t, the errors are multiplied by
///
///     attitude    I               0    0   -t A                0
///     velocity   -t [f]x          I    0    t²/2 [f]x A       -t A
///     place      -t²/2 [f]x       t I  I    t³/4 [f]x A       -t²/2 A
///     biases      0               0    0    I                  I
///
/// [f]x being the matrix of the cross product with f.
struct ErrorTransition {
    algebra::Matrix attitude{};
    algebra::Vector force_mps2{};
    double period_s = 0.0;
};

/// F x
void carry(const ErrorTransition& transition, ErrorVector& errors) noexcept;
/// F M F' of a symmetric matrix
void carry(const ErrorTransition& transition, ErrorMatrix& covariance) noexcept;
/// F' x
void carry_back(const ErrorTransition& transition, ErrorVector& adjoint) noexcept;
/// F' M F of a symmetric matrix
void carry_back(const ErrorTransition& transition, ErrorMatrix& adjoint) noexcept;

}  // namespace footfall
