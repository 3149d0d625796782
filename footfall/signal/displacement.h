// Which way a foot goes: what its sensor travels from one rest to the next, in the sensor's own axes at rest.
#pragma once

#include <array>
#include <cstdint>

#include "footfall/core/imu_sample.h"

namespace footfall {

/// Strapdown integration from rest to rest (foot flat to foot flat): orientation from the angular rate,
/// velocity and place from the acceleration turned back into the axes of the rest before, where the mean
/// acceleration at that rest (gravity and bias, if they are in the signal) is taken off. The velocity left
/// over at the next rest is drift, and taken off as if it had grown evenly. Good to a decimetre or two a
/// stride: enough to tell forward from backward, not for measuring. Constant memory; never allocates, blocks
/// or throws.
class DisplacementEstimator {
public:
    using Vector = std::array<double, 3>;

    explicit DisplacementEstimator(double rate_hz) noexcept : period_s_(1.0 / rate_hz) {}

    /// @param after_gap nothing is known about the time between this sample and the one before
    void update(const Imu<SensorFrame>& imu, bool after_gap) noexcept;

    /// Sum over all strides, m.
    [[nodiscard]] const Vector& sum_m() const noexcept { return sum_m_; }
    [[nodiscard]] std::int64_t strides() const noexcept { return strides_; }

private:
    void rest(const Vector& acceleration) noexcept;
    void move(const Vector& acceleration, const Vector& rate) noexcept;
    void start_from_rest() noexcept;

    double period_s_;
    bool started_ = false;            // there was a rest, and no gap since
    int rested_ = 0;                  // samples of the rest that is going on
    Vector rest_sum_{};               // of the acceleration over it
    Vector rest_mean_{};              // of the acceleration over the rest before the movement
    std::array<Vector, 3> turned_{};  // rows: from the sensor's axes now to those at that rest
    Vector velocity_{};
    Vector place_{};
    double moving_s_ = 0.0;
    Vector sum_m_{};
    std::int64_t strides_ = 0;
};

}  // namespace footfall
