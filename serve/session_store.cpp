// The session store: people, their sessions, and what was measured in them, in one SQLite file.
#include "serve/session_store.h"

#include <algorithm>
#include <array>
#include <utility>

#include "footfall/recording/error.h"
#include "serve/schema.h"
#include "serve/stride_rows.h"
#include "serve/walk_of_strides.h"

namespace footfall::serve {
namespace {

constexpr std::chrono::seconds kScrubAgain{30};  // where it could not be done
constexpr const char* kScrub = "scrub";          // in table `pending`

void count_strides(Database& database, SessionId session, Foot foot, int strides) {
    Statement update(database, foot == Foot::left
                                   ? "UPDATE sessions SET strides_left = strides_left + ?2 WHERE id = ?1"
                                   : "UPDATE sessions SET strides_right = strides_right + ?2 WHERE id = ?1");
    update.bind(session, strides).run();
}

void replace_strides(Database& database, SessionId session, const MeasuredWalk& walk) {
    Statement(database, "DELETE FROM strides WHERE session = ?").bind(session).run();
    StrideWriter writer(database);
    for (const MeasuredFoot& foot : walk.feet) {
        for (const MeasuredStride& stride : foot.strides) {
            writer.write(session, {foot.foot, stride});
        }
    }
}

/// What live strides come to, each with what only all of them tell: its bout, and whether it is in a turn.
void end_with_strides(Database& database, SessionId session, SessionState state) {
    const MeasuredWalk walk = walk_of_strides(database, session);
    replace_strides(database, session, walk);
    end_session(database, session, state, report::summarise(walk).all);
    add_unmeasured(database, session);
}

}  // namespace

SessionStore::SessionStore(const std::filesystem::path& file, const StoreOptions& options)
    : lock_(file), readers_(file), buffer_(file.string()), database_(file, Database::Access::write) {
    database_.wait_for_others(options.wait_for_others);
    bring_up_to_date(database_);
    apply_limit(options.most_bytes);
    end_interrupted();
    Statement pending(database_, "SELECT count(*) FROM pending WHERE what = ?");
    pending.bind(kScrub);
    scrub_wanted_ = pending.next() && pending.whole(0) > 0;
    pending.reset();
    if (scrub_wanted_) {
        scrub();
    }
    thread_ = std::thread([this, every = options.commit_every] { run_commits(every); });
}

SessionStore::~SessionStore() {
    {
        const std::lock_guard lock(state_mutex_);
        stopping_ = true;
    }
    stop_.notify_all();
    thread_.join();
}

void SessionStore::end_interrupted() {
    for (const SessionId session : open_sessions(database_)) {
        Transaction transaction(database_, Transaction::Kind::write);
        end_with_strides(database_, session, SessionState::interrupted);
        transaction.commit();
        ++interrupted_;
    }
}

PersonId SessionStore::add_person(const NewPerson& person) {
    const std::lock_guard lock(write_mutex_);
    return serve::add_person(database_, person);
}

void SessionStore::update_person(PersonId id, const NewPerson& person) {
    const std::lock_guard lock(write_mutex_);
    serve::update_person(database_, id, person);
}

SessionId SessionStore::begin(const NewSession& session, const std::vector<TrackStart>& tracks) {
    const std::lock_guard lock(write_mutex_);
    Transaction transaction(database_, Transaction::Kind::write);
    const SessionId id = add_session(database_, session);
    for (const TrackStart& track : tracks) {
        add_track(database_, id, track);
    }
    transaction.commit();
    if (session.newcomer) {
        newcomers_.insert(id);
    }
    buffer_.open(id, tracks);
    return id;
}

void SessionStore::take_back(SessionId session) {
    const std::lock_guard lock(write_mutex_);
    Transaction transaction(database_, Transaction::Kind::write);
    const auto entry = find_session(database_, session);
    Statement(database_, "DELETE FROM sessions WHERE id = ?").bind(session).run();
    if (entry && newcomers_.contains(session)) {
        Statement(
            database_,
            "DELETE FROM people WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM sessions WHERE person = ?1)")
            .bind(entry->about.person)
            .run();
    }
    transaction.commit();
    newcomers_.erase(session);
    buffer_.close(session);
}

void SessionStore::add_samples(SessionId session, Foot foot, std::span<const ImuSample> samples) {
    buffer_.add(session, foot, samples);
}

void SessionStore::add_stride(SessionId session, const StrideOfFoot& stride) { buffer_.add(session, stride); }

void SessionStore::add_mark(SessionId session, const Mark& mark) {
    check_mark(database_.file().string(), mark);
    buffer_.add(session, mark);
}

void SessionStore::set_gravity(SessionId session, Foot foot, Gravity gravity) {
    buffer_.add(session, foot, gravity);
}

void SessionStore::end(SessionId session, const std::optional<report::Summary>& figures) {
    const std::lock_guard lock(write_mutex_);
    buffer_.stop(session);
    try {
        flush();
        Transaction transaction(database_, Transaction::Kind::write);
        if (figures) {
            end_session(database_, session, SessionState::closed, *figures);
        } else {
            end_with_strides(database_, session, SessionState::closed);
        }
        transaction.commit();
    } catch (...) {
        buffer_.resume(session);
        throw;
    }
    buffer_.close(session);
    newcomers_.erase(session);
}

SessionId SessionStore::add_walk(const NewSession& session, const MeasuredWalk& walk,
                                 const report::Summary& figures, std::span<const FootTrack> tracks,
                                 std::span<const Mark> marks) {
    constexpr std::size_t kChunkSamples = 1024;
    const std::lock_guard lock(write_mutex_);
    Transaction transaction(database_, Transaction::Kind::write);
    const SessionId id = add_session(database_, session);
    replace_strides(database_, id, walk);
    for (const FootTrack& track : tracks) {
        add_track(database_, id, {track.foot, track.rate_hz, track.gravity});
        std::int64_t number = 0;
        for (std::span<const ImuSample> rest(track.samples); !rest.empty(); ++number) {
            const auto part = rest.first(std::min(rest.size(), kChunkSamples));
            put_chunk(database_, id, chunk_of(track.foot, number, part));
            rest = rest.subspan(part.size());
        }
    }
    for (const Mark& mark : marks) {
        serve::add_mark(database_, id, mark);
    }
    end_session(database_, id, SessionState::closed, figures);
    transaction.commit();
    return id;
}

void SessionStore::replace_measures(SessionId session, const MeasuredWalk& walk,
                                    const report::Summary& figures) {
    const std::lock_guard lock(write_mutex_);
    const auto entry = find_session(database_, session);
    if (!entry || entry->state == SessionState::open) {
        throw Error(database_.file().string(), "", "a session that is over",
                    entry ? "one that is open" : "none");
    }
    Transaction transaction(database_, Transaction::Kind::write);
    replace_strides(database_, session, walk);
    end_session(database_, session, entry->state, figures);
    remove_unmeasured(database_, session);
    transaction.commit();
}

void SessionStore::keep_measures(SessionId session) {
    const std::lock_guard lock(write_mutex_);
    remove_unmeasured(database_, session);
}

void SessionStore::set_notes(SessionId session, std::string_view notes) {
    const std::lock_guard lock(write_mutex_);
    serve::set_notes(database_, session, notes);
}

Traces SessionStore::delete_person(PersonId id) {
    const std::lock_guard lock(write_mutex_);
    Statement open(database_, "SELECT count(*) FROM sessions WHERE person = ? AND state = 'open'");
    open.bind(id);
    if (open.next() && open.whole(0) > 0) {
        throw Error(database_.file().string(), "", "a person whose sessions are over", "one of them open");
    }
    open.reset();
    return delete_rows("DELETE FROM people WHERE id = ?", static_cast<std::int64_t>(id));
}

Traces SessionStore::delete_session(SessionId session) {
    const std::lock_guard lock(write_mutex_);
    if (buffer_.is_open(session)) {
        throw Error(database_.file().string(), "", "a session that is over", "one that is open");
    }
    return delete_rows("DELETE FROM sessions WHERE id = ?", static_cast<std::int64_t>(session));
}

Traces SessionStore::delete_rows(const char* sql, std::int64_t id) {
    {
        Transaction transaction(database_, Transaction::Kind::write);
        Statement(database_, sql).bind(id).run();
        if (database_.changed() == 0) {
            throw Error(database_.file().string(), "", "something that is in the store to be deleted",
                        "nothing");
        }
        remove_unmeasured_without_session(database_);
        Statement(database_, "INSERT OR IGNORE INTO pending (what) VALUES (?)").bind(kScrub).run();
        transaction.commit();
    }
    scrub_wanted_ = true;
    return scrub();
}

/// secure_delete has overwritten what was deleted, but for copies that SQLite left in the free parts of pages
/// when it moved rows, and in the log. Writing the file anew leaves none; it takes seconds for a large one,
/// in which a live session could not be written.
Traces SessionStore::scrub() {
    if (buffer_.sessions() > 0) {
        return Traces::until_idle;
    }
    next_scrub_ = std::chrono::steady_clock::now() + kScrubAgain;
    try {
        database_.run("VACUUM");
        // Not emptied while somebody reads an earlier state of the store.
        if (database_.number("PRAGMA wal_checkpoint(TRUNCATE)") != 0) {
            return Traces::until_idle;
        }
        Statement(database_, "DELETE FROM pending WHERE what = ?").bind(kScrub).run();
        scrub_wanted_ = false;
        return Traces::none;
    } catch (const Error&) {  // no room for a second copy of the file, or another program reads it
        return Traces::until_idle;
    }
}

void SessionStore::commit() {
    const std::lock_guard lock(write_mutex_);
    flush();
}

void SessionStore::flush() {
    // What failed before comes first, and then what came since.
    const int rounds = in_flight_.empty() ? 1 : 2;
    for (int round = 0; round < rounds; ++round) {
        if (in_flight_.empty()) {
            in_flight_ = buffer_.take();
        }
        if (!in_flight_.empty()) {
            write(in_flight_);
            buffer_.written(std::exchange(in_flight_, {}));
        }
    }
}

void SessionStore::write(const WriteBatch& batch) {
    Transaction transaction(database_, Transaction::Kind::write);
    for (const auto& [session, chunk] : batch.chunks) {
        put_chunk(database_, session, chunk);
    }
    StrideWriter writer(database_);
    std::map<std::pair<SessionId, Foot>, int> strides;
    for (const auto& [session, stride] : batch.strides) {
        strides[{session, stride.foot}] += writer.write(session, stride) ? 1 : 0;
    }
    for (const auto& [whose, count] : strides) {
        count_strides(database_, whose.first, whose.second, count);
    }
    for (const auto& [session, mark] : batch.marks) {
        serve::add_mark(database_, session, mark);
    }
    for (const auto& [session, foot, gravity] : batch.gravities) {
        serve::set_gravity(database_, session, foot, gravity);
    }
    transaction.commit();
}

void SessionStore::run_commits(std::chrono::milliseconds every) {
    bool stop = false;
    while (!stop) {
        {
            std::unique_lock lock(state_mutex_);
            stop = stop_.wait_for(lock, every, [this] { return stopping_; });
        }
        const std::lock_guard lock(write_mutex_);
        try {
            flush();
            note_trouble("");
            if (scrub_wanted_ && !stop && std::chrono::steady_clock::now() >= next_scrub_) {
                scrub();
            }
        } catch (const std::exception& error) {
            note_trouble(error.what());
        }
    }
}

void SessionStore::note_trouble(std::string line) {
    const std::lock_guard lock(state_mutex_);
    trouble_ = std::move(line);
}

std::string SessionStore::trouble() const {
    const std::lock_guard lock(state_mutex_);
    return trouble_;
}

void SessionStore::limit_bytes(std::int64_t most_bytes) {
    const std::lock_guard lock(write_mutex_);
    apply_limit(most_bytes);
}

void SessionStore::apply_limit(std::int64_t most_bytes) {
    constexpr std::int64_t kUnlimited = 0xFFFFFFFE;
    const std::int64_t page_bytes = database_.number("PRAGMA page_size");
    const std::int64_t pages =
        most_bytes > 0 ? std::max<std::int64_t>(most_bytes / page_bytes, 1) : kUnlimited;
    // Never fewer than there are.
    static_cast<void>(database_.number(("PRAGMA max_page_count = " + std::to_string(pages)).c_str()));
}

}  // namespace footfall::serve
