// The raw samples of a session as rows of its store.
#pragma once

#include <functional>
#include <span>
#include <vector>

#include "serve/database.h"
#include "serve/records.h"

namespace footfall::serve {

/// What is known of a foot's sensor before its first sample.
struct TrackStart {
    Foot foot = Foot::left;
    double rate_hz = kUnknown;  ///< nominal
    Gravity gravity = Gravity::included;
};
void add_track(Database& database, SessionId session, const TrackStart& track);
void set_gravity(Database& database, SessionId session, Foot foot, Gravity gravity);
[[nodiscard]] std::vector<TrackStart> tracks_of(Database& database, SessionId session);

/// A chunk as packed() makes it, with its place in the track: 0, 1, 2, ...
struct RawChunk {
    Foot foot = Foot::left;
    std::int64_t number = 0;
    Nanoseconds last = 0;
    std::int64_t samples = 0;
    std::vector<std::byte> data;
};
[[nodiscard]] RawChunk chunk_of(Foot foot, std::int64_t number, std::span<const ImuSample> samples);
/// In the place of the chunk with its number, if there is one.
void put_chunk(Database& database, SessionId session, const RawChunk& chunk);

/// A foot's samples in the order in which they were added, a chunk at a time.
void for_each_chunk(Database& database, SessionId session, Foot foot,
                    const std::function<void(std::span<const ImuSample>)>& each);

}  // namespace footfall::serve
