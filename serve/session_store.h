// The session store: people, their sessions, and what was measured in them, in one SQLite file.
//
// A live session's samples and strides are added without touching the disk; a thread of the store writes what
// came of all sessions in one transaction every quarter of a second, and SQLite has it on the disk before the
// transaction ends. A crash or power cut loses what came since the last transaction: less than half a second
// on a disk that takes less than a quarter for it. docs/store.md describes the file.
#pragma once

#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <functional>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "serve/database.h"
#include "serve/export_scope.h"
#include "serve/live_buffer.h"
#include "serve/people.h"
#include "serve/reader_pool.h"
#include "serve/records.h"
#include "serve/sessions.h"
#include "serve/store_lock.h"
#include "serve/trends.h"

namespace footfall::serve {

struct StoreOptions {
    std::chrono::milliseconds commit_every{250};
    std::int64_t most_bytes = 0;                      ///< the file grows no larger; 0: as the disk allows
    std::chrono::milliseconds wait_for_others{1000};  ///< for a program that holds the file
};

/// Whether anything of what was deleted may still be found in the file by looking at its bytes.
enum class Traces : unsigned char {
    none,
    until_idle  ///< the file is written anew later: when no session is open, nobody reads and there is room
                ///< for a second copy
};

/// Every function may be called from any thread. Those that change something wait for each other and for the
/// disk, but for add_samples(), add_stride() and add_mark(), which wait for neither. Those that read wait for
/// nothing. All throw footfall::Error, one line; nothing is changed then. It is StoreBusy when another
/// program holds the file, StoreFull when there is no room.
class SessionStore {
public:
    /// Makes the file when there is none, brings one of an earlier version up to date, ends sessions that a
    /// program left open as interrupted. Throws when the file is none of these, or when another program has
    /// it.
    explicit SessionStore(const std::filesystem::path& file, const StoreOptions& options = {});
    SessionStore(const SessionStore&) = delete;
    SessionStore& operator=(const SessionStore&) = delete;
    /// Writes what is still to be written. Sessions that are open are interrupted ones when the store is next
    /// opened.
    ~SessionStore();

    [[nodiscard]] PersonId add_person(const NewPerson& person);
    void update_person(PersonId id, const NewPerson& person);
    [[nodiscard]] std::optional<PersonEntry> find_person(PersonId id);
    [[nodiscard]] std::optional<PersonEntry> find_person(std::string_view code);
    [[nodiscard]] std::vector<PersonEntry> list_people(const PeopleFilter& filter);
    [[nodiscard]] std::int64_t count_people(std::string_view holds);
    [[nodiscard]] std::string next_code();
    /// With all sessions. Throws when one of them is open.
    Traces delete_person(PersonId id);

    /// A live session. Only of feet in `tracks` raw samples are kept.
    [[nodiscard]] SessionId begin(const NewSession& session, const std::vector<TrackStart>& tracks);
    /// Takes begin() back, and its newcomer: of a session to which nothing was added. Nothing is left that
    /// the file would have to be written anew for.
    void take_back(SessionId session);
    // Throw when the session isn't open or the disk has not kept up for minutes.
    void add_samples(SessionId session, Foot foot, std::span<const ImuSample> samples);
    void add_stride(SessionId session, const StrideOfFoot& stride);
    void add_mark(SessionId session, const Mark& mark);
    /// Of a foot whose samples are kept: as the sensor says, which may be known only after begin().
    void set_gravity(SessionId session, Foot foot, Gravity gravity);
    /// @param figures over the whole session; without, they are those of the strides that were added, and a
    /// session whose samples are kept is one of unmeasured()
    void end(SessionId session, const std::optional<report::Summary>& figures);

    /// A session that is over, such as an uploaded recording's, whole or not at all.
    /// @param tracks whose raw samples are kept; may be empty
    [[nodiscard]] SessionId add_walk(const NewSession& session, const MeasuredWalk& walk,
                                     const report::Summary& figures, std::span<const FootTrack> tracks,
                                     std::span<const Mark> marks);
    /// What a closer look at a session that is over came to, in the place of its strides and figures.
    void replace_measures(SessionId session, const MeasuredWalk& walk, const report::Summary& figures);
    /// Leaves them as they are: there is nothing to replace them by.
    void keep_measures(SessionId session);
    /// Sessions that ended, or were interrupted, with the figures of what was said live, and whose samples
    /// were not gone through since. The latest first.
    [[nodiscard]] std::vector<SessionId> unmeasured();
    void set_notes(SessionId session, std::string_view notes);
    /// Throws when it is open.
    Traces delete_session(SessionId session);

    [[nodiscard]] std::vector<SessionEntry> list_sessions(const SessionFilter& filter);
    [[nodiscard]] std::int64_t count_sessions(std::optional<PersonId> person);
    [[nodiscard]] std::optional<StoredSession> read_session(SessionId id);
    [[nodiscard]] std::vector<StrideOfFoot> strides(SessionId session);
    /// Raw samples as they were added, bit for bit.
    [[nodiscard]] std::vector<FootTrack> samples(SessionId session);

    [[nodiscard]] Trend trend(PersonId person, report::Figure figure, Side side);
    [[nodiscard]] std::optional<Comparison> compare(SessionId first, SessionId second);

    /// While the sink is called the file's log grows with all that is written: give it a file or memory, not
    /// a slow connection. Throws when the person or session isn't in the store.
    void export_csv(const ExportScope& scope, ExportTable table, const TextSink& sink);
    void export_json(const ExportScope& scope, bool with_samples, const TextSink& sink);

    /// Writes what was added so far; on the disk when it returns.
    void commit();
    /// Why what was added could not be written at the last try, in one line; empty when it could. It is kept
    /// and tried again.
    [[nodiscard]] std::string trouble() const;
    /// Sessions that the last program left open and that were ended as interrupted.
    [[nodiscard]] std::size_t interrupted() const noexcept { return interrupted_; }
    /// StoreOptions::most_bytes, from now on.
    void limit_bytes(std::int64_t most_bytes);

private:
    void end_interrupted();
    void flush();
    void write(const WriteBatch& batch);
    Traces delete_rows(const char* sql, std::int64_t id);
    Traces scrub();
    void run_commits(std::chrono::milliseconds every);
    void note_trouble(std::string line);
    void apply_limit(std::int64_t most_bytes);

    StoreLock lock_;
    ReaderPool readers_;
    LiveBuffer buffer_;

    std::mutex write_mutex_;  // guards all to the next empty line
    Database database_;
    std::set<SessionId> newcomers_;  // open sessions that their person was added with
    WriteBatch in_flight_;           // taken from the buffer, not yet written
    bool scrub_wanted_ = false;
    std::chrono::steady_clock::time_point next_scrub_;

    std::size_t interrupted_ = 0;
    mutable std::mutex state_mutex_;  // guards the rest
    std::string trouble_;
    bool stopping_ = false;
    std::condition_variable stop_;
    std::thread thread_;
};

}  // namespace footfall::serve
