// Finds how a sensor is mounted on the foot, from the walk itself.
#pragma once

#include <array>
#include <cstdint>

#include "footfall/core/imu_sample.h"
#include "footfall/core/result.h"

namespace footfall {

/// Rotation from the sensor's axes to the foot's: rows are the foot's x, y, z seen from the sensor.
struct Alignment {
    std::array<Vec3<SensorFrame>, 3> rows;

    /// Sensor axes taken as the foot's.
    [[nodiscard]] static Alignment identity() noexcept;
    [[nodiscard]] Imu<FootFrame> apply(const Imu<SensorFrame>& imu) const noexcept;
};

/// The left foot's signal as a right foot would give it: reflected in the plane y = 0. Acceleration is a vector
/// and angular rate a pseudo-vector, so opposite components change sign.
[[nodiscard]] constexpr Imu<FootFrame> mirrored(const Imu<FootFrame>& imu) noexcept {
    const auto& a = imu.acceleration_mps2;
    const auto& w = imu.angular_rate_radps;
    return {{a.x, -a.y, a.z}, {-w.x, w.y, -w.z}};
}

/// Accumulates moments of the signal, sample by sample in constant memory, and answers at any time.
///
/// Up is the mean acceleration at rest (standing, and the foot flat in stance). Left is the horizontal direction
/// about which the foot turns most; of its two senses, the one about which it turns fastest: that is the
/// push-off, toe down. Forward completes the right-handed frame. All of it turns with the sensor's axes, so the
/// result does not depend on how the sensor is mounted.
class AlignmentEstimator {
public:
    explicit AlignmentEstimator(bool gravity_included) noexcept : gravity_included_(gravity_included) {}

    void update(const Imu<SensorFrame>& imu) noexcept;

    /// Fails, with the reason, while there has been too little walking.
    [[nodiscard]] Result<Alignment> estimate() const noexcept;

private:
    using Vector = std::array<double, 3>;

    [[nodiscard]] Vector up() const noexcept;

    bool gravity_included_;
    std::int64_t resting_ = 0;
    std::int64_t moving_ = 0;
    Vector acceleration_at_rest_{};                            // sum
    Vector acceleration_{};                                    // sum over all samples
    std::array<Vector, 3> turning_{};                          // second moments of the angular rate, capped
    std::array<std::array<Vector, 3>, 3> asymmetry_{};         // third moments, weighted with the square of the rate
};

}  // namespace footfall
