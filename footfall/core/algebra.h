// Vectors and matrices of three in double precision, for the sums and integrals of the device rooms.
#pragma once

#include <array>
#include <cmath>

#include "footfall/core/vec3.h"

namespace footfall::algebra {

using Vector = std::array<double, 3>;
using Matrix = std::array<Vector, 3>;  ///< rows

template <class Frame>
[[nodiscard]] constexpr Vector vector_of(Vec3<Frame> v) noexcept {
    return {static_cast<double>(v.x), static_cast<double>(v.y), static_cast<double>(v.z)};
}

[[nodiscard]] constexpr double inner(const Vector& a, const Vector& b) noexcept {
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

[[nodiscard]] constexpr Vector outer(const Vector& a, const Vector& b) noexcept {
    return {a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]};
}

[[nodiscard]] constexpr Vector scaled(const Vector& v, double by) noexcept {
    return {v[0] * by, v[1] * by, v[2] * by};
}

[[nodiscard]] constexpr Vector sum(const Vector& a, const Vector& b) noexcept {
    return {a[0] + b[0], a[1] + b[1], a[2] + b[2]};
}

[[nodiscard]] inline Vector unit(const Vector& v) noexcept {
    const double square = inner(v, v);
    return scaled(v, 1.0 / std::sqrt(square > 1e-30 ? square : 1e-30));
}

[[nodiscard]] constexpr Vector product(const Matrix& m, const Vector& v) noexcept {
    return {inner(m[0], v), inner(m[1], v), inner(m[2], v)};
}

[[nodiscard]] constexpr Matrix product(const Matrix& a, const Matrix& b) noexcept {
    Matrix result{};
    for (std::size_t i = 0; i < 3; ++i) {
        for (std::size_t j = 0; j < 3; ++j) {
            result[i][j] = a[i][0] * b[0][j] + a[i][1] * b[1][j] + a[i][2] * b[2][j];
        }
    }
    return result;
}

inline constexpr Matrix kIdentity = {{{1.0, 0.0, 0.0}, {0.0, 1.0, 0.0}, {0.0, 0.0, 1.0}}};

[[nodiscard]] constexpr Matrix transposed(const Matrix& m) noexcept {
    return {{{m[0][0], m[1][0], m[2][0]}, {m[0][1], m[1][1], m[2][1]}, {m[0][2], m[1][2], m[2][2]}}};
}

/// The rotation by the vector `angle` (rad), by Rodrigues' formula.
[[nodiscard]] inline Matrix rotation(const Vector& angle) noexcept {
    const double size = std::sqrt(inner(angle, angle));
    const double sine = size > 1e-9 ? std::sin(size) / size : 1.0;
    const double rest = size > 1e-9 ? (1.0 - std::cos(size)) / (size * size) : 0.5;
    const Matrix skew = {
        {{0.0, -angle[2], angle[1]}, {angle[2], 0.0, -angle[0]}, {-angle[1], angle[0], 0.0}}};
    Matrix result{};
    for (std::size_t i = 0; i < 3; ++i) {
        for (std::size_t j = 0; j < 3; ++j) {
            const double identity = i == j ? 1.0 : 0.0;
            result[i][j] =
                identity + sine * skew[i][j] + rest * (angle[i] * angle[j] - identity * size * size);
        }
    }
    return result;
}

}  // namespace footfall::algebra
