// An inertial sensor on a foot: what it feels, and everything it gets wrong.
#pragma once

#include <array>
#include <optional>

#include "footfall/core/imu_sample.h"
#include "footfall/core/random.h"
#include "footfall/recording/recording.h"
#include "simulate/foot_motion.h"

namespace footfall::simulate {

/// The defaults are a perfect sensor at the foot's origin.
struct SensorSpec {
    Rotation mounting;                     ///< foot frame to sensor frame
    Vector place_m;                        ///< foot frame
    double acceleration_noise_mps2 = 0.0;  ///< white, standard deviation a sample and axis
    double angular_rate_noise_radps = 0.0;
    /// Strap and shoe give: what the sensor feels beyond rest is off by this share of it (standard deviation,
    /// each axis), swinging within some 30 ms. It scales with the motion and dies away with it. As the sensor
    /// stays on the foot, what it feels so adds up to no more than it can shift: a degree or two, and some
    /// millimetres.
    double wobble_share = 0.0;
    Vector acceleration_bias_mps2;  ///< sensor frame
    Vector angular_rate_bias_radps;
    double acceleration_range_mps2 = 0.0;  ///< clips at plus and minus this; 0 never
    double angular_rate_range_radps = 0.0;
    double acceleration_step_mps2 = 0.0;  ///< rounds to multiples of this; 0 never
    double angular_rate_step_radps = 0.0;
    double lost_share = 0.0;              ///< of the packets, in [0, 1)
    double lost_run = 2.0;                ///< mean length of a run of lost packets, at least 1
    Gravity gravity = Gravity::included;  ///< removed: what a vendor's fusion exports
    bool doubled = false;                 ///< every sample is repeated: the true rate is half
    double clock_offset_s =
        0.0;  ///< the sensor's clock is behind by this: its time 0 is the walk's time this much later
};

/// Specific force (gravity points up at rest; or acceleration, without it) and angular rate at the sensor,
/// without any error.
[[nodiscard]] Imu<SensorFrame> felt(const FootState& foot, const SensorSpec& sensor) noexcept;

/// How far a strapped sensor has shifted from its place in one direction: a bounded, smooth random walk about
/// 0, of which the first derivative (a turn's rate) or the second (an acceleration) is of a given size.
class StrapGive {
public:
    StrapGive(int derivative, double period_s) noexcept;

    /// To be called once a sample period.
    /// @param fresh standard normal
    /// @param size of the derivative, standard deviation
    [[nodiscard]] double update(double fresh, double size) noexcept;

private:
    void advance(double fresh) noexcept;

    double memory_;
    std::array<double, 3> state_{};  // each follows the one before
    double scale_ = 1.0;             // so that the size is as stated
};

class Sensor {
public:
    Sensor(const SensorSpec& spec, double rate_hz, const Random& random) noexcept;

    /// To be called once a sample period, in order. Empty for a lost packet; the first one is never lost.
    [[nodiscard]] std::optional<Imu<SensorFrame>> measure(const FootState& foot) noexcept;

    [[nodiscard]] const SensorSpec& spec() const noexcept { return spec_; }

private:
    [[nodiscard]] Vec3<SensorFrame> spoilt(Vec3<SensorFrame> exact, Vector bias, double noise, double range,
                                           double step) noexcept;
    [[nodiscard]] bool loses_packet() noexcept;
    void wobble(Imu<SensorFrame>& imu, const FootState& foot) noexcept;

    SensorSpec spec_;
    Random noise_;
    Random loss_;
    Random strap_;
    double period_s_ = 0.0;
    std::array<StrapGive, kChannels> give_;  // ways, then turns
    std::array<Vector, 2> shifted_{};        // in the world, one and two periods ago, m
    Vector turned_;                          // sensor frame, one period ago, rad
    std::array<double, 2> shaking_{};        // how much there was to feel lately: m/s², rad/s
    Imu<SensorFrame> last_;
    bool first_ = true;
    bool repeats_ = false;
    bool losing_ = false;
};

}  // namespace footfall::simulate
