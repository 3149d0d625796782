// An error-state Kalman filter of a foot's attitude, velocity, place and of its sensor's biases: strapdown
// integration, corrected whenever the foot is known to be still.
#pragma once

#include "footfall/parameters/error_state.h"
#include "footfall/parameters/strapdown.h"

namespace footfall {

/// Standard deviations of white noise, each axis and sample.
struct SampleNoise {
    double angular_rate_radps = 0.0;
    double acceleration_mps2 = 0.0;
};

/// One correction: the foot's velocity, one axis after the other, was found to be 0.
struct ZeroVelocity {
    std::array<ErrorVector, 3> gain{};
    algebra::Vector innovation_mps{};
    algebra::Vector variance{};  ///< of the innovation, (m/s)²

    /// Normalised innovation squared: of a filter that knows its errors it is 3 in the mean.
    [[nodiscard]] double normalised_square() const noexcept;
};

/// Means over a stretch in which the foot stood still.
struct Rest {
    algebra::Vector acceleration_mps2{};
    algebra::Vector angular_rate_radps{};
    double samples = 0.0;
};

/// After Foxlin 2005 (doi 10.1109/MCG.2005.140) and Skog et al. 2010 (doi 10.1109/TBME.2010.2060723), with
/// the errors of Solà 2017 (arXiv 1711.02508). Constant memory; never allocates, blocks or throws.
class FootFilter {
public:
    /// How far a sensor is off, in standard deviations, before anything is known of it.
    struct Sensor {
        /// Zero-rate level of 1 deg/s and zero-g level of 40 mg, and white noise: data sheet of the LSM6DSO,
        /// a sensor of the kind that sits in wearables.
        double rate_bias_radps = 0.0175;
        double force_bias_mps2 = 0.4;
        double rate_bias_walk = 2e-4;   ///< (rad/s)/sqrt(s)
        double force_bias_walk = 2e-3;  ///< (m/s²)/sqrt(s)
    };

    FootFilter(double rate_hz, const Sensor& sensor) noexcept;

    /// Begins at place 0 with the heading 0. Up is where the mean acceleration points; that a bias tilts it
    /// is known to the covariance. What was known of the biases before is kept.
    /// @param rate_sd_radps of the mean angular rate as a measure of the gyroscope's bias
    /// @param force_sd_mps2 of the mean acceleration as one of gravity
    void start(const Rest& rest, double rate_sd_radps, double force_sd_mps2) noexcept;

    /// From one sample to the next, by the trapezoid rule.
    const ErrorTransition& predict(const FootMoment& before, const FootMoment& now,
                                   const SampleNoise& noise) noexcept;

    /// The foot is still, to within `sd_mps` each axis.
    ZeroVelocity correct(double sd_mps) noexcept;

    /// The foot's place and heading are what others are counted from, from now on.
    void new_origin() noexcept;

    [[nodiscard]] const MotionState& state() const noexcept { return state_; }
    [[nodiscard]] const ErrorMatrix& covariance() const noexcept { return covariance_; }

private:
    void inject(const ErrorVector& errors) noexcept;

    double period_s_;
    Sensor sensor_;
    MotionState state_;
    ErrorMatrix covariance_{};
    ErrorTransition transition_;
    bool started_ = false;
};

}  // namespace footfall
