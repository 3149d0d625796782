// From a sensor's clock to the host's: what both would say of one moment, told from when packets arrive.
#pragma once

#include <deque>
#include <optional>

#include "footfall/core/imu_sample.h"

namespace footfall::serve {

/// Packets are delayed by what differs, but never by less than nothing: arrival less device time lies above a
/// straight line, whose height is the clocks' offset (with the least delay there is, which nobody can tell
/// from it) and whose slope is their drift. Of all lines below the points the one that lies nearest to them
/// in sum is taken, as Moon, Skelly and Towsley 1999 (Estimation and removal of clock skew from network delay
/// measurements, IEEE INFOCOM '99, 227-234) do by linear programming. That line is the edge of the points'
/// lower convex hull over their mean time. Points are the least delay in each kWindow, for kMemory: memory
/// and work are constant. Before kEnough windows the drift is taken as 0 and the line goes through the
/// latest windows' least.
class ClockMap {
public:
    static constexpr Nanoseconds kWindow = 5 * kNanosecondsPerSecond;
    static constexpr std::size_t kMemory = 120;  ///< windows: clocks drift with their temperature
    static constexpr std::size_t kEnough = 6;    ///< windows
    /// No quartz drifts so much: beyond it, the sender does not keep time with its clock.
    static constexpr double kLargestDrift_ppm = 1000.0;

    /// Device times rise.
    void add(Nanoseconds device, Nanoseconds host);

    /// On the host's clock; never later than the arrival of a packet that was added for that time. 0 before
    /// the first.
    [[nodiscard]] Nanoseconds to_host(Nanoseconds device) const noexcept;

    /// How much the sensor's clock gains on the host's; NaN while it isn't known, or is none.
    [[nodiscard]] double drift_ppm() const noexcept;

private:
    struct Point {
        double time_s = 0.0;     // on the device's clock, since origin_
        double offset_ns = 0.0;  // host less device, since first_offset_
    };

    [[nodiscard]] double line_at(double time_s) const noexcept { return offset_ns_ + slope_ * time_s; }
    void fit();

    bool any_ = false;
    Nanoseconds origin_ = 0;
    Nanoseconds first_offset_ = 0;
    Nanoseconds window_ = 0;  // its number
    Point least_;             // of this window
    std::deque<Point> points_;
    double offset_ns_ = 0.0;  // of the line, at time 0
    double slope_ = 0.0;      // ns in a second: thousandths of ppm
    bool fitted_ = false;
};

}  // namespace footfall::serve
