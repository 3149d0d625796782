// Live sessions: who walks now, from which source, who watches, and what of it is kept.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <exception>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "footfall/nn/model.h"
#include "footfall/recording/recording.h"
#include "serve/http_message.h"
#include "serve/live_timeline.h"
#include "serve/session_measurer.h"
#include "serve/session_store.h"

namespace footfall::serve {

class LiveLoop;

/// A recording that can be replayed; loaded when it is.
struct Replayable {
    std::string name;  ///< unique in its set
    std::function<Recording()> load;
};

struct ReplaySet {
    std::string name;
    std::vector<Replayable> recordings;
};

struct LiveDeskOptions {
    std::string host = "127.0.0.1";         ///< the address that sources listen on
    std::optional<std::uint16_t> udp_port;  ///< 0: any
    std::optional<std::uint16_t> tcp_port;  ///< 0: any
    std::string serial_device;              ///< empty: none
    int serial_baud = 115'200;
    bool standard_input = false;
    std::vector<ReplaySet> replays;
    std::size_t most_sessions = 64;
    Nanoseconds patience = kDefaultPatience;           ///< of sources over UDP: see LiveOptions
    std::chrono::milliseconds end_again{1000};         ///< where a session could not be ended
    std::chrono::milliseconds wait_for_figures{2000};  ///< of stop(), and of the watchers' end
};

/// What a session is started from.
struct SourceChoice {
    std::string kind;       ///< "replay", "udp", "tcp", "serial", "stdin"
    std::string set;        ///< of a replay: the set it is in; empty: any
    std::string recording;  ///< of a replay
    double speed = 1.0;     ///< of a replay
    std::string stream;     ///< the code that the sensors send; empty: the only one that nobody has
};

/// What there is to start from.
struct SourceEntry {
    std::string kind;
    std::string name;                  ///< of a set of recordings, or the device
    std::uint16_t port = 0;            ///< udp, tcp
    std::vector<std::string> entries;  ///< recordings; or codes that send and that no session has
    std::string problem;               ///< in words for people; empty when there is none
    std::uint64_t malformed = 0;       ///< lines or datagrams that were no readings
    std::string last_malformed;        ///< what was wrong with the latest of them
    std::uint64_t refused = 0;         ///< connections, and readings of people, beyond the limits
    std::uint64_t dropped = 0;         ///< connections that were silent or made no sense
};

struct LiveEntry {
    SessionId session{};
    PersonId person{};
};

/// A session whose samples have stopped, to be ended in the store.
struct EndedSession {
    SessionId session{};
    bool samples_kept = false;
    std::vector<std::shared_ptr<Socket>> watchers;
};

/// Any thread may call. Samples, strides and marks go to the store as they come; what is said goes to all who
/// watch. A replay ends its session when the recording is over. A session is live until the store has its
/// end: where it can't be had (another program holds the store, the disk is full) it is tried again and
/// again.
class LiveDesk {
public:
    /// Opens the sources. Throws footfall::Error when the model can't be run.
    LiveDesk(SessionStore& store, const Model& model, LiveDeskOptions options,
             std::function<void(const std::string&)> log);
    LiveDesk(const LiveDesk&) = delete;
    LiveDesk& operator=(const LiveDesk&) = delete;
    /// stop_all().
    ~LiveDesk();

    /// @param about without `started` and `source`, which are told here
    /// Throws ApiError when the source or the person can't be had; then nothing is left of it, and no
    /// newcomer.
    [[nodiscard]] SessionId start(NewSession about, const SourceChoice& choice, bool keep_samples);
    /// With everything in the store, and measured unless that takes longer than a moment. Throws ApiError
    /// when it isn't live, and what the store throws when it can't be ended; it will be as soon as it can.
    void stop(SessionId session);
    /// Does `work` while that person has no session and can't begin one. Throws ApiError (409) when they
    /// have.
    void while_not_live(PersonId person, const std::function<void()>& work);
    [[nodiscard]] Mark mark(SessionId session, const std::string& text);
    /// Whoever watches hears nothing of what was before. Of a session that isn't live: its end.
    void watch(SessionId session, std::shared_ptr<Socket> socket);
    /// Ends all sessions as they should; none begins any more. What is still to be measured is left for the
    /// next time.
    void stop_all();

    [[nodiscard]] std::vector<LiveEntry> live() const;
    [[nodiscard]] std::vector<SourceEntry> sources() const;
    [[nodiscard]] SessionMeasurer& measurer() noexcept { return measurer_; }

private:
    using Clock = std::chrono::steady_clock;
    /// A session whose samples have stopped, until those who watched know.
    struct Ending {
        EndedSession ended;
        bool has_begun = true;       // false: nothing of it is to be left
        bool is_in_store = false;    // its end; then it waits for its figures
        Clock::time_point due;       // to be tried again, or to be told without figures
        std::exception_ptr failure;  // of the last try
    };
    using Endings = std::map<SessionId, Ending>;
    class Claim;

    void take_back(SessionId session);
    void add_ending(EndedSession ended, bool has_begun);
    void tell_end(SessionId session, const std::shared_ptr<Socket>& socket);
    [[nodiscard]] bool is_due(const Endings::value_type& ending) const;
    void try_to_end(Ending& ending, std::unique_lock<std::mutex>& lock);
    void tell(Endings::iterator ending, SessionState state, std::unique_lock<std::mutex>& lock);
    void run_ends();

    SessionStore& store_;
    const Model& model_;
    LiveDeskOptions options_;
    std::function<void(const std::string&)> log_;
    std::unique_ptr<LiveLoop> loop_;

    mutable std::mutex mutex_;  // guards the rest
    std::map<SessionId, PersonId> live_;
    std::multiset<PersonId> starting_;  // newcomers as PersonId{}
    std::set<PersonId> leaving_;
    Endings ending_;  // only `ender_` takes from it
    int stops_ = 0;   // under way
    std::condition_variable changed_;
    bool stopping_ = false;
    bool ender_leaves_ = false;
    SessionMeasurer measurer_;
    std::thread ender_;
};

}  // namespace footfall::serve
