// From the smoothed way of a foot between two footholds to the figures of a stride.
#pragma once

#include <span>

#include "footfall/core/foot.h"
#include "footfall/core/stride.h"
#include "footfall/parameters/stride_motion.h"

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
    double rate_bias_sd_radps = 0.0;  ///< each axis
    double heading_sd_rad = 0.0;         ///< of the last foothold's heading
    std::span<const WayPoint> points;  ///< after the first foothold, up to the last
};

/// Way the foot's x points, counter-clockwise from the world's x, rad.
[[nodiscard]] double heading_of(const algebra::Matrix& attitude) noexcept;

/// The foot's level direction forward at a foothold, in the foot frame: what the sole's angle is measured
/// against.
[[nodiscard]] algebra::Vector sole_of(const algebra::Matrix& flat) noexcept;

/// Angle of the sole against the ground, toes up positive, rad.
[[nodiscard]] double sole_angle(const algebra::Matrix& attitude, const algebra::Vector& sole) noexcept;

[[nodiscard]] algebra::Matrix attitude_of(const WayPoint& point) noexcept;
[[nodiscard]] algebra::Vector place_of(const WayPoint& point) noexcept;

/// All of StrideMotion but its places in the walk's world. `way` must not be empty.
[[nodiscard]] StrideMotion motion_of(const Way& way, const Stride& stride, Foot foot,
                                     Nanoseconds grid_period) noexcept;

}  // namespace footfall
