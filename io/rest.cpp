// Finds the quietest half second.
#include "io/rest.h"

#include <cmath>
#include <limits>
#include <span>

namespace footfall::io {

namespace {

struct Spread {
    std::array<double, 3> mean{};
    double variance = 0.0;  // of the three axes together
};

Spread spread_of(std::span<const ImuSample> samples) {
    Spread spread;
    for (const ImuSample& sample : samples) {
        const auto& a = sample.imu.acceleration_mps2;
        spread.mean[0] += static_cast<double>(a.x);
        spread.mean[1] += static_cast<double>(a.y);
        spread.mean[2] += static_cast<double>(a.z);
    }
    for (double& mean : spread.mean) {
        mean /= static_cast<double>(samples.size());
    }
    for (const ImuSample& sample : samples) {
        const auto& a = sample.imu.acceleration_mps2;
        const double x = static_cast<double>(a.x) - spread.mean[0];
        const double y = static_cast<double>(a.y) - spread.mean[1];
        const double z = static_cast<double>(a.z) - spread.mean[2];
        spread.variance += x * x + y * y + z * z;
    }
    spread.variance /= static_cast<double>(samples.size());
    return spread;
}

}  // namespace

std::optional<std::array<double, 3>> acceleration_at_rest(const FootTrack& track) {
    constexpr double kStretchS = 0.5;
    constexpr double kQuiet = 0.05;
    const auto length = static_cast<std::size_t>(std::lround(kStretchS * track.rate_hz));
    if (length < 2 || track.samples.size() < 2 * length) {
        return std::nullopt;
    }
    const std::span<const ImuSample> samples = track.samples;
    Spread quietest;
    quietest.variance = std::numeric_limits<double>::infinity();
    for (std::size_t start = 0; start + length <= samples.size(); start += length) {
        const Spread spread = spread_of(samples.subspan(start, length));
        if (spread.variance < quietest.variance) {
            quietest = spread;
        }
    }
    const double overall = spread_of(samples).variance;
    if (!(std::sqrt(quietest.variance) <= kQuiet * std::sqrt(overall))) {
        return std::nullopt;
    }
    return quietest.mean;
}

}  // namespace footfall::io
