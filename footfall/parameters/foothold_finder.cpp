// When a foot on the ground is still, and which moment of a stance is its foothold.
#include "footfall/parameters/foothold_finder.h"

#include <algorithm>
#include <cmath>

namespace footfall {
namespace {

constexpr double kStance = 0.9;  // probability from which on the foot may be still

constexpr double kSwing = 0.5;  // probability of stance up to which the foot swings

double size_of(const algebra::Vector& v) noexcept { return std::sqrt(algebra::inner(v, v)); }

constexpr double squared(double value) noexcept { return value * value; }

}  // namespace

FootholdFinder::FootholdFinder(double rate_hz)
    : rate_hz_(rate_hz),
      half_window_(static_cast<std::size_t>(std::max(1.0, std::round(0.5 * kWindow_s * rate_hz - 0.5)))),
      line_(static_cast<std::size_t>(std::ceil(kDelay_s * rate_hz)) + 1) {}

std::optional<JudgedSample> FootholdFinder::update(const MotionSample& sample,
                                                   const algebra::Vector& rate_bias_radps) noexcept {
    newest_ = (newest_ + 1) % line_.size();
    count_ = std::min(count_ + 1, line_.size());
    Held& now = held(0);
    now.judged = {};
    now.judged.sample = sample;
    now.judged.moment = {algebra::vector_of(sample.imu.acceleration_mps2),
                         algebra::vector_of(sample.imu.angular_rate_radps)};
    now.rate_radps =
        size_of(algebra::sum(now.judged.moment.angular_rate_radps, algebra::scaled(rate_bias_radps, -1.0)));
    now.force_mps2 = std::abs(size_of(now.judged.moment.acceleration_mps2) - kGravityMps2);
    if (calmest_age_) {
        ++*calmest_age_;
    }
    if (count_ > 2 * half_window_) {
        judge(half_window_);
    }
    if (count_ < line_.size()) {
        return std::nullopt;
    }
    if (calmest_age_ && *calmest_age_ + 1 >= line_.size()) {
        choose();
    }
    --count_;
    return held(count_).judged;
}

std::optional<JudgedSample> FootholdFinder::drain() noexcept {
    if (count_ == 0) {
        armed_ = false;
        evidence_ = 0.0;
        return std::nullopt;
    }
    if (calmest_age_) {
        choose();
    }
    --count_;
    return held(count_).judged;
}

/// Of the sample so many samples ago, about which half a window is known on both sides.
void FootholdFinder::judge(std::size_t age) noexcept {
    double fastest = 0.0;
    double strongest = 0.0;
    double squares = 0.0;
    for (std::size_t i = age - half_window_; i <= age + half_window_; ++i) {
        fastest = std::max(fastest, held(i).rate_radps);
        strongest = std::max(strongest, held(i).force_mps2);
        squares += squared(held(i).rate_radps);
    }
    JudgedSample& judged = held(age).judged;
    judged.slow = fastest < kResting_radps;
    // Not so NaN: a stance of which nothing is known is none.
    const bool stands =
        !judged.sample.walking || static_cast<double>(judged.sample.stance_probability) > kStance;
    const double limit = judged.sample.walking ? kFastest_radps : kResting_radps;
    if (stands && fastest < limit && strongest < kForce_mps2) {
        const double mean_square =
            squares / static_cast<double>(2 * half_window_ + 1) - 3.0 * squared(kRateNoise_radps);
        const double weighs = std::max(1.0, kRolling_s * rate_hz_);
        judged.speed_sd_mps =
            std::sqrt(squared(kLeast_mps) + squared(kLever_m) * weighs * std::max(0.0, mean_square));
    }
    // Feet turn fast in stance as well, where they land and push off: swing is what parts two stances.
    const bool swings = judged.sample.walking
                            ? !(static_cast<double>(judged.sample.stance_probability) > kSwing)
                            : held(age).rate_radps > kLeaving_radps;
    if (swings) {
        if (calmest_age_) {
            choose();
        }
        armed_ = true;
        evidence_ = 0.0;
    }
    if (!armed_ || !judged.still()) {
        return;
    }
    if (!calmest_age_ || judged.speed_sd_mps < held(*calmest_age_).judged.speed_sd_mps) {
        calmest_age_ = age;
    }
    evidence_ += squared(kLeast_mps / judged.speed_sd_mps);
    if (evidence_ >= kEnough_s * rate_hz_) {
        calmest_age_ = age;
        choose();
    }
}

void FootholdFinder::choose() noexcept {
    held(*calmest_age_).judged.foothold = true;
    calmest_age_.reset();
    armed_ = false;
    evidence_ = 0.0;
}

}  // namespace footfall
