// What toe and heel pressure sensors in the shoe count: strong, weak, or never quite at zero.
#pragma once

#include "footfall/core/random.h"
#include "simulate/foot_motion.h"

namespace footfall::simulate {

/// One channel, in raw counts.
struct PressureChannel {
    double rest = 20.0;   ///< without load
    double span = 800.0;  ///< added by full load
    double noise = 5.0;   ///< standard deviation a sample
};

struct PressureSpec {
    PressureChannel toe;
    PressureChannel heel;
};

/// Share of full load, in [0, 1].
struct Load {
    double toe = 0.0;
    double heel = 0.0;
};

/// The load between a step that has landed and the one to come; either may be missing (standing before the
/// first, after the last). Load builds up after contact and fades before it ends, so that a threshold sees
/// contacts some tens of milliseconds late.
[[nodiscard]] Load load_at(double time_s, const FootStep* landed, const FootStep* coming) noexcept;

/// Draws channels of which about one in six is weak, and one in six rests well above zero.
[[nodiscard]] PressureSpec draw_pressure(Random random) noexcept;

[[nodiscard]] float counts(const PressureChannel& channel, double load, Random& noise) noexcept;

}  // namespace footfall::simulate
