// Three-vectors that know their frame, so that the sensor's axes can't be taken for the foot's.
#pragma once

namespace footfall {

/// The axes printed on the sensor, whatever way it is mounted.
struct SensorFrame;
/// Right-handed foot axes: x forward, y left, z up (the left foot is mirrored only on entry to the network).
struct FootFrame;

template <class Frame>
struct Vec3 {
    float x = 0.0F;
    float y = 0.0F;
    float z = 0.0F;

    friend constexpr bool operator==(const Vec3&, const Vec3&) = default;
    friend constexpr Vec3 operator+(Vec3 a, Vec3 b) noexcept { return {a.x + b.x, a.y + b.y, a.z + b.z}; }
    friend constexpr Vec3 operator-(Vec3 a, Vec3 b) noexcept { return {a.x - b.x, a.y - b.y, a.z - b.z}; }
    friend constexpr Vec3 operator*(Vec3 a, float s) noexcept { return {a.x * s, a.y * s, a.z * s}; }
};

template <class Frame>
[[nodiscard]] constexpr float dot(Vec3<Frame> a, Vec3<Frame> b) noexcept {
    return a.x * b.x + a.y * b.y + a.z * b.z;
}

template <class Frame>
[[nodiscard]] constexpr Vec3<Frame> cross(Vec3<Frame> a, Vec3<Frame> b) noexcept {
    return {a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x};
}

}  // namespace footfall
