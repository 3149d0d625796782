// Decides where and when the next foot goes.
#include "simulate/step_planner.h"

#include <algorithm>
#include <cmath>

namespace footfall::simulate {
namespace {

constexpr std::size_t index_of(Foot foot) noexcept { return static_cast<std::size_t>(foot); }
constexpr Foot other(Foot foot) noexcept { return foot == Foot::left ? Foot::right : Foot::left; }
constexpr double side_of(Foot foot) noexcept { return foot == Foot::left ? 1.0 : -1.0; }

constexpr double kLeastDoubleSupportS = 0.03;
constexpr double kLeastRollOffS = 0.1;
constexpr double kLeastStillS = 0.02;
constexpr double kLeastSwingS = 0.2;
constexpr double kQuinticPeak = 1.875;  ///< a quintic's steepest slope over its mean
constexpr double kFastestLandingRadps = 8.0;
constexpr double kFastestPushRadps = 9.5;
constexpr double kSteepestRad = radians(80.0);  ///< the sole against the ground, just after final contact

/// A normal number without its far tails, so that no step becomes impossible.
double tame_normal(Random& random) noexcept { return std::clamp(random.normal(), -2.5, 2.5); }

/// Takes back what the time at hand would make faster or steeper than a foot can go.
void tame(StepShape& shape, const StepTimes& times) noexcept {
    const double push_s = times.final_contact_s - times.heel_off_s;
    const double swing_s = times.initial_contact_s - times.final_contact_s;
    shape.push_pitch_rad = std::min(
        {shape.push_pitch_rad, kFastestPushRadps * push_s / kQuinticPeak, kSteepestRad - radians(3.0)});
    // After final contact the heel still rises by about rate^2 / (2 acceleration), see FootStep.
    const double mid_swing_rate =
        shape.swing_pitch_speed * (shape.push_pitch_rad + shape.landing_pitch_rad) / swing_s;
    const double room_rad = kSteepestRad - shape.push_pitch_rad;
    shape.push_rate_radps = std::min(shape.push_rate_radps,
                                     std::sqrt(4.0 * shape.push_turn * mid_swing_rate * room_rad / swing_s));
}

}  // namespace

StepPlanner::StepPlanner(const Walker& walker, const Course& course, const Random& random)
    : walker_(walker), course_(course), random_(random) {
    foot_ = random_.below(2) == 0 ? Foot::left : Foot::right;
    for (const Foot foot : {Foot::left, Foot::right}) {
        start_[index_of(foot)] = foothold(foot);
    }
    at_ = start_;
    last_contact_s_ = course_.stand_before_s;
    if (remaining_s() < 3.0 * walker_.stride_time_s) {
        doing_ = Doing::standing;
    }
}

double StepPlanner::remaining_s() const noexcept {
    return course_.seconds - course_.stand_after_s - last_contact_s_;
}

void StepPlanner::decide() {
    const Doing before = doing_;
    const double stopping_s = 2.5 * walker_.stride_time_s;
    const double left_m = course_.leg_m - leg_done_m_;
    switch (doing_) {
        case Doing::starting:
            if (step_ >= 3) {
                doing_ = Doing::walking;
            }
            break;
        case Doing::walking:
            if (left_m < 0.5 * walker_.stride_length_m) {
                // Another leg is begun only when a fair part of it can be walked.
                const double turn_s = course_.turn_rad / walker_.turn_step_rad * 0.5 * walker_.stride_time_s;
                const double leg_s = course_.leg_m / walker_.speed_mps();
                doing_ =
                    remaining_s() > turn_s + 0.25 * leg_s + stopping_s ? Doing::turning : Doing::stopping;
            }
            break;
        case Doing::turning:
            if (step_ >= turn_steps_) {
                doing_ = Doing::walking;
                course_heading_rad_ += turn_sign_ * course_.turn_rad;
                leg_done_m_ = 0.0;
            }
            break;
        case Doing::stopping: doing_ = Doing::closing; break;
        case Doing::closing: doing_ = Doing::standing; break;
        case Doing::standing: break;
    }
    if (remaining_s() < stopping_s && doing_ == Doing::walking) {
        doing_ = Doing::stopping;
    }
    if (doing_ == before) {
        ++step_;
        return;
    }
    step_ = 1;
    if (doing_ == Doing::turning) {
        ++turns_;
        turn_sign_ = random_.below(2) == 0 ? 1.0 : -1.0;
        const double steps = course_.turn_rad / walker_.turn_step_rad + 0.5 * tame_normal(random_);
        turn_steps_ = std::max(3, static_cast<int>(std::lround(steps)));
    }
}

StepPlanner::Pace StepPlanner::pace() {
    switch (doing_) {
        case Doing::starting: return {step_ == 1 ? 0.8 : 0.92, step_ == 1 ? 1.12 : 1.04};
        case Doing::walking: {
            // Walkers slow down before a turn or an end, and pick up after it.
            const bool near_end = course_.leg_m - leg_done_m_ < 1.2 * walker_.stride_length_m;
            const bool just_turned = turns_ > 0 && leg_done_m_ < 0.5 * walker_.stride_length_m;
            return near_end || just_turned ? Pace{0.85, 1.03} : Pace{};
        }
        case Doing::turning: return {random_.uniform(0.3, 0.6), random_.uniform(0.95, 1.15)};
        case Doing::stopping: return {0.6, 1.05};
        case Doing::closing:
        case Doing::standing: break;
    }
    return {0.0, 1.1};
}

std::optional<PlannedStep> StepPlanner::next() {
    if (doing_ == Doing::standing) {
        return std::nullopt;
    }
    decide();
    if (doing_ == Doing::standing) {
        return std::nullopt;
    }
    const Pace now = pace();
    const bool turning = doing_ == Doing::turning;
    if (turning) {
        const double each = course_.turn_rad / turn_steps_;
        heading_rad_ += turn_sign_ * each * (1.0 + 0.15 * tame_normal(random_));
    } else {
        // Straight is never quite straight, but one comes back to one's line.
        heading_rad_ += 0.4 * (course_heading_rad_ - heading_rad_) + radians(1.0) * tame_normal(random_);
    }
    const double forward_m = 0.5 * walker_.stride_length_m * now.length *
                             (1.0 + walker_.variation.stride_length * tame_normal(random_));
    body_m_ = body_m_ + Vector{std::cos(heading_rad_), std::sin(heading_rad_), 0.0} * forward_m;
    leg_done_m_ += turning ? 0.0 : forward_m;

    const Foothold from = at_[index_of(foot_)];
    const Foothold to = foothold(foot_);
    const double way_m = norm(to.heel_m - from.heel_m);
    const bool shuffles = random_.uniform() < walker_.variation.shuffle_share;
    const double size = std::clamp(way_m / walker_.stride_length_m, 0.25, 1.15) * (shuffles ? 0.5 : 1.0);
    StepShape how = shape(foot_, size, shuffles);
    const StepTimes when = times(foot_, now.time, how);
    tame(how, when);
    PlannedStep step{FootStep(foot_, from, to, when, how), turning, turns_};
    at_[index_of(foot_)] = to;
    flat_since_s_[index_of(foot_)] = when.foot_flat_s;
    last_contact_s_ = when.initial_contact_s;
    foot_ = other(foot_);
    return step;
}

Foothold StepPlanner::foothold(Foot foot) const noexcept {
    const double out_m = 0.5 * walker_.step_width_m * side_of(foot);
    const Vector left{-std::sin(heading_rad_), std::cos(heading_rad_), 0.0};
    return {body_m_ + left * out_m, heading_rad_ + side_of(foot) * walker_.toe_out_rad};
}

StepTimes StepPlanner::times(Foot foot, double time_factor, const StepShape& shape) {
    const Variation& variation = walker_.variation;
    // Stride times are correlated over many strides (Hausdorff et al. 1996); a first-order drift stands
    // for it.
    slow_drift_ = 0.9 * slow_drift_ + 0.44 * tame_normal(random_);
    const double spread = variation.stride_time * (0.7 * slow_drift_ + 0.7 * tame_normal(random_));
    const double stride_s = walker_.stride_time_s * time_factor * (1.0 + spread);
    const double asymmetry = side_of(foot) * walker_.step_time_asymmetry;
    const double stance_share = walker_.stance_share + side_of(foot) * walker_.stance_asymmetry +
                                variation.stance_share_sd * tame_normal(random_);
    double swing_s = (1.0 - stance_share) * stride_s;
    double push_s = walker_.push_share * stride_s * (1.0 + variation.phase_times * tame_normal(random_));
    // The flatter a foot lands, the sooner its sole is down; the shin muscles brake the fall of the toes.
    const double usual_pitch_rad = walker_.shape[index_of(foot)].landing_pitch_rad;
    const double least_flat_s = std::max(0.04, kQuinticPeak * shape.landing_pitch_rad / kFastestLandingRadps);
    push_s = std::max(push_s, kQuinticPeak * shape.push_pitch_rad / kFastestPushRadps);
    const double flat_s = walker_.flat_share * stride_s *
                          std::sqrt(std::clamp(shape.landing_pitch_rad / usual_pitch_rad, 0.0, 1.0)) *
                          (1.0 + variation.phase_times * tame_normal(random_));

    StepTimes when;
    if (doing_ == Doing::starting && step_ == 1) {
        when.initial_contact_s = course_.stand_before_s + push_s + swing_s;
    } else {
        const double step_s =
            std::max(0.5 * stride_s * (1.0 + asymmetry), kLeastSwingS + kLeastDoubleSupportS);
        when.initial_contact_s = last_contact_s_ + step_s;
        swing_s = std::min(swing_s, step_s - kLeastDoubleSupportS);
    }
    swing_s = std::max(swing_s, kLeastSwingS);
    when.final_contact_s = when.initial_contact_s - swing_s;
    const double still_until_s = flat_since_s_[index_of(foot)] + kLeastStillS;
    when.heel_off_s = std::min(std::max(when.final_contact_s - push_s, still_until_s),
                               when.final_contact_s - kLeastRollOffS);
    when.foot_flat_s = when.initial_contact_s + std::max(flat_s, least_flat_s);
    return when;
}

StepShape StepPlanner::shape(Foot foot, double size, bool shuffles) {
    const Variation& variation = walker_.variation;
    StepShape shape = walker_.shape[index_of(foot)];
    const auto varied = [&](double value, double spread) {
        return value * (1.0 + spread * tame_normal(random_));
    };
    // Shorter steps roll less and land softer.
    shape.push_pitch_rad = varied(shape.push_pitch_rad, variation.pitch) * std::pow(size, 0.7);
    shape.push_rate_radps = varied(shape.push_rate_radps, 3.0 * variation.pitch) * size;
    shape.push_turn = varied(shape.push_turn, 3.0 * variation.pitch);
    shape.landing_pitch_rad = varied(shape.landing_pitch_rad, 2.0 * variation.pitch) * size;
    shape.landing_rate_radps = varied(shape.landing_rate_radps, 3.0 * variation.pitch) * size;
    shape.swing_pitch_position = varied(shape.swing_pitch_position, 0.4 * variation.pitch);
    shape.swing_pitch_speed = varied(shape.swing_pitch_speed, 0.6 * variation.pitch);
    shape.early_progress = varied(shape.early_progress, 1.5 * variation.pitch);
    shape.late_progress = varied(shape.late_progress, variation.pitch);
    shape.toe_clearance_m =
        std::max(0.004, shape.toe_clearance_m + variation.toe_clearance_m * tame_normal(random_)) *
        (shuffles ? 0.3 : 1.0);
    shape.circumduction_m *= size;
    shape.swing_roll_rad = shape.swing_roll_rad * size + radians(1.0) * tame_normal(random_);
    shape.landing_roll_rad = shape.landing_roll_rad * size + radians(1.0) * tame_normal(random_);
    shape.swing_yaw_rad *= size;
    shape.impact_mps2 *= size * std::exp(0.4 * tame_normal(random_));
    return shape;
}

}  // namespace footfall::simulate
