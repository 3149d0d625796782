// What one inertial sensor says at one moment.
#pragma once

#include <cmath>
#include <cstdint>

#include "footfall/core/vec3.h"

namespace footfall {

/// Time since the recording's (or stream's) first sample. 64 bits last for 292 years.
using Nanoseconds = std::int64_t;
inline constexpr Nanoseconds kNanosecondsPerSecond = 1'000'000'000;

/// Number of a sample on a uniform grid; goes on past 2^32.
using SampleIndex = std::int64_t;

/// Acceleration (m/s²; specific force, so gravity points up at rest) and angular rate (rad/s) in one frame.
template <class Frame>
struct Imu {
    Vec3<Frame> acceleration_mps2;
    Vec3<Frame> angular_rate_radps;

    friend constexpr bool operator==(const Imu&, const Imu&) = default;
};

/// A sample as it came from the sensor.
struct ImuSample {
    Nanoseconds time = 0;
    Imu<SensorFrame> imu;
};

/// Channels of a network's input, in this order: acceleration x y z, angular rate x y z.
inline constexpr int kChannels = 6;

template <class Frame>
[[nodiscard]] inline bool is_finite(const Imu<Frame>& imu) noexcept {
    const auto& a = imu.acceleration_mps2;
    const auto& w = imu.angular_rate_radps;
    return std::isfinite(a.x) && std::isfinite(a.y) && std::isfinite(a.z) && std::isfinite(w.x) &&
           std::isfinite(w.y) && std::isfinite(w.z);
}

/// Whether a sensor on a foot can have said this: finite, and within 10000 m/s² and 1000 rad/s, far beyond
/// what such sensors measure.
template <class Frame>
[[nodiscard]] inline bool is_measurable(const Imu<Frame>& imu) noexcept {
    const auto within = [](const Vec3<Frame>& v, float limit) {
        return std::abs(v.x) <= limit && std::abs(v.y) <= limit && std::abs(v.z) <= limit;  // not so NaN
    };
    return within(imu.acceleration_mps2, 1e4F) && within(imu.angular_rate_radps, 1e3F);
}

}  // namespace footfall
