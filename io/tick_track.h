// Tracks that are read off their files anew each time they are played: samples on ticks, put on one clock.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "footfall/recording/track_source.h"
#include "io/sample_clock.h"

namespace footfall::io {

/// One foot as its file counts it.
struct TickTrack {
    /// Returns whether to go on.
    /// @param share how far the file has been read, in [0, 1]
    using Sink = std::function<bool(std::int64_t tick, const Imu<SensorFrame>& imu, double share)>;

    Foot foot = Foot::left;
    Gravity gravity = Gravity::included;
    std::string file;  ///< for messages
    /// Reads the file from its beginning. Throws footfall::Error, also when there are no samples in it.
    std::function<void(const Sink& sink)> play;
};

/// The feet of one recording, on the clock and from the moment that align_counter_turns(), first_tick() and
/// apply_clock() give them when they are loaded. Reads the files' beginnings, and whole those whose times are
/// to show the rate. Throws footfall::Error.
[[nodiscard]] std::vector<std::unique_ptr<TrackSource>> on_one_clock(std::vector<TickTrack> feet,
                                                                     const SampleClock& clock);

}  // namespace footfall::io
