// Starts, stops and marks live sessions.
#include "serve/live_desk.h"

#include <fmt/format.h>

#include <chrono>
#include <exception>
#include <utility>

#include "serve/api_error.h"
#include "serve/api_json.h"
#include "serve/live_loop.h"
#include "serve/session_report.h"
#include "serve/unix_time.h"

namespace footfall::serve {
namespace {

std::string source_name(const SourceChoice& choice, const std::string& stream) {
    return source_words(choice.kind, choice.kind == "replay" ? choice.recording : stream);
}

}  // namespace

LiveDesk::LiveDesk(SessionStore& store, const Model& model, LiveDeskOptions options,
                   std::function<void(const std::string&)> log)
    : store_(store), model_(model), options_(std::move(options)), log_(std::move(log)) {
    loop_ = std::make_unique<LiveLoop>(store_, model_, options_, log_, [this](EndedSession ended) {
        const std::lock_guard lock(mutex_);
        ending_.push_back(std::move(ended));
        changed_.notify_all();
    });
    ender_ = std::thread([this] { run_ends(); });
}

LiveDesk::~LiveDesk() { stop_all(); }

SessionId LiveDesk::start(NewSession about, const SourceChoice& choice, bool keep_samples) {
    {
        const std::lock_guard lock(mutex_);
        if (stopping_ || live_.size() + starting_ >= options_.most_sessions) {
            throw ApiError(503, "busy", "There are as many live sessions as this server takes.");
        }
        for (const auto& [session, person] : live_) {
            if (person == about.person) {
                throw ApiError(409, "live", "That person has a live session already.");
            }
        }
        ++starting_;
    }
    struct Started {
        LiveDesk& desk;
        ~Started() {
            const std::lock_guard lock(desk.mutex_);
            --desk.starting_;
        }
    } const started{*this};

    PreparedSource source = loop_->prepare(choice);
    about.started = unix_now();
    about.source = source_name(choice, source.stream);
    about.moment_known = !source.recording;
    about.one_clock = !source.recording || source.recording->one_clock;
    std::vector<TrackStart> tracks;
    if (keep_samples) {
        for (const Foot foot : {Foot::left, Foot::right}) {
            tracks.push_back({foot, model_.preprocessing.rate_hz, Gravity::included});
        }
    }
    const SessionId id = store_.begin(about, tracks);
    {
        const std::lock_guard lock(mutex_);
        live_[id] = about.person;
    }
    try {
        loop_->attach(id, std::move(source), keep_samples);
    } catch (...) {
        {
            const std::lock_guard lock(mutex_);
            live_.erase(id);
        }
        store_.end(id, std::nullopt);
        store_.delete_session(id);
        throw;
    }
    return id;
}

void LiveDesk::stop(SessionId session) {
    {
        const std::lock_guard lock(mutex_);
        if (!live_.contains(session)) {
            throw ApiError(409, "not_live", "That session is not live.");
        }
    }
    while (true) {
        if (auto ended = loop_->detach(session)) {
            finish(*ended);
            return;
        }
        // It has just ended by itself, or begins just now.
        std::unique_lock lock(mutex_);
        if (changed_.wait_for(lock, std::chrono::milliseconds(50),
                              [&] { return !live_.contains(session); })) {
            return;
        }
    }
}

Mark LiveDesk::mark(SessionId session, const std::string& text) { return loop_->mark(session, text); }

void LiveDesk::watch(SessionId session, SessionState stored, std::shared_ptr<Socket> socket) {
    loop_->watch(session, stored, std::move(socket));
}

void LiveDesk::stop_all() {
    {
        const std::lock_guard lock(mutex_);
        if (stopping_) {
            return;
        }
        stopping_ = true;
    }
    for (const SessionId session : live()) {
        if (auto ended = loop_->detach(session)) {
            finish(*ended);
        }
    }
    changed_.notify_all();
    ender_.join();
}

std::vector<SessionId> LiveDesk::live() const {
    const std::lock_guard lock(mutex_);
    std::vector<SessionId> sessions;
    for (const auto& [session, person] : live_) {
        sessions.push_back(session);
    }
    return sessions;
}

bool LiveDesk::is_live(PersonId person) const {
    const std::lock_guard lock(mutex_);
    for (const auto& [session, whose] : live_) {
        if (whose == person) {
            return true;
        }
    }
    return false;
}

std::vector<SourceEntry> LiveDesk::sources() const { return loop_->sources(); }

void LiveDesk::finish(const EndedSession& ended) {
    SessionState state = SessionState::closed;
    try {
        store_.end(ended.session, std::nullopt);
    } catch (const std::exception& error) {
        state = SessionState::interrupted;
        log_(fmt::format("a session could not be ended: {}", error.what()));
    }
    try {
        const auto stored = store_.read_session(ended.session);
        if (ended.samples_kept && stored) {
            // What is said live knows nothing of the way walked; what was kept of the samples tells it.
            if (const auto walk = walk_of(store_, *stored, model_)) {
                store_.replace_measures(ended.session, walk->walk, walk->summary.all);
            }
        }
    } catch (const std::exception& error) {
        log_(fmt::format("a session could not be measured: {}", error.what()));
    }
    {
        const std::lock_guard lock(mutex_);
        live_.erase(ended.session);
    }
    changed_.notify_all();
    for (const std::shared_ptr<Socket>& watcher : ended.watchers) {
        watcher->send(end_message(state));
        watcher->close();
    }
}

void LiveDesk::run_ends() {
    std::unique_lock lock(mutex_);
    while (true) {
        changed_.wait(lock, [this] { return stopping_ || !ending_.empty(); });
        if (ending_.empty()) {
            return;
        }
        const EndedSession ended = std::move(ending_.front());
        ending_.pop_front();
        lock.unlock();
        finish(ended);
        lock.lock();
    }
}

}  // namespace footfall::serve
