// The raw samples of a session as rows of its store.
#include "serve/raw_rows.h"

#include <fmt/format.h>

#include "serve/raw_samples.h"
#include "serve/stride_rows.h"

namespace footfall::serve {
namespace {

constexpr std::string_view to_string(Gravity gravity) noexcept {
    return gravity == Gravity::included ? "included" : "removed";
}

}  // namespace

void add_track(Database& database, SessionId session, const TrackStart& track) {
    Statement insert(database, "INSERT INTO tracks (session, foot, rate_hz, gravity) VALUES (?, ?, ?, ?)");
    insert.bind(session, footfall::to_string(track.foot), track.rate_hz, to_string(track.gravity)).run();
}

void set_gravity(Database& database, SessionId session, Foot foot, Gravity gravity) {
    Statement update(database, "UPDATE tracks SET gravity = ? WHERE session = ? AND foot = ?");
    update.bind(to_string(gravity), session, footfall::to_string(foot)).run();
}

std::vector<TrackStart> tracks_of(Database& database, SessionId session) {
    Statement select(database, "SELECT foot, rate_hz, gravity FROM tracks WHERE session = ? ORDER BY foot");
    select.bind(session);
    std::vector<TrackStart> tracks;
    while (select.next()) {
        tracks.push_back(
            {foot_from(select.text(0)).value_or(Foot::left), select.number(1),
             select.text(2) == to_string(Gravity::removed) ? Gravity::removed : Gravity::included});
    }
    return tracks;
}

RawChunk chunk_of(Foot foot, std::int64_t number, std::span<const ImuSample> samples) {
    return {foot, number, samples.back().time, static_cast<std::int64_t>(samples.size()), packed(samples)};
}

void put_chunk(Database& database, SessionId session, const RawChunk& chunk) {
    Statement insert(database,
                     "INSERT OR REPLACE INTO raw_chunks (session, foot, number, last_ns, samples, data)"
                     " VALUES (?, ?, ?, ?, ?, ?)");
    insert.bind(session, footfall::to_string(chunk.foot), chunk.number, chunk.last, chunk.samples,
                chunk.data);
    insert.run();
}

void for_each_chunk(Database& database, SessionId session, Foot foot,
                    const std::function<void(std::span<const ImuSample>)>& each) {
    Statement select(database,
                     "SELECT number, data FROM raw_chunks WHERE session = ? AND foot = ? ORDER BY number");
    select.bind(session, footfall::to_string(foot));
    std::vector<ImuSample> samples;
    while (select.next()) {
        samples.clear();
        unpack(select.bytes(1), database.file().string(),
               fmt::format("session {}, {} foot, chunk {}", static_cast<std::int64_t>(session),
                           footfall::to_string(foot), select.whole(0)),
               samples);
        each(samples);
    }
}

}  // namespace footfall::serve
