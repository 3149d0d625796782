// How one foot moves: steps from foothold to foothold, and stillness between them.
#include "simulate/foot_motion.h"

#include <algorithm>
#include <cmath>

namespace footfall::simulate {
namespace {

constexpr Vector kUp{0.0, 0.0, 1.0};

/// Attitude and its motion from yaw about up, then pitch (toes up), then roll about the foot's length.
FootState turned(const Jet& yaw, const Jet& pitch, const Jet& roll) noexcept {
    FootState state;
    // Toes up is a negative turn about y, the axis to the left.
    state.attitude = Rotation::about(kUp, yaw.value) * Rotation::about({0.0, 1.0, 0.0}, -pitch.value) *
                     Rotation::about({1.0, 0.0, 0.0}, roll.value);
    const double sin_pitch = std::sin(pitch.value);
    const double cos_pitch = std::cos(pitch.value);
    const double sin_roll = std::sin(roll.value);
    const double cos_roll = std::cos(roll.value);
    // Body rates of Euler angles z-y-x (e.g. Titterton and Weston 2004, ch. 3), and their derivative.
    const double forward = yaw.rate * cos_pitch;
    const double forward_rate = yaw.acceleration * cos_pitch - yaw.rate * pitch.rate * sin_pitch;
    Vector& rate = state.angular_rate_radps;
    rate.x = roll.rate + yaw.rate * sin_pitch;
    rate.y = -pitch.rate * cos_roll + forward * sin_roll;
    rate.z = pitch.rate * sin_roll + forward * cos_roll;
    state.angular_acceleration_radps2 = {
        roll.acceleration + yaw.acceleration * sin_pitch + yaw.rate * pitch.rate * cos_pitch,
        -pitch.acceleration * cos_roll + forward_rate * sin_roll + roll.rate * rate.z,
        pitch.acceleration * sin_roll + forward_rate * cos_roll - roll.rate * rate.y};
    return state;
}

VectorJet carried(const FootState& state, Vector place) noexcept {
    const Vector rate = cross(state.angular_rate_radps, place);
    const Vector acceleration =
        cross(state.angular_acceleration_radps2, place) + cross(state.angular_rate_radps, rate);
    return {state.attitude(place), state.attitude(rate), state.attitude(acceleration)};
}

}  // namespace

VectorJet FootState::point(Vector place_m) const noexcept { return heel + carried(*this, place_m); }

FootStep::FootStep(Foot foot, const Foothold& from, const Foothold& to, const StepTimes& times,
                   const StepShape& shape) noexcept
    : foot_(foot), from_(from), to_(to), times_(times), shape_(shape) {
    const double swing_s = times.initial_contact_s - times.final_contact_s;
    const double mid_swing_s = times.final_contact_s + 0.5 * swing_s;
    const double outward_sign = foot == Foot::left ? 1.0 : -1.0;

    const double pitch_range = shape.push_pitch_rad + shape.landing_pitch_rad;
    const double mid_rate = shape.swing_pitch_speed * pitch_range / swing_s;
    // Where the foot leaves the ground its fall turns to rise: the mean acceleration up to mid-swing fits
    // both.
    const double push_acceleration = shape.push_turn * (shape.push_rate_radps + mid_rate) / (0.5 * swing_s);
    pitch_ = KnotCurve<5>(
        {{{times.heel_off_s, {}},
          {times.final_contact_s, {-shape.push_pitch_rad, -shape.push_rate_radps, push_acceleration}},
          {mid_swing_s, {-shape.push_pitch_rad + shape.swing_pitch_position * pitch_range, mid_rate, 0.0}},
          {times.initial_contact_s, {shape.landing_pitch_rad, -shape.landing_rate_radps, 0.0}},
          {times.foot_flat_s, {}}}});

    // Turning the sole inward is a positive turn about x (left side up) for the right foot.
    const double inward_sign = -outward_sign;
    roll_ = KnotCurve<5>({{{times.heel_off_s, {}},
                           {times.final_contact_s, {inward_sign * 0.3 * shape.swing_roll_rad, 0.0, 0.0}},
                           {mid_swing_s, {inward_sign * shape.swing_roll_rad, 0.0, 0.0}},
                           {times.initial_contact_s, {inward_sign * shape.landing_roll_rad, 0.0, 0.0}},
                           {times.foot_flat_s, {}}}});

    const double turn = to.yaw_rad - from.yaw_rad;
    const double swing_rate = 0.85 * turn / swing_s;
    yaw_ =
        KnotCurve<4>({{{times.heel_off_s, {from.yaw_rad, 0.0, 0.0}},
                       {times.final_contact_s,
                        {from.yaw_rad + 0.15 * turn + outward_sign * shape.swing_yaw_rad, swing_rate, 0.0}},
                       {times.initial_contact_s, {to.yaw_rad, 0.0, 0.0}},
                       {times.foot_flat_s, {to.yaw_rad, 0.0, 0.0}}}});

    toe_ = from.heel_m + Rotation::about(kUp, from.yaw_rad)({shape.foot_length_m, 0.0, 0.0});
    outward_ = Rotation::about(kUp, 0.5 * (from.yaw_rad + to.yaw_rad))({0.0, outward_sign, 0.0});
    const double landing_s = times.foot_flat_s - times.initial_contact_s;
    give_m_ = Rotation::about(kUp, to.yaw_rad)({-0.4, 0.0, 1.0}) *
              (shape.impact_mps2 * landing_s * landing_s / ring_peak(shape.impact_cycles));
    lift_toe();
}

Jet FootStep::progress(double time_s) const noexcept {
    const double swing_s = times_.initial_contact_s - times_.final_contact_s;
    return over(swing_s, eased_step((time_s - times_.final_contact_s) / swing_s, shape_.early_progress,
                                    shape_.late_progress));
}

double FootStep::toe_height_without_lift(double swing_share) const noexcept {
    const double time_s =
        times_.final_contact_s + swing_share * (times_.initial_contact_s - times_.final_contact_s);
    return progress(time_s).value * shape_.foot_length_m * std::sin(pitch_(time_s).value);
}

void FootStep::lift_toe() noexcept {
    constexpr int kSteps = 50;  // the height is smooth: between hundredths of swing it changes by micrometres
    const auto share = [](int i) { return 0.3 + 0.5 * i / kSteps; };
    for (int i = 0; i <= kSteps; ++i) {
        const double missing_m = shape_.toe_clearance_m - toe_height_without_lift(share(i));
        lift_m_ = std::max(lift_m_, missing_m / bump(share(i)).value);
    }
    toe_clearance_m_ = toe_height_without_lift(share(0)) + lift_m_ * bump(share(0)).value;
    for (int i = 1; i <= kSteps; ++i) {
        const double height_m = toe_height_without_lift(share(i)) + lift_m_ * bump(share(i)).value;
        toe_clearance_m_ = std::min(toe_clearance_m_, height_m);
    }
}

FootState FootStep::at(double time_s) const noexcept {
    if (time_s <= times_.heel_off_s) {
        return standing(from_);
    }
    if (time_s >= times_.foot_flat_s) {
        return standing(to_);
    }
    FootState state = turned(yaw_(time_s), pitch_(time_s), roll_(time_s));
    // The heel goes over from where it is while the toe is the pivot to the next foothold, where it is the
    // pivot itself: heel = (1 - progress) (toe - R r_toe) + progress * next heel, plus the lift.
    const Jet forward = progress(time_s);
    const Jet remaining{1.0 - forward.value, -forward.rate, -forward.acceleration};
    const VectorJet behind_toe = VectorJet{toe_, {}, {}} + carried(state, {-shape_.foot_length_m, 0.0, 0.0});
    const double swing_s = times_.initial_contact_s - times_.final_contact_s;
    const Jet raised = over(swing_s, bump((time_s - times_.final_contact_s) / swing_s));
    state.heel = scaled(behind_toe, remaining) + along(to_.heel_m, forward) +
                 along(kUp * lift_m_ + outward_ * shape_.circumduction_m, raised);

    const double landing_s = times_.foot_flat_s - times_.initial_contact_s;
    const Jet shaken =
        over(landing_s, ring((time_s - times_.initial_contact_s) / landing_s, shape_.impact_cycles));
    state.give = along(give_m_, shaken);
    return state;
}

FootState standing(const Foothold& at) noexcept {
    FootState state;
    state.attitude = Rotation::about(kUp, at.yaw_rad);
    state.heel.value = at.heel_m;
    return state;
}

}  // namespace footfall::simulate
