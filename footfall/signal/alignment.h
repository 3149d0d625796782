// Finds how a sensor is mounted on the foot, from the walk itself.
#pragma once

#include <array>

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
class AlignmentEstimator {
public:
    explicit AlignmentEstimator(bool gravity_included) noexcept : gravity_included_(gravity_included) {}

    void update(const Imu<SensorFrame>& imu) noexcept;

    /// Fails, with the reason, while there has been too little rest or walking.
    [[nodiscard]] Result<Alignment> estimate() const noexcept;

private:
    bool gravity_included_;
};

}  // namespace footfall
