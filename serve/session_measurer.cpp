// Sessions that are over, gone through once more.
#include "serve/session_measurer.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <exception>
#include <utility>

#include "footfall/recording/error.h"

namespace footfall::serve {
namespace {

constexpr std::chrono::seconds kWriteAgain{1};

}  // namespace

SessionMeasurer::SessionMeasurer(SessionStore& store, const Model& model,
                                 std::function<void(const std::string&)> log, std::function<void()> measured)
    : store_(store), model_(model), log_(std::move(log)), measured_(std::move(measured)) {
    for (const SessionId session : store_.unmeasured()) {
        waiting_.push_back(session);
    }
    thread_ = std::thread([this] { run(); });
}

SessionMeasurer::~SessionMeasurer() { stop(); }

void SessionMeasurer::add(SessionId session) {
    const std::lock_guard lock(mutex_);
    waiting_.push_front(session);
    changed_.notify_all();
}

bool SessionMeasurer::has(SessionId session) const {
    const std::lock_guard lock(mutex_);
    return current_ == session || std::find(waiting_.begin(), waiting_.end(), session) != waiting_.end();
}

void SessionMeasurer::stop() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
        changed_.notify_all();
    }
    gate_.close();
    if (thread_.joinable()) {
        thread_.join();
    }
}

void SessionMeasurer::run() {
    std::unique_lock lock(mutex_);
    while (true) {
        changed_.wait(lock, [this] { return stopping_ || !waiting_.empty(); });
        if (stopping_) {
            return;
        }
        current_ = waiting_.front();
        waiting_.pop_front();
        lock.unlock();
        measure(*current_);
        lock.lock();
        current_.reset();
        lock.unlock();
        measured_();
        lock.lock();
    }
}

void SessionMeasurer::measure(SessionId session) {
    try {
        const auto stored = store_.read_session(session);
        if (!stored || stored->session.measured) {
            return;
        }
        std::optional<report::WalkResult> walk;
        {
            const MeasuringGate::Turn turn(gate_, MeasuringGate::For::background);
            if (!turn.granted()) {
                return;
            }
            walk = walk_of(store_, *stored, model_, &stopping_);
        }
        write(session, walk);
    } catch (const MeasuringStopped&) {
        // The store knows that it is still to be done.
    } catch (const Error& error) {
        // Samples that can't be read now can't be read later: what was said live stays.
        if (store_.read_session(session)) {
            log_(fmt::format("a session could not be measured: {}", error.what()));
            write(session, std::nullopt);
        }
    } catch (const std::exception& error) {
        log_(fmt::format("a session could not be measured: {}", error.what()));
    }
}

/// However long the store is held or full: measuring again would only take longer.
void SessionMeasurer::write(SessionId session, const std::optional<report::WalkResult>& walk) {
    while (true) {
        try {
            if (walk) {
                store_.replace_measures(session, walk->walk, walk->summary.all);
            } else {
                store_.keep_measures(session);
            }
            return;
        } catch (const StoreBusy&) {
        } catch (const StoreFull&) {
        }
        std::unique_lock lock(mutex_);
        if (changed_.wait_for(lock, kWriteAgain, [this] { return stopping_.load(); })) {
            return;
        }
    }
}

std::shared_ptr<const std::string> SessionMeasurer::report(const StoredSession& session,
                                                           const ModelWords& words) {
    if (auto kept = reports_.find(session)) {
        return kept;
    }
    const MeasuringGate::Turn turn(gate_, MeasuringGate::For::request);
    if (auto kept = reports_.find(session)) {
        return kept;  // made while this waited
    }
    auto walk = walk_of(store_, session, model_);
    if (!walk) {
        return nullptr;
    }
    auto html = std::make_shared<const std::string>(report_html(session, std::move(*walk), model_, words));
    if (session.session.state != SessionState::open) {
        reports_.keep(session, html);
    }
    return html;
}

}  // namespace footfall::serve
