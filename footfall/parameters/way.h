// The smoothed way of a foot from one foothold to the next.
#pragma once

#include <algorithm>
#include <cmath>
#include <span>

#include "footfall/core/algebra.h"
#include "footfall/core/imu_sample.h"

namespace footfall {

/// One sample of the way. World: z up, place counted from the first foothold.
struct WayPoint {
    SampleIndex index = 0;
    std::array<float, 9> attitude{};  ///< foot frame to world, rows
    std::array<float, 3> place_m{};
    std::array<float, 6> place_variance{};  ///< xx xy xz yy yz zz, m²; NaN where not asked for
    float turn_variance = 0.0F;             ///< that the gyroscope's noise adds to an angle here, rad²
    float stance = 0.0F;                    ///< probability
};

/// The way from one foothold to the next.
struct Way {
    /// The first foothold's attitude; its heading and place are what the others are counted from.
    algebra::Matrix first_attitude = algebra::kIdentity;
    double rate_bias_sd_radps = 0.0;   ///< each axis
    double heading_sd_rad = 0.0;       ///< of the last foothold's heading
    std::span<const WayPoint> points;  ///< after the first foothold, up to the last
};

/// Way the foot's x points, counter-clockwise from the world's x, rad.
[[nodiscard]] inline double heading_of(const algebra::Matrix& attitude) noexcept {
    return std::atan2(attitude[1][0], attitude[0][0]);
}

/// The foot's level direction forward at a foothold, in the foot frame: what the sole's angle is measured
/// against.
[[nodiscard]] inline algebra::Vector sole_of(const algebra::Matrix& flat) noexcept {
    const double heading = heading_of(flat);
    return algebra::product(algebra::transposed(flat),
                            algebra::Vector{std::cos(heading), std::sin(heading), 0.0});
}

/// Angle of the sole against the ground, toes up positive, rad.
[[nodiscard]] inline double sole_angle(const algebra::Matrix& attitude,
                                       const algebra::Vector& sole) noexcept {
    return std::asin(std::clamp(algebra::inner(attitude[2], sole), -1.0, 1.0));
}

[[nodiscard]] inline algebra::Matrix attitude_of(const WayPoint& point) noexcept {
    algebra::Matrix attitude{};
    for (std::size_t i = 0; i < 9; ++i) {
        attitude[i / 3][i % 3] = static_cast<double>(point.attitude[i]);
    }
    return attitude;
}
[[nodiscard]] inline algebra::Vector place_of(const WayPoint& point) noexcept {
    return {static_cast<double>(point.place_m[0]), static_cast<double>(point.place_m[1]),
            static_cast<double>(point.place_m[2])};
}

}  // namespace footfall
