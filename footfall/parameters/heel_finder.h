// How far the sensor sits ahead of the heel, from how the foot comes down on it.
#pragma once

#include <span>

#include "footfall/core/measured.h"
#include "footfall/parameters/way.h"

namespace footfall {

/// From initial contact until it is flat, a foot turns about its heel: a sensor x ahead of it and z above is
/// higher than at foot-flat by x sin(a) - z (1 - cos(a)), a being the sole's angle, toes up. The second part
/// is small and left out, so that x is the least-squares slope of height over sin(a), over all strides. It
/// begins with what fits a sensor on the instep.
class HeelFinder {
public:
    /// Takes the way of a stride.
    /// @param contact its end, the initial contact
    void update(std::span<const WayPoint> way, Nanoseconds contact, Nanoseconds grid_period) noexcept;

    /// Of the sensor before the heel, in the foot's forward direction, m.
    [[nodiscard]] Measured ahead_m() const noexcept { return {products_ / squares_, kSd_m}; }

private:
    static constexpr double kUsual_m = 0.12;
    static constexpr double kUsualWeight = 0.1;  // as of a good landing
    /// A heel is round, and its shoe gives.
    static constexpr double kSd_m = 0.03;

    double squares_ = kUsualWeight;
    double products_ = kUsualWeight * kUsual_m;
};

}  // namespace footfall
