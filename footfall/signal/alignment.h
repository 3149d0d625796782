// Finds how a sensor is mounted on the foot, from the walk itself.
#pragma once

#include <array>
#include <cstdint>

#include "footfall/core/imu_sample.h"
#include "footfall/core/result.h"
#include "footfall/signal/displacement.h"

namespace footfall {

/// Rotation from the sensor's axes to the foot's: rows are the foot's x, y, z seen from the sensor.
struct Alignment {
    std::array<Vec3<SensorFrame>, 3> rows;

    /// Sensor axes taken as the foot's.
    [[nodiscard]] static Alignment identity() noexcept;
    [[nodiscard]] Imu<FootFrame> apply(const Imu<SensorFrame>& imu) const noexcept;
};

/// The left foot's signal as a right foot would give it: reflected in the plane y = 0. Acceleration is a
/// vector and angular rate a pseudo-vector, so opposite components change sign.
[[nodiscard]] constexpr Imu<FootFrame> mirrored(const Imu<FootFrame>& imu) noexcept {
    const auto& a = imu.acceleration_mps2;
    const auto& w = imu.angular_rate_radps;
    return {{a.x, -a.y, a.z}, {-w.x, w.y, -w.z}};
}

/// Accumulates moments of the signal, sample by sample in constant memory, and answers at any time. Feed it
/// the samples of a grid at `kRateHz`, whatever the model's rate.
///
/// With gravity: up is the mean acceleration at rest (standing, and the foot flat in stance); left is the
/// horizontal direction about which the foot turns most. Without: left is the direction about which the foot
/// turns most, and up the mean acceleration at right angles to it (which, depending on where the sensor sits,
/// differs from the vertical by up to some 20 degrees of pitch: such data need models of their own).
/// Which of the two senses is left: the one that makes forward the way the sensor travels from rest to rest,
/// which holds for any gait but walking backwards (signs taken from the shape of the angular rate do not).
/// Forward completes the right-handed frame. All of it turns with the sensor's axes, so the mounting does not
/// matter.
class AlignmentEstimator {
public:
    static constexpr double kRateHz = 100.0;

    explicit AlignmentEstimator(bool gravity_included) noexcept : gravity_included_(gravity_included) {}

    /// @param after_gap nothing is known about the time between this sample and the one before
    void update(const Imu<SensorFrame>& imu, bool after_gap) noexcept;

    /// Fails, with the reason, while there has been too little walking, or when gravity is not there as
    /// stated.
    [[nodiscard]] Result<Alignment> estimate() const noexcept;

    /// Whether the foot has turned fast for long enough to have walked.
    [[nodiscard]] bool has_walked() const noexcept;

    /// What the sensor has travelled so far.
    [[nodiscard]] const DisplacementEstimator& displacement() const noexcept { return displacement_; }

private:
    using Vector = std::array<double, 3>;

    bool gravity_included_;
    std::int64_t samples_ = 0;
    std::int64_t resting_ = 0;
    std::int64_t moving_ = 0;
    Vector acceleration_at_rest_{};    // sum
    Vector acceleration_{};            // sum over all samples
    std::array<Vector, 3> turning_{};  // second moments of the angular rate, capped
    DisplacementEstimator displacement_{kRateHz};
};

}  // namespace footfall
