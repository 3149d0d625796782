// Sessions that are over, gone through once more: what is said live knows nothing of what came after.
#pragma once

#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "footfall/nn/model.h"
#include "serve/kept_reports.h"
#include "serve/measuring_gate.h"
#include "serve/session_report.h"
#include "serve/session_store.h"

namespace footfall::serve {

/// A thread that measures one session after the other while no request wants to; the store knows which are
/// still to be measured, so that what is left when the program ends is done when it next begins. Any thread
/// may call.
class SessionMeasurer {
public:
    /// Begins with those that were left.
    /// @param measured called without a lock each time one is done, however it went
    SessionMeasurer(SessionStore& store, const Model& model, std::function<void(const std::string&)> log,
                    std::function<void()> measured);
    SessionMeasurer(const SessionMeasurer&) = delete;
    SessionMeasurer& operator=(const SessionMeasurer&) = delete;
    /// stop().
    ~SessionMeasurer();

    /// Before those that wait.
    void add(SessionId session);
    /// Whether it waits for its turn or is under way.
    [[nodiscard]] bool has(SessionId session) const;
    /// Leaves what isn't done, at once.
    void stop();

    /// Empty when nothing has been measured. Throws ApiError (503) when too many wait for reports.
    [[nodiscard]] std::shared_ptr<const std::string> report(const StoredSession& session,
                                                            const ModelWords& words);
    /// To be called when something was deleted.
    void forget_reports() { reports_.clear(); }
    [[nodiscard]] MeasuringGate& gate() noexcept { return gate_; }

private:
    void run();
    void measure(SessionId session);
    void write(SessionId session, const std::optional<report::WalkResult>& walk);

    SessionStore& store_;
    const Model& model_;
    std::function<void(const std::string&)> log_;
    std::function<void()> measured_;
    MeasuringGate gate_;
    KeptReports reports_;
    std::atomic<bool> stopping_{false};

    mutable std::mutex mutex_;  // guards the rest
    std::condition_variable changed_;
    std::deque<SessionId> waiting_;
    std::optional<SessionId> current_;
    std::thread thread_;
};

}  // namespace footfall::serve
