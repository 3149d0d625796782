// Strapdown integration: from what a foot's sensor feels to where the foot is.
#pragma once

#include "footfall/parameters/error_state.h"

namespace footfall {

inline constexpr double kGravityMps2 = 9.80665;  ///< standard gravity, CGPM 1901

/// What the integration has come to. World: z up, place counted from the foot's last foothold.
struct MotionState {
    algebra::Matrix attitude = algebra::kIdentity;  ///< foot frame to world
    algebra::Vector velocity_mps{};
    algebra::Vector place_m{};
    algebra::Vector rate_bias_radps{};  ///< foot frame
    algebra::Vector force_bias_mps2{};  ///< foot frame
};

/// What a sensor says of a foot, with the errors one sample may have.
struct FootMoment {
    algebra::Vector acceleration_mps2{};   ///< foot frame, gravity in it
    algebra::Vector angular_rate_radps{};  ///< foot frame
};

/// From one sample to the next, by the trapezoid rule: the turn is that of the mean angular rate, with the
/// first term of what turning about a moving axis adds (Savage 1998, doi 10.2514/2.4228).
/// @returns how errors of the state are carried along
ErrorTransition integrate(const FootMoment& before, const FootMoment& now, double period_s,
                          MotionState& state) noexcept;

}  // namespace footfall
