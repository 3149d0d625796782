// Vectors and rotations in double precision, for motion that is to be integrated back to a path.
#pragma once

#include <cmath>
#include <numbers>

namespace footfall::simulate {

inline constexpr double kGravityMps2 = 9.80665;  ///< standard gravity, CGPM 1901

[[nodiscard]] constexpr double radians(double degrees) noexcept { return degrees * std::numbers::pi / 180.0; }

struct Vector {
    double x = 0.0;
    double y = 0.0;
    double z = 0.0;

    friend constexpr bool operator==(const Vector&, const Vector&) = default;
    friend constexpr Vector operator+(Vector a, Vector b) noexcept {
        return {a.x + b.x, a.y + b.y, a.z + b.z};
    }
    friend constexpr Vector operator-(Vector a, Vector b) noexcept {
        return {a.x - b.x, a.y - b.y, a.z - b.z};
    }
    friend constexpr Vector operator*(Vector a, double s) noexcept { return {a.x * s, a.y * s, a.z * s}; }
};

[[nodiscard]] constexpr double dot(Vector a, Vector b) noexcept { return a.x * b.x + a.y * b.y + a.z * b.z; }

[[nodiscard]] constexpr Vector cross(Vector a, Vector b) noexcept {
    return {a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x};
}

[[nodiscard]] inline double norm(Vector a) noexcept { return std::sqrt(dot(a, a)); }

/// A unit quaternion; `a * b` turns by b first.
struct Rotation {
    double w = 1.0;
    double x = 0.0;
    double y = 0.0;
    double z = 0.0;

    /// Right-handed turn about `axis` (any length but 0).
    [[nodiscard]] static Rotation about(Vector axis, double angle_rad) noexcept {
        const double scale = std::sin(angle_rad / 2.0) / norm(axis);
        return {std::cos(angle_rad / 2.0), axis.x * scale, axis.y * scale, axis.z * scale};
    }

    [[nodiscard]] constexpr Rotation inverse() const noexcept { return {w, -x, -y, -z}; }

    [[nodiscard]] constexpr Vector operator()(Vector v) const noexcept {
        const Vector axis{x, y, z};
        const Vector twice = cross(axis, v) * 2.0;
        return v + twice * w + cross(axis, twice);
    }

    friend constexpr Rotation operator*(Rotation a, Rotation b) noexcept {
        return {a.w * b.w - a.x * b.x - a.y * b.y - a.z * b.z, a.w * b.x + a.x * b.w + a.y * b.z - a.z * b.y,
                a.w * b.y - a.x * b.z + a.y * b.w + a.z * b.x, a.w * b.z + a.x * b.y - a.y * b.x + a.z * b.w};
    }
};

}  // namespace footfall::simulate
