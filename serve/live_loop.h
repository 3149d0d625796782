// Live sessions on the sources' thread: what the engine says goes to the store and to those who watch.
#pragma once

#include <array>
#include <atomic>
#include <exception>
#include <functional>
#include <future>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <boost/asio/steady_timer.hpp>

#include "serve/live_desk.h"
#include "serve/live_engine.h"
#include "serve/live_sink.h"
#include "serve/source_loop.h"
#include "serve/watched_walk.h"

namespace footfall::serve {

/// A source that a session may begin with; its stream is the session's alone.
struct PreparedSource {
    std::string stream;                  ///< the code in its readings
    std::optional<Recording> recording;  ///< of a replay
    double speed = 1.0;
};

/// Functions that are not of LiveSink are called from other threads, and wait for the loop.
class LiveLoop final : public LiveSink {
public:
    /// @param ended called on the loop's thread when the samples of a session stop: it was detached, or is
    /// over
    LiveLoop(SessionStore& store, const Model& model, const LiveDeskOptions& options,
             std::function<void(const std::string&)> log, std::function<void(EndedSession)> ended);
    LiveLoop(const LiveLoop&) = delete;
    LiveLoop& operator=(const LiveLoop&) = delete;
    ~LiveLoop() override;

    /// Throws ApiError when the source isn't there or has a session already.
    [[nodiscard]] PreparedSource prepare(const SourceChoice& choice);
    /// Throws ApiError when somebody was faster.
    void attach(SessionId session, PreparedSource source, bool keep_samples);
    /// Ends it; nothing when it isn't attached.
    void detach(SessionId session);
    /// Throws ApiError when it isn't attached.
    [[nodiscard]] Mark mark(SessionId session, const std::string& text);
    /// @param otherwise gets the socket, on the loop's thread, when the session isn't attached
    void watch(SessionId session, std::shared_ptr<Socket> socket,
               std::function<void(std::shared_ptr<Socket>)> otherwise);
    [[nodiscard]] std::vector<SourceEntry> sources();

    void sample(const std::string& person, const LiveSample& sample) override;
    void event(const std::string& person, const LiveEvent& event) override;
    void stride(const std::string& person, const LiveStride& stride) override;
    void motion(const std::string& person, const LiveStride& stride) override;
    void gait(const std::string& person, const LiveGait& gait) override;
    void health(const std::string& person, Foot foot, const FootHealth& health) override;
    [[nodiscard]] bool needs(const std::string& person) const override { return attached_.contains(person); }

private:
    struct Attached {
        WatchedWalk walk;
        const Source* replay = nullptr;
    };
    struct Opened {
        SourceEntry entry;
        const Source* source = nullptr;
        std::function<std::uint16_t()> port;
    };

    /// Runs `work` on the loop's thread and returns what it does, or throws what it throws.
    template <class Work>
    auto on_loop(const Work& work) {
        using Answer = decltype(work());
        std::promise<Answer> promise;
        loop_.post([&] {
            try {
                if constexpr (std::is_void_v<Answer>) {
                    work();
                    promise.set_value();
                } else {
                    promise.set_value(work());
                }
            } catch (...) {
                promise.set_exception(std::current_exception());
            }
        });
        return promise.get_future().get();
    }
    void open_sources(const LiveDeskOptions& options);
    void tick();
    void look_after_sessions();
    [[nodiscard]] Attached* find(SessionId session);
    [[nodiscard]] WatchedWalk* find(const std::string& stream);
    void end(std::map<std::string, Attached>::iterator session);
    /// Codes that send by this source, and that no session has.
    [[nodiscard]] std::vector<std::string> free_streams(const Source& source) const;
    [[nodiscard]] std::string stream_for(const SourceChoice& choice) const;
    [[nodiscard]] SourceEntry entry_of(const Opened& opened) const;
    [[nodiscard]] PreparedSource prepare_replay(const SourceChoice& choice);

    SessionStore& store_;
    const Model& model_;
    std::vector<ReplaySet> replays_;
    std::function<void(const std::string&)> log_;
    std::function<void(EndedSession)> ended_;
    LiveEngine engine_;
    SourceLoop loop_;
    boost::asio::steady_timer tick_;
    std::vector<Opened> opened_;
    std::map<std::string, Attached> attached_;  // by stream
    std::atomic<int> replays_started_{0};
    unsigned ticks_ = 0;
    bool in_trouble_ = false;
};

}  // namespace footfall::serve
