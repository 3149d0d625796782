// Draws simulated people.
//
// Where the ranges come from: stride time, length, stance share and their change with age after Winter 1991
// (The Biomechanics and Motor Control of Human Gait), Perry and Burnfield 2010 (Gait Analysis), Mariani et
// al. 2010 (3D gait assessment in young and elderly subjects using foot-worn inertial sensors) and Hollman et
// al. 2011 (Normative spatiotemporal gait parameters in older adults); toe and heel clearance after Winter
// 1992 (Foot trajectory in human gait) and Mariani et al. 2012 (Heel and toe clearance estimation); foot-flat
// after Mariani et al. 2013 (Quantitative estimation of foot-flat and stance phase). The spreads are rounded
// by hand to cover what these report.
#include "simulate/walker.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace footfall::simulate {
namespace {

/// A bell curve cut off at its limits.
double drawn(Random& random, double mean, double sd, double low, double high) noexcept {
    return std::clamp(mean + sd * random.normal(), low, high);
}

/// Uniform over all rotations: four normals, normalised.
Rotation any_rotation(Random& random) noexcept {
    Rotation q{random.normal(), random.normal(), random.normal(), random.normal()};
    const double scale = 1.0 / std::sqrt(q.w * q.w + q.x * q.x + q.y * q.y + q.z * q.z);
    return {q.w * scale, q.x * scale, q.y * scale, q.z * scale};
}

Rotation small_rotation(Random& random, double sd_rad) noexcept {
    // Drawn within braces: compilers differ in which operand of a product they work out first.
    const std::array<double, 3> angles_rad{sd_rad * random.normal(), sd_rad * random.normal(),
                                           sd_rad * random.normal()};
    return Rotation::about({1.0, 0.0, 0.0}, angles_rad[0]) * Rotation::about({0.0, 1.0, 0.0}, angles_rad[1]) *
           Rotation::about({0.0, 0.0, 1.0}, angles_rad[2]);
}

Rotation draw_mounting(Mounting mounting, Random& random) noexcept {
    switch (mounting) {
        case Mounting::aligned: return {};
        case Mounting::instep: {
            // The instep falls towards the toes, and no one straps a sensor on straight.
            const double slope = radians(drawn(random, 28.0, 6.0, 10.0, 45.0));
            return small_rotation(random, radians(6.0)) * Rotation::about({0.0, 1.0, 0.0}, -slope);
        }
        case Mounting::any: return any_rotation(random);
    }
    return {};
}

SensorSpec draw_sensor(Mounting mounting, double foot_length_m, Random random) noexcept {
    SensorSpec sensor;
    sensor.mounting = draw_mounting(mounting, random);
    sensor.place_m = {foot_length_m * drawn(random, 0.6, 0.05, 0.4, 0.75), 0.01 * random.normal(),
                      drawn(random, 0.075, 0.01, 0.05, 0.1)};
    // Sensors of the kind worn in such studies state about 200 ug/sqrt(Hz) and 0.01 deg/s/sqrt(Hz); a strap
    // and a shoe move on the foot, which is worse.
    sensor.acceleration_noise_mps2 = drawn(random, 0.08, 0.03, 0.02, 0.2);
    sensor.angular_rate_noise_radps = drawn(random, 0.012, 0.005, 0.003, 0.03);
    sensor.acceleration_bias_mps2 = {0.05 * random.normal(), 0.05 * random.normal(), 0.05 * random.normal()};
    sensor.angular_rate_bias_radps = {0.01 * random.normal(), 0.01 * random.normal(), 0.01 * random.normal()};
    sensor.wobble_share = drawn(random, 0.17, 0.06, 0.05, 0.3);
    sensor.acceleration_range_mps2 = 16.0 * kGravityMps2;
    sensor.angular_rate_range_radps = radians(2000.0);
    return sensor;
}

StepShape draw_shape(bool older, double foot_length_m, Random& random) noexcept {
    StepShape shape;
    shape.foot_length_m = foot_length_m;
    shape.push_pitch_rad = radians(drawn(random, older ? 57.0 : 62.0, 5.0, 42.0, 70.0));
    shape.push_rate_radps = drawn(random, 2.3, 1.1, 0.2, 4.0);
    shape.push_turn = drawn(random, 1.0, 0.3, 0.5, 1.6);
    shape.landing_pitch_rad = radians(drawn(random, older ? 18.0 : 22.0, 4.5, 6.0, 32.0));
    shape.landing_rate_radps = drawn(random, 1.2, 0.9, -0.5, 3.0);
    shape.swing_pitch_position = drawn(random, 0.5, 0.05, 0.38, 0.62);
    shape.swing_pitch_speed = drawn(random, 1.45, 0.12, 1.15, 1.8);
    shape.toe_clearance_m = drawn(random, older ? 0.014 : 0.017, 0.005, 0.006, 0.035);
    shape.circumduction_m = drawn(random, 0.02, 0.012, 0.0, 0.05);
    shape.swing_roll_rad = radians(drawn(random, 6.0, 4.0, -4.0, 15.0));
    shape.landing_roll_rad = radians(drawn(random, 3.0, 2.5, -3.0, 9.0));
    shape.swing_yaw_rad = radians(drawn(random, 4.0, 3.0, -4.0, 12.0));
    shape.early_progress = drawn(random, 0.3, 0.09, 0.1, 0.45);
    shape.late_progress = drawn(random, 0.74, 0.09, 0.58, 0.92);
    shape.impact_mps2 = 22.0 * std::exp(0.9 * drawn(random, 0.0, 1.0, -2.0, 2.0));
    shape.impact_cycles = drawn(random, 2.0, 0.4, 1.2, 3.0);
    return shape;
}

/// The other foot is like the first, but not the same.
StepShape like(StepShape shape, Random& random) noexcept {
    shape.push_pitch_rad *= 1.0 + 0.03 * random.normal();
    shape.push_rate_radps *= 1.0 + 0.08 * random.normal();
    shape.landing_pitch_rad *= 1.0 + 0.08 * random.normal();
    shape.toe_clearance_m *= 1.0 + 0.1 * random.normal();
    shape.circumduction_m *= 1.0 + 0.2 * random.normal();
    shape.swing_roll_rad += radians(1.5) * random.normal();
    shape.landing_roll_rad += radians(1.0) * random.normal();
    shape.impact_mps2 *= std::exp(0.2 * random.normal());
    return shape;
}

}  // namespace

