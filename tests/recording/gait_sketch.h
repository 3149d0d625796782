// Steps drawn by hand: what a foot measurement would say of a regular walk.
#pragma once

#include <cmath>
#include <numbers>

#include "footfall/recording/foot_measurement.h"

namespace footfall {

inline constexpr Nanoseconds kMs = 1'000'000;

inline MeasuredStride stride_at(int start_ms, int final_contact_ms, int end_ms, std::size_t bout = 0) {
    MeasuredStride stride;
    stride.time = {start_ms * kMs, final_contact_ms * kMs, end_ms * kMs};
    stride.bout = bout;
    return stride;
}

inline Measured degrees(double value, double sd = 1.0) {
    return {value * std::numbers::pi / 180.0, sd * std::numbers::pi / 180.0};
}

/// A foot that lands at these times, ms, and leaves the ground 400 ms before each.
inline FootFindings foot_landing(Foot foot, const std::vector<int>& landings_ms) {
    FootFindings found;
    found.foot.foot = foot;
    for (std::size_t i = 0; i < landings_ms.size(); ++i) {
        const int landing = landings_ms[i];
        found.swings.push_back({(landing - 400) * kMs, landing * kMs});
        if (i > 0) {
            found.foot.strides.push_back(stride_at(landings_ms[i - 1], landing - 400, landing));
        }
    }
    found.said = {0, (landings_ms.back() + 3000) * kMs};
    return found;
}

}  // namespace footfall
