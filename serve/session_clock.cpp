// From the time of one foot's stream to that of its session.
#include "serve/session_clock.h"

#include <algorithm>
#include <cmath>

namespace footfall::serve {
namespace {

constexpr double kPpm = 1e-6;

/// `time` and a share of it: exact where the share is 0.
Nanoseconds gaining(Nanoseconds time, double share) noexcept {
    return time + std::llround(static_cast<double>(time) * share);
}

}  // namespace

Nanoseconds SessionClock::place(Nanoseconds stream, Nanoseconds host, double drift_ppm,
                                bool after_gap) noexcept {
    if (!follows_host_) {
        return at(stream);
    }
    const bool begins = !any_ || stream < stream_;
    const Nanoseconds expected = begins ? host : at(stream);
    const Nanoseconds before = time_;
    any_ = true;
    stream_ = stream;
    // Nothing is known of the time before, so that nothing is stretched.
    time_ = after_gap && host > before ? host : expected;
    gain_ = std::isnan(drift_ppm) ? 0.0 : -drift_ppm * kPpm;
    const double behind_s = static_cast<double>(host - time_) / static_cast<double>(kNanosecondsPerSecond);
    slew_ = std::clamp(behind_s / kSettle_s, -kMostSlew_ppm * kPpm, kMostSlew_ppm * kPpm);
    return time_;
}

Nanoseconds SessionClock::at(Nanoseconds stream) const noexcept {
    return time_ + gaining(stream - stream_, gain_ + slew_);
}

Nanoseconds SessionClock::lasting(Nanoseconds stream) const noexcept { return gaining(stream, gain_); }

}  // namespace footfall::serve
