// The published tables, and how a range over both sexes is made of them.
#include "footfall/report/norms.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace footfall::report {
namespace {

struct Decade {
    int youngest_years;
    int oldest_years;
    // Bohannon 1997: mean and standard deviation between people.
    double men_mps;
    double men_sd_mps;
    double women_mps;
    double women_sd_mps;
    // Bohannon and Williams Andrews 2011: mean over studies.
    double men_mean_mps;
    double women_mean_mps;
};

constexpr std::array<Decade, 7> kDecades = {{
    {20, 29, 1.393, 0.153, 1.407, 0.175, 1.358, 1.341},
    {30, 39, 1.458, 0.094, 1.415, 0.127, 1.433, 1.337},
    {40, 49, 1.462, 0.164, 1.391, 0.158, 1.434, 1.390},
    {50, 59, 1.393, 0.229, 1.395, 0.151, 1.433, 1.313},
    {60, 69, 1.359, 0.205, 1.296, 0.213, 1.339, 1.241},
    {70, 79, 1.330, 0.196, 1.272, 0.211, 1.262, 1.132},
    {80, 99, kUnknown, kUnknown, kUnknown, kUnknown, 0.968, 0.943},
}};

constexpr double kNormal95 = 1.96;

}  // namespace

std::string SpeedNorm::people() const {
    return fmt::format("healthy people of {} to {} years", youngest_years, oldest_years);
}

std::optional<SpeedNorm> speed_norm(double age_years) noexcept {
    const auto* const decade = std::find_if(kDecades.begin(), kDecades.end(), [&](const Decade& one) {
        return age_years >= one.youngest_years && age_years < one.oldest_years + 1;
    });
    if (decade == kDecades.end()) {
        return std::nullopt;
    }
    SpeedNorm norm{decade->youngest_years, decade->oldest_years, kUnknown, kUnknown,
                   decade->women_mean_mps, decade->men_mean_mps};
    if (std::isfinite(decade->men_mps)) {
        norm.low_mps = std::min(decade->men_mps - kNormal95 * decade->men_sd_mps,
                                decade->women_mps - kNormal95 * decade->women_sd_mps);
        norm.high_mps = std::max(decade->men_mps + kNormal95 * decade->men_sd_mps,
                                 decade->women_mps + kNormal95 * decade->women_sd_mps);
    }
    return norm;
}

const char* speed_norm_source() noexcept {
    return "Range: 95 % of healthy people, from means and standard deviations of Bohannon 1997 (Age and "
           "Ageing "
           "26:15–19, doi 10.1093/ageing/26.1.15; 230 people timed over 7.62 m). Means: Bohannon and "
           "Williams "
           "Andrews 2011 (Physiotherapy 97:182–189, doi 10.1016/j.physio.2010.12.004; 41 studies, 23 111 "
           "people).";
}

}  // namespace footfall::report
