// From the time of one foot's stream to that of its session.
#pragma once

#include "footfall/core/imu_sample.h"

namespace footfall::serve {

/// Session time goes at the sensor's pace, corrected for its drift, and a little faster or slower as long as
/// the host's clock says otherwise: both feet stay together for hours, and nothing ever jumps but where
/// nothing is known of the time before. How long something lasted is told by the sensor's clock and its drift
/// alone, which what the network does to packets hardly moves.
class SessionClock {
public:
    /// What a difference to the host's clock changes the pace by, at most.
    static constexpr double kMostSlew_ppm = 1000.0;
    /// A difference is made up for in about so long.
    static constexpr double kSettle_s = 10.0;

    SessionClock() = default;
    /// Of a recording that is replayed: stream time and `offset`, whatever the host's clock says.
    explicit SessionClock(Nanoseconds offset) noexcept : follows_host_(false), any_(true), time_(offset) {}

    /// To be asked for one moment after the other. The stream may begin anew.
    /// @param stream its time
    /// @param host the same moment on the host's clock, since the session began
    /// @param drift_ppm that the sensor's clock gains on the host's; NaN when it isn't known
    /// @param after_gap nothing is known of the time since the moment before
    [[nodiscard]] Nanoseconds place(Nanoseconds stream, Nanoseconds host, double drift_ppm,
                                    bool after_gap) noexcept;

    /// A moment shortly before or after the last that was placed.
    [[nodiscard]] Nanoseconds at(Nanoseconds stream) const noexcept;
    /// How long something lasted that took so long on the sensor's clock.
    [[nodiscard]] Nanoseconds lasting(Nanoseconds stream) const noexcept;

private:
    bool follows_host_ = true;
    bool any_ = false;
    Nanoseconds stream_ = 0;
    Nanoseconds time_ = 0;  // of the session, at stream_
    double gain_ = 0.0;     // of the session's time on the sensor's, as a share
    double slew_ = 0.0;     // the same, to make up for a difference
};

}  // namespace footfall::serve
