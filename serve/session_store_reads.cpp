// What a session store is asked: each question to a connection of its own, while others write.
#include "serve/export_csv.h"
#include "serve/export_json.h"
#include "serve/session_store.h"
#include "serve/stride_rows.h"

namespace footfall::serve {

std::optional<PersonEntry> SessionStore::find_person(PersonId id) {
    ReaderPool::Reader reader(readers_);
    return serve::find_person(*reader, id);
}

std::optional<PersonEntry> SessionStore::find_person(std::string_view code) {
    ReaderPool::Reader reader(readers_);
    return serve::find_person(*reader, code);
}

std::vector<PersonEntry> SessionStore::list_people(const PeopleFilter& filter) {
    ReaderPool::Reader reader(readers_);
    return serve::list_people(*reader, filter);
}

std::int64_t SessionStore::count_people(std::string_view holds) {
    ReaderPool::Reader reader(readers_);
    return serve::count_people(*reader, holds);
}

std::string SessionStore::next_code() {
    ReaderPool::Reader reader(readers_);
    return serve::next_code(*reader);
}

std::vector<SessionId> SessionStore::unmeasured() {
    ReaderPool::Reader reader(readers_);
    return unmeasured_sessions(*reader);
}

std::vector<SessionEntry> SessionStore::list_sessions(const SessionFilter& filter) {
    ReaderPool::Reader reader(readers_);
    return serve::list_sessions(*reader, filter);
}

std::int64_t SessionStore::count_sessions(std::optional<PersonId> person) {
    ReaderPool::Reader reader(readers_);
    return serve::count_sessions(*reader, person);
}

std::optional<StoredSession> SessionStore::read_session(SessionId id) {
    ReaderPool::Reader reader(readers_);
    return serve::read_session(*reader, id);
}

std::vector<StrideOfFoot> SessionStore::strides(SessionId session) {
    ReaderPool::Reader reader(readers_);
    std::vector<StrideOfFoot> strides;
    for_each_stride(*reader, session, [&](const StrideOfFoot& stride) { strides.push_back(stride); });
    return strides;
}

std::vector<FootTrack> SessionStore::samples(SessionId session) {
    ReaderPool::Reader reader(readers_);
    std::vector<FootTrack> tracks;
    for (const TrackStart& start : tracks_of(*reader, session)) {
        FootTrack& track = tracks.emplace_back();
        track.foot = start.foot;
        track.rate_hz = start.rate_hz;
        track.gravity = start.gravity;
        for_each_chunk(*reader, session, start.foot, [&](std::span<const ImuSample> chunk) {
            track.samples.insert(track.samples.end(), chunk.begin(), chunk.end());
        });
    }
    return tracks;
}

Trend SessionStore::trend(PersonId person, report::Figure figure, Side side) {
    ReaderPool::Reader reader(readers_);
    return trend_of(*reader, person, figure, side);
}

std::optional<Comparison> SessionStore::compare(SessionId first, SessionId second) {
    ReaderPool::Reader reader(readers_);
    return serve::compare(*reader, first, second);
}

void SessionStore::export_csv(const ExportScope& scope, ExportTable table, const TextSink& sink) {
    ReaderPool::Reader reader(readers_);
    serve::export_csv(*reader, scope, table, sink);
}

void SessionStore::export_json(const ExportScope& scope, bool with_samples, const TextSink& sink) {
    ReaderPool::Reader reader(readers_);
    serve::export_json(*reader, scope, with_samples, sink);
}

}  // namespace footfall::serve
