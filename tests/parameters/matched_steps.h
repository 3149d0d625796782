// Steps whose sensor errs exactly as the filter assumes: white noise, biases from the prior, and a foot that
// is still to within a white velocity. What remains is whether the filter's arithmetic is right.
#pragma once

#include <cmath>
#include <cstdint>
#include <functional>
#include <numbers>
#include <optional>

#include "footfall/core/random.h"
#include "footfall/parameters/foot_filter.h"
#include "footfall/parameters/motion_smoother.h"

namespace footfall {

/// a^-1 b of a symmetric positive 3 x 3 matrix, by Cramer's rule.
inline algebra::Vector solved(const algebra::Matrix& a, const algebra::Vector& b) {
    const algebra::Vector c0 = algebra::outer(a[1], a[2]);
    const algebra::Vector c1 = algebra::outer(a[2], a[0]);
    const algebra::Vector c2 = algebra::outer(a[0], a[1]);
    const double determinant = algebra::inner(a[0], c0);
    algebra::Vector x{};
    for (std::size_t i = 0; i < 3; ++i) {
        x[i] = (c0[i] * b[0] + c1[i] * b[1] + c2[i] * b[2]) / determinant;
    }
    return x;
}

struct MatchedMoment {
    const FootFilter& filter;
    MotionState truth;
    std::optional<ZeroVelocity> correction;
    const ErrorTransition* transition = nullptr;
    bool swings = false;  ///< in the middle of a swing
    bool lands = false;   ///< the last moment of a stance; place and heading are counted anew after it

    /// Of the error of one part against its covariance: 3 in the mean.
    [[nodiscard]] double normalised_square(std::size_t part) const {
        algebra::Vector error{};
        if (part == error_part::attitude) {
            const algebra::Matrix turn =
                algebra::product(truth.attitude, algebra::transposed(filter.state().attitude));
            error = {0.5 * (turn[2][1] - turn[1][2]), 0.5 * (turn[0][2] - turn[2][0]),
                     0.5 * (turn[1][0] - turn[0][1])};
        } else {
            const auto& is = part == error_part::velocity ? truth.velocity_mps : truth.place_m;
            const auto& was =
                part == error_part::velocity ? filter.state().velocity_mps : filter.state().place_m;
            error = algebra::sum(is, algebra::scaled(was, -1.0));
        }
        algebra::Matrix covariance{};
        for (std::size_t i = 0; i < 3; ++i) {
            for (std::size_t j = 0; j < 3; ++j) {
                covariance[i][j] = filter.covariance()[part + i][part + j];
            }
        }
        return algebra::inner(error, solved(covariance, error));
    }
};

/// Eight strides of 0.6 s movement and 0.4 s stance at 100 Hz.
inline void walk_matched_steps(std::uint64_t seed, const std::function<void(const MatchedMoment&)>& use) {
    constexpr double kPeriod = 0.01;
    constexpr double kG = kGravityMps2;
    const SampleNoise noise{0.02, 0.2};
    constexpr double kStill = 1e-4;  // m/s, far below what the noise makes of the velocity in one sample
    FootFilter::Sensor sensor;
    sensor.rate_bias_radps = 0.01;
    sensor.force_bias_mps2 = 0.1;
    sensor.rate_bias_walk = 0.0;
    sensor.force_bias_walk = 0.0;
    Random random(seed);
    const auto drawn = [&](double sd) -> algebra::Vector {
        const double x = sd * random.normal();
        const double y = sd * random.normal();
        return {x, y, sd * random.normal()};
    };
    MotionState truth;
    truth.rate_bias_radps = drawn(sensor.rate_bias_radps);
    truth.force_bias_mps2 = drawn(sensor.force_bias_mps2);

    FootFilter filter(100.0, sensor);
    const double rest_rate = 0.002;
    const double rest_force = 0.01;
    filter.start({algebra::sum(algebra::sum({0.0, 0.0, kG}, truth.force_bias_mps2), drawn(rest_force)),
                  algebra::sum(truth.rate_bias_radps, drawn(rest_rate)), 100.0},
                 rest_rate, rest_force);
    // The heading is 0 where the filter's is.
    const double heading = std::atan2(filter.state().attitude[1][0], filter.state().attitude[0][0]);
    truth.attitude = algebra::rotation({0.0, 0.0, heading});

    for (int i = 60; i < 860; ++i) {  // first a stance
        // Turns and pushes that come back to where they were, so that the foot is still again.
        const double phase = (static_cast<double>(i % 100) + 0.5) / 60.0;
        const bool swings = phase < 1.0;
        const double angle = 2.0 * std::numbers::pi * phase;
        const double sine = swings ? std::sin(angle) : 0.0;
        const algebra::Vector rate{0.3 * sine, 6.0 * sine, 0.2 * sine};
        const algebra::Vector force{12.0 * sine, sine, kG + (swings ? 4.0 * std::cos(angle) : 0.0)};
        // What is felt so that the integration finds just this force.
        const algebra::Matrix next =
            algebra::product(truth.attitude, algebra::rotation(algebra::scaled(rate, kPeriod)));
        algebra::Matrix mean{};
        for (std::size_t row = 0; row < 3; ++row) {
            mean[row] = algebra::scaled(algebra::sum(truth.attitude[row], next[row]), 0.5);
        }
        const FootMoment felt{algebra::sum(solved(mean, force), truth.force_bias_mps2),
                              algebra::sum(rate, truth.rate_bias_radps)};
        (void)integrate(felt, felt, kPeriod, truth);
        const FootMoment noisy{algebra::sum(felt.acceleration_mps2, drawn(noise.acceleration_mps2)),
                               algebra::sum(felt.angular_rate_radps, drawn(noise.angular_rate_radps))};
        const ErrorTransition& transition = filter.predict(noisy, noisy, noise);
        std::optional<ZeroVelocity> correction;
        if (!swings) {
            correction = filter.correct(kStill);
        }
        const bool lands = i % 100 == 99;
        use({filter, truth, correction, &transition, i % 100 == 30, lands});
        if (lands) {
            filter.new_origin();
            truth.place_m = {};
            // The heading is what the filter takes it for.
            const algebra::Matrix& mine = filter.state().attitude;
            const algebra::Matrix turn = algebra::product(mine, algebra::transposed(truth.attitude));
            const double off = std::atan2(turn[1][0], turn[0][0]);
            const algebra::Matrix back = algebra::rotation({0.0, 0.0, off});
            truth.attitude = algebra::product(back, truth.attitude);
        }
    }
}

}  // namespace footfall
