// A simulated person: how they walk, how much that varies, and how the sensors sit on their feet.
#pragma once

#include <array>
#include <cstdint>
#include <string>

#include "footfall/recording/recording.h"
#include "simulate/foot_motion.h"
#include "simulate/sensor.h"

namespace footfall::simulate {

enum class AgeGroup : unsigned char { younger, older };
/// How a sensor sits on the foot: along the foot's axes, tilted as on an instep, or any way round.
enum class Mounting : unsigned char { aligned, instep, any };

/// Step-to-step standard deviations, as shares of the mean unless the name says otherwise.
struct Variation {
    double stride_time = 0.02;
    double stride_length = 0.03;
    double stance_share_sd = 0.01;  ///< of the stride, absolute
    double pitch = 0.075;
    double phase_times = 0.12;  ///< duration of roll-off and of landing
    double toe_clearance_m = 0.005;
    double shuffle_share = 0.015;  ///< of steps, with little clearance and pitch
};

struct Walker {
    Person person;
    AgeGroup age_group = AgeGroup::younger;
    double stride_time_s = 1.08;
    double stride_length_m = 1.35;
    double stance_share = 0.62;
    double push_share = 0.28;   ///< heel-off to final contact, of the stride
    double flat_share = 0.09;   ///< initial contact to foot-flat, of the stride
    double step_width_m = 0.1;  ///< between the heels' lines
    double toe_out_rad = 0.1;
    double step_time_asymmetry = 0.0;  ///< left step time over the mean, minus 1
    double stance_asymmetry = 0.0;     ///< left stance share minus the mean
    double turn_step_rad = 0.6;        ///< mean change of heading at each step of a turn
    std::array<StepShape, 2> shape;    ///< by foot: left, right; at the walker's own speed
    Variation variation;
    std::array<SensorSpec, 2> sensor;  ///< by foot: left, right

    [[nodiscard]] double speed_mps() const noexcept { return stride_length_m / stride_time_s; }
};

/// Draws a person, the same for the same arguments on every platform.
/// @param number gives the identifier: 1 is "P01"
[[nodiscard]] Walker draw_walker(int number, AgeGroup age_group, Mounting mounting, std::uint64_t seed);

/// The same person walking at another speed: both stride length and cadence change, stance shortens with
/// speed.
[[nodiscard]] Walker at_speed(Walker walker, double speed_factor) noexcept;

}  // namespace footfall::simulate
