// From a sensor's clock to the host's.
#include "serve/clock_map.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "footfall/core/interval.h"

namespace footfall::serve {
namespace {

constexpr double kNsPerSecondInPpm = 1000.0;

double seconds(Nanoseconds time) noexcept {
    return static_cast<double>(time) / static_cast<double>(kNanosecondsPerSecond);
}

}  // namespace

void ClockMap::add(Nanoseconds device, Nanoseconds host) {
    if (!any_) {
        any_ = true;
        origin_ = device;
        first_offset_ = host - device;
        window_ = 0;
        least_ = {0.0, 0.0};
        return;
    }
    const Nanoseconds since = device - origin_;
    const Point point{seconds(since), static_cast<double>(host - device - first_offset_)};
    if (since / kWindow > window_) {
        window_ = since / kWindow;
        points_.push_back(least_);
        if (points_.size() > kMemory) {
            points_.pop_front();
        }
        least_ = point;
        fit();
    } else if (point.offset_ns < least_.offset_ns) {
        least_ = point;
    }
    // Faster than any before: the line lies below this one too.
    offset_ns_ = std::min(offset_ns_, point.offset_ns - slope_ * point.time_s);
}

Nanoseconds ClockMap::to_host(Nanoseconds device) const noexcept {
    if (!any_) {
        return 0;
    }
    return device + first_offset_ + std::llround(line_at(seconds(device - origin_)));
}

double ClockMap::drift_ppm() const noexcept { return fitted_ ? -slope_ / kNsPerSecondInPpm : kUnknown; }

void ClockMap::fit() {
    fitted_ = false;
    slope_ = 0.0;
    offset_ns_ = std::min(points_.back().offset_ns, least_.offset_ns);
    if (points_.size() < kEnough) {
        return;
    }
    // The lower convex hull: each edge is steeper than the one before.
    std::vector<Point> hull;
    double mean_s = 0.0;
    const auto slope_of = [](const Point& a, const Point& b) {
        return (b.offset_ns - a.offset_ns) / (b.time_s - a.time_s);
    };
    for (const Point& point : points_) {
        mean_s += point.time_s / static_cast<double>(points_.size());
        while (hull.size() > 1 &&
               slope_of(hull[hull.size() - 2], hull.back()) >= slope_of(hull.back(), point)) {
            hull.pop_back();
        }
        hull.push_back(point);
    }
    std::size_t right = 1;
    while (right + 1 < hull.size() && hull[right].time_s < mean_s) {
        ++right;
    }
    const double slope = slope_of(hull[right - 1], hull[right]);
    if (!(std::abs(slope) <= kLargestDrift_ppm * kNsPerSecondInPpm)) {
        return;
    }
    fitted_ = true;
    slope_ = slope;
    offset_ns_ = hull[right].offset_ns - slope_ * hull[right].time_s;
}

}  // namespace footfall::serve
