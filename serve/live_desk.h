// Live sessions: who walks now, from which source, who watches, and what of it is kept.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "footfall/nn/model.h"
#include "footfall/recording/recording.h"
#include "serve/http_message.h"
#include "serve/live_timeline.h"
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
    Nanoseconds patience = kDefaultPatience;  ///< of sources over UDP: see LiveOptions
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

/// A session whose samples have stopped, to be ended in the store.
struct EndedSession {
    SessionId session{};
    bool samples_kept = false;
    std::vector<std::shared_ptr<Socket>> watchers;
};

/// Any thread may call. Samples, strides and marks go to the store as they come; what is said goes to all who
/// watch. A replay ends its session when the recording is over.
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
    /// Throws ApiError when the source can't be had.
    [[nodiscard]] SessionId start(NewSession about, const SourceChoice& choice, bool keep_samples);
    /// With everything in the store, measured. Throws ApiError when it isn't live.
    void stop(SessionId session);
    [[nodiscard]] Mark mark(SessionId session, const std::string& text);
    /// Whoever watches hears the latest figures and the data's state, and nothing else of what was before. Of
    /// a session that isn't live: its end.
    /// @param stored the state that the store has of it
    void watch(SessionId session, SessionState stored, std::shared_ptr<Socket> socket);
    /// Ends all sessions as they should; none begins any more.
    void stop_all();

    [[nodiscard]] std::vector<SessionId> live() const;
    [[nodiscard]] bool is_live(PersonId person) const;
    [[nodiscard]] std::vector<SourceEntry> sources() const;

private:
    void finish(const EndedSession& ended);
    void run_ends();

    SessionStore& store_;
    const Model& model_;
    LiveDeskOptions options_;
    std::function<void(const std::string&)> log_;
    std::unique_ptr<LiveLoop> loop_;

    mutable std::mutex mutex_;  // guards the rest
    std::map<SessionId, PersonId> live_;
    std::size_t starting_ = 0;
    std::deque<EndedSession> ending_;  // to be finished by `ender_`
    std::condition_variable changed_;
    bool stopping_ = false;
    std::thread ender_;
};

}  // namespace footfall::serve