Walker draw_walker(int number, AgeGroup age_group, Mounting mounting, std::uint64_t seed) {
    Random random = Random(seed).fork(static_cast<std::uint64_t>(number));
    const bool older = age_group == AgeGroup::older;
    Walker walker;
    walker.age_group = age_group;
    walker.person.id = (number < 10 ? "P0" : "P") + std::to_string(number);
    walker.person.split_key = walker.person.id;
    walker.person.age_years = std::round(older ? random.uniform(60.0, 85.0) : random.uniform(20.0, 45.0));
    walker.person.group = older ? "older" : "younger";

    walker.stride_time_s = drawn(random, older ? 1.10 : 1.06, 0.07, 0.9, 1.3);
    walker.stride_length_m = drawn(random, older ? 1.20 : 1.38, 0.1, 0.85, 1.7);
    walker.stance_share = drawn(random, older ? 0.625 : 0.61, 0.014, 0.58, 0.66);
    walker.push_share = drawn(random, 0.28, 0.03, 0.2, 0.36);
    walker.flat_share = drawn(random, 0.1, 0.018, 0.06, 0.15);
    walker.step_width_m = drawn(random, 0.1, 0.025, 0.05, 0.18);
    walker.toe_out_rad = radians(drawn(random, 6.0, 4.0, -3.0, 16.0));
    walker.step_time_asymmetry = drawn(random, 0.0, 0.015, -0.05, 0.05);
    walker.stance_asymmetry = drawn(random, 0.0, 0.006, -0.02, 0.02);
    walker.turn_step_rad = drawn(random, older ? 0.55 : 0.7, 0.12, 0.35, 1.0);

    Variation& variation = walker.variation;
    const double unsteadiness = drawn(random, older ? 1.25 : 1.0, 0.2, 0.6, 1.8);
    variation.stride_time *= unsteadiness;
    variation.stride_length *= unsteadiness;
    variation.stance_share_sd *= unsteadiness;
    variation.pitch *= unsteadiness;
    variation.phase_times *= unsteadiness;
    variation.shuffle_share *= older ? 2.0 : 1.0;

    const double foot_length_m = drawn(random, 0.24, 0.015, 0.2, 0.29);
    walker.shape[0] = draw_shape(older, foot_length_m, random);
    walker.shape[1] = like(walker.shape[0], random);
    walker.sensor[0] = draw_sensor(mounting, foot_length_m, random.fork(1));
    walker.sensor[1] = draw_sensor(mounting, foot_length_m, random.fork(2));
    return walker;
}

Walker at_speed(Walker walker, double speed_factor) noexcept {
    // Length and cadence share a change of speed about equally (Grieve and Gear 1966); stance takes less of a
    // faster stride (Perry and Burnfield 2010).
    walker.stride_length_m *= std::pow(speed_factor, 0.55);
    walker.stride_time_s *= std::pow(speed_factor, -0.45);
    walker.stance_share = std::clamp(walker.stance_share - 0.05 * (speed_factor - 1.0), 0.57, 0.70);
    for (StepShape& shape : walker.shape) {
        shape.push_pitch_rad *= std::pow(speed_factor, 0.2);
        shape.landing_pitch_rad *= std::pow(speed_factor, 0.4);
        shape.push_rate_radps *= std::pow(speed_factor, 0.6);
        shape.impact_mps2 *= speed_factor;
    }
    return walker;
}

}  // namespace footfall::simulate
