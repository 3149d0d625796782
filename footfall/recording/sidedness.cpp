// Which foot a sensor was on.
#include "footfall/recording/sidedness.h"

#include <cmath>

#include "footfall/core/interval.h"

namespace footfall {
namespace {

constexpr double kFewestSamples = 50.0;
constexpr double kOfRoll = 1.72;
constexpr double kOfAside = 0.196;  // s²/m

}  // namespace

void Sidedness::add(const Imu<FootFrame>& imu) noexcept {
    const auto pitch = static_cast<double>(imu.angular_rate_radps.y);
    if (!(std::abs(pitch) >= kFast_radps)) {
        return;
    }
    samples_ += 1.0;
    pitch2_ += pitch * pitch;
    roll_pitch2_ += static_cast<double>(imu.angular_rate_radps.x) * pitch * pitch;
    aside_ += static_cast<double>(imu.acceleration_mps2.y) * std::abs(pitch);
}

double Sidedness::score() const noexcept {
    if (samples_ < kFewestSamples) {
        return kUnknown;
    }
    const double scale = std::sqrt(pitch2_ / samples_);
    return kOfRoll * roll_pitch2_ / samples_ / (scale * scale * scale) + kOfAside * aside_ / samples_ / scale;
}

}  // namespace footfall
