// Strapdown integration.
#include "footfall/parameters/strapdown.h"

namespace footfall {
namespace {

using algebra::Matrix;
using algebra::outer;
using algebra::product;
using algebra::scaled;
using algebra::sum;
using algebra::Vector;

Vector difference(const Vector& a, const Vector& b) noexcept { return sum(a, scaled(b, -1.0)); }

}  // namespace

ErrorTransition integrate(const FootMoment& before, const FootMoment& now, double t,
                          MotionState& state) noexcept {
    ErrorTransition transition;
    transition.period_s = t;
    const Vector rate_before = difference(before.angular_rate_radps, state.rate_bias_radps);
    const Vector rate_now = difference(now.angular_rate_radps, state.rate_bias_radps);
    const Vector turn =
        sum(scaled(sum(rate_before, rate_now), 0.5 * t), scaled(outer(rate_before, rate_now), t * t / 12.0));
    const Matrix turned = product(state.attitude, algebra::rotation(turn));
    const Vector force =
        scaled(sum(product(state.attitude, difference(before.acceleration_mps2, state.force_bias_mps2)),
                   product(turned, difference(now.acceleration_mps2, state.force_bias_mps2))),
               0.5);
    for (std::size_t i = 0; i < 3; ++i) {
        for (std::size_t j = 0; j < 3; ++j) {
            transition.attitude[i][j] = 0.5 * (state.attitude[i][j] + turned[i][j]);
        }
    }
    transition.force_mps2 = force;

    const Vector gained = scaled(sum(force, {0.0, 0.0, -kGravityMps2}), t);
    state.place_m = sum(state.place_m, sum(scaled(state.velocity_mps, t), scaled(gained, 0.5 * t)));
    state.velocity_mps = sum(state.velocity_mps, gained);
    state.attitude = turned;
    return transition;
}

}  // namespace footfall
