// Cadence, stance share and symmetry of the strides just made.
#include "serve/latest_strides.h"

#include <cmath>

namespace footfall::serve {
namespace {

constexpr double kStepsPerStride = 2.0;
constexpr double kSecondsPerMinute = 60.0;

double seconds(Nanoseconds time) noexcept {
    return static_cast<double>(time) / static_cast<double>(kNanosecondsPerSecond);
}

}  // namespace

void LatestStrides::add(const LiveStride& stride, Nanoseconds now) {
    std::deque<Told>& strides = feet_[static_cast<std::size_t>(stride.foot)];
    strides.push_back({now, stride.stride, stride.motion.length_m.value});
    if (strides.size() > kMost) {
        strides.pop_front();
    }
}

void LatestStrides::add_motion(const LiveStride& stride) noexcept {
    for (Told& told : feet_[static_cast<std::size_t>(stride.foot)]) {
        if (told.stride.start == stride.stride.start) {
            told.length_m = stride.motion.length_m.value;
        }
    }
}

bool LatestStrides::forget_old(Nanoseconds now) {
    bool forgot = false;
    for (std::deque<Told>& strides : feet_) {
        while (!strides.empty() && now - strides.front().at > kOldest) {
            strides.pop_front();
            forgot = true;
        }
    }
    return forgot;
}

LiveGait LatestStrides::gait() const {
    LiveGait gait;
    std::array<double, 2> stance_s{};
    double all_s = 0.0;
    int all = 0;
    double measured_m = 0.0;
    double measured_s = 0.0;
    for (std::size_t foot = 0; foot < feet_.size(); ++foot) {
        double stride_s = 0.0;
        for (const Told& told : feet_[foot]) {
            stride_s += seconds(told.stride.stride_time());
            stance_s[foot] += seconds(told.stride.stance_time());
            if (!std::isnan(told.length_m)) {
                measured_m += told.length_m;
                measured_s += seconds(told.stride.stride_time());
            }
        }
        gait.strides[foot] = static_cast<int>(feet_[foot].size());
        if (gait.strides[foot] > 0) {
            gait.stride_time_s[foot] = stride_s / gait.strides[foot];
            gait.stance_share[foot] = stance_s[foot] / stride_s;
            stance_s[foot] /= gait.strides[foot];
            all_s += stride_s;
            all += gait.strides[foot];
        }
    }
    if (all > 0) {
        gait.cadence_steps_per_min = kStepsPerStride * kSecondsPerMinute * all / all_s;
    }
    if (measured_s > 0.0) {
        gait.speed_mps = measured_m / measured_s;
    }
    if (gait.strides[0] >= kForSymmetry && gait.strides[1] >= kForSymmetry) {
        gait.stance_symmetry_percent =
            100.0 * (stance_s[0] - stance_s[1]) / (0.5 * (stance_s[0] + stance_s[1]));
    }
    return gait;
}

}  // namespace footfall::serve
