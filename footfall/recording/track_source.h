// One foot's samples, played as often as they are asked for, so that a recording of any length needs no
// memory.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "footfall/recording/recording.h"

namespace footfall {

class TrackSource {
public:
    /// @param share how far the playing has come, in [0, 1]
    using Sink = std::function<void(const ImuSample& sample, double share)>;

    virtual ~TrackSource() = default;

    [[nodiscard]] virtual Foot foot() const = 0;
    /// Nominal, as the file states it or its time column shows.
    [[nodiscard]] virtual double rate_hz() const = 0;
    [[nodiscard]] virtual Gravity gravity() const = 0;
    /// Every sample in time order, the same each time. Throws footfall::Error naming file and line, and lets
    /// through what `sink` throws.
    virtual void play(const Sink& sink) const = 0;
};

/// A recording whose feet are played rather than held.
struct RecordingSource {
    std::string data_set;
    std::string id;
    Person person;
    std::vector<std::unique_ptr<TrackSource>> feet;  ///< at most one a foot
    bool one_clock = false;                          ///< as in Recording
};

/// Plays a recording that is in memory.
[[nodiscard]] RecordingSource source_of(Recording recording);

}  // namespace footfall
