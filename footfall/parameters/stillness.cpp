// How still a foot on the ground is.
#include "footfall/parameters/stillness.h"

#include <algorithm>
#include <cmath>

namespace footfall {
namespace {

constexpr double kWindow_s = 0.04;

}  // namespace

Stillness::Stillness(double rate_hz) noexcept
    : window_(static_cast<std::size_t>(
          std::clamp(std::round(kWindow_s * rate_hz), 2.0, static_cast<double>(kMost)))) {}

std::optional<double> Stillness::update(const FootMoment& moment,
                                        const algebra::Vector& rate_bias_radps) noexcept {
    const algebra::Vector rate =
        algebra::sum(moment.angular_rate_radps, algebra::scaled(rate_bias_radps, -1.0));
    rate_radps_[next_] = std::sqrt(algebra::inner(rate, rate));
    force_mps2_[next_] =
        std::abs(std::sqrt(algebra::inner(moment.acceleration_mps2, moment.acceleration_mps2)) -
                 FootFilter::kGravityMps2);
    next_ = (next_ + 1) % window_;
    held_ = std::min(held_ + 1, window_);
    if (held_ < window_) {
        return std::nullopt;
    }
    const auto end = static_cast<std::ptrdiff_t>(window_);
    const double fastest = *std::max_element(rate_radps_.begin(), rate_radps_.begin() + end);
    const double strongest = *std::max_element(force_mps2_.begin(), force_mps2_.begin() + end);
    if (fastest > kFastest_radps || strongest > kForce_mps2) {
        return std::nullopt;
    }
    return std::hypot(kLeast_mps, kLever_m * fastest);
}

}  // namespace footfall
