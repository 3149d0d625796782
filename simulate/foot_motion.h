// How one foot moves: steps from foothold to foothold, and stillness between them.
//
// A step rolls over the toe from heel-off to final contact, swings, lands on the heel at initial contact and
// rolls onto the sole until foot-flat. Every angle and the heel's path are twice continuously differentiable
// in closed form, so that what an inertial sensor feels anywhere on the foot is exact, and integrating it
// gives the path back.
//
// World: x and y level, z up. Foot frame: x forward, y left, z up, origin under the heel on the sole.
#pragma once

#include "footfall/core/foot.h"
#include "simulate/curve.h"

namespace footfall::simulate {

/// Where a foot stands flat.
struct Foothold {
    Vector heel_m;
    double yaw_rad = 0.0;  ///< the way the toes point, from x towards y
};

/// The instants of a step, in seconds from the walk's beginning and in this order.
struct StepTimes {
    double heel_off_s = 0.0;
    double final_contact_s = 0.0;
    double initial_contact_s = 0.0;
    double foot_flat_s = 0.0;
};

/// How a step is made. Angles are of the sole against the ground, toes up positive; outward is away from the
/// other foot.
struct StepShape {
    double foot_length_m = 0.25;   ///< heel contact to the toe about which the foot rolls off
    double push_pitch_rad = 1.1;   ///< heel-up angle at final contact
    double push_rate_radps = 2.0;  ///< at which the heel still rises at final contact
    double push_turn = 1.0;  ///< how abruptly the heel's rise ends, against what leads evenly into swing
    double landing_pitch_rad = 0.38;    ///< toes-up angle at initial contact
    double landing_rate_radps = 1.0;    ///< at which the toes already fall at initial contact
    double swing_pitch_position = 0.5;  ///< share of the pitch range covered at mid-swing
    double swing_pitch_speed = 1.5;     ///< pitch rate at mid-swing over the swing's mean
    double toe_clearance_m = 0.02;      ///< least height of the toe between 30 and 80 % of swing
    double circumduction_m = 0.02;      ///< the heel's greatest way outward in swing
    double swing_roll_rad = 0.1;        ///< sole turned inward at mid-swing
    double landing_roll_rad = 0.05;     ///< sole turned inward at initial contact
    double swing_yaw_rad = 0.05;        ///< toes turned outward at final contact
    double early_progress = 0.33;       ///< of the forward path; see eased_step
    double late_progress = 0.72;
    double impact_mps2 = 20.0;   ///< the shoe's give at heel-strike: peak vertical acceleration
    double impact_cycles = 2.0;  ///< its oscillations until foot-flat
};

/// The foot at one moment. Rotation and angular rate are exact derivatives of each other, and so on.
struct FootState {
    Rotation attitude;                   ///< foot frame to world
    Vector angular_rate_radps;           ///< foot frame
    Vector angular_acceleration_radps2;  ///< foot frame
    VectorJet heel;                      ///< world; m, m/s, m/s²
    VectorJet give;                      ///< world: how the shoe, and a sensor on it, yields at impact

    /// The path of a point of the foot (foot frame, m), in the world.
    [[nodiscard]] VectorJet point(Vector place_m) const noexcept;
    /// The same for a point on the shoe's upper, which shakes at impact.
    [[nodiscard]] VectorJet shoe_point(Vector place_m) const noexcept { return point(place_m) + give; }
};

class FootStep {
public:
    /// @param times strictly increasing
    FootStep(Foot foot, const Foothold& from, const Foothold& to, const StepTimes& times,
             const StepShape& shape) noexcept;

    /// Exact at any time: still at `from` before heel-off, still at `to` after foot-flat.
    [[nodiscard]] FootState at(double time_s) const noexcept;

    [[nodiscard]] Foot foot() const noexcept { return foot_; }
    [[nodiscard]] const Foothold& from() const noexcept { return from_; }
    [[nodiscard]] const Foothold& to() const noexcept { return to_; }
    [[nodiscard]] const StepTimes& times() const noexcept { return times_; }
    /// Least height of the toe between 30 and 80 % of swing: as the shape asks, or more where the pitch alone
    /// lifts it higher.
    [[nodiscard]] double toe_clearance_m() const noexcept { return toe_clearance_m_; }

private:
    [[nodiscard]] Jet progress(double time_s) const noexcept;
    [[nodiscard]] double toe_height_without_lift(double swing_share) const noexcept;
    void lift_toe() noexcept;

    Foot foot_;
    Foothold from_;
    Foothold to_;
    StepTimes times_;
    StepShape shape_;
    KnotCurve<5> pitch_;
    KnotCurve<5> roll_;
    KnotCurve<4> yaw_;
    Vector toe_;      ///< world: what the foot rolls over
    Vector outward_;  ///< world, level, unit
    double lift_m_ = 0.0;
    Vector give_m_;  ///< world: times the ring
    double toe_clearance_m_ = 0.0;
};

/// A foot that stands and will not move.
[[nodiscard]] FootState standing(const Foothold& at) noexcept;

}  // namespace footfall::simulate
