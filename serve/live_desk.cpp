// Starts, stops and marks live sessions.
#include "serve/live_desk.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "serve/api_error.h"
#include "serve/api_json.h"
#include "serve/live_loop.h"
#include "serve/unix_time.h"

namespace footfall::serve {
namespace {

/// Stops that wait for figures: fewer than there are workers to answer.
constexpr int kMostPatientStops = 2;

std::string source_name(const SourceChoice& choice, const std::string& stream) {
    return source_words(choice.kind, choice.kind == "replay" ? choice.recording : stream);
}

void send_end(Socket& socket, SessionState state) {
    socket.send(end_message(state));
    socket.close();
}

}  // namespace

/// A person who is about to begin a session, or to be deleted: nobody else begins one for them meanwhile.
class LiveDesk::Claim {
public:
    enum class For : unsigned char { start, deletion };

    Claim(LiveDesk& desk, PersonId person, For what) : desk_(desk), person_(person), what_(what) {
        const std::lock_guard lock(desk.mutex_);
        if (what == For::start &&
            (desk.stopping_ || desk.live_.size() + desk.starting_.size() >= desk.options_.most_sessions)) {
            throw ApiError(503, "busy", "There are as many live sessions as this server takes.");
        }
        if (person != PersonId{}) {
            const bool is_live = desk.starting_.contains(person) ||
                                 std::any_of(desk.live_.begin(), desk.live_.end(),
                                             [&](const auto& session) { return session.second == person; });
            if (is_live) {
                throw ApiError(409, "live", "That person has a live session already; stop it first.");
            }
            if (desk.leaving_.contains(person)) {
                throw ApiError(409, "leaving", "That person is just being deleted.");
            }
        }
        if (what == For::start) {
            desk.starting_.insert(person);
        } else {
            desk.leaving_.insert(person);
        }
    }
    Claim(const Claim&) = delete;
    Claim& operator=(const Claim&) = delete;
    ~Claim() {
        const std::lock_guard lock(desk_.mutex_);
        if (what_ == For::start) {
            desk_.starting_.erase(desk_.starting_.find(person_));
        } else {
            desk_.leaving_.erase(person_);
        }
        desk_.changed_.notify_all();
    }

private:
    LiveDesk& desk_;
    PersonId person_;
    For what_;
};

LiveDesk::LiveDesk(SessionStore& store, const Model& model, LiveDeskOptions options,
                   std::function<void(const std::string&)> log)
    : store_(store),
      model_(model),
      options_(std::move(options)),
      log_(std::move(log)),
      measurer_(store_, model_, log_, [this] {
          const std::lock_guard lock(mutex_);
          changed_.notify_all();
      }) {
    loop_ = std::make_unique<LiveLoop>(store_, model_, options_, log_,
                                       [this](EndedSession ended) { add_ending(std::move(ended), true); });
    ender_ = std::thread([this] { run_ends(); });
}

LiveDesk::~LiveDesk() {
    stop_all();
    loop_.reset();
}

SessionId LiveDesk::start(NewSession about, const SourceChoice& choice, bool keep_samples) {
    const Claim claim(*this, about.newcomer ? PersonId{} : about.person, Claim::For::start);
    if (!about.newcomer && !store_.find_person(about.person)) {
        throw ApiError(404, "not_found", "There is no such person.");
    }
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
    const auto entry = store_.read_session(id);
    {
        const std::lock_guard lock(mutex_);
        live_[id] = entry ? entry->session.about.person : about.person;
    }
    try {
        loop_->attach(id, std::move(source), keep_samples);
    } catch (...) {
        take_back(id);
        throw;
    }
    return id;
}

void LiveDesk::take_back(SessionId session) {
    try {
        store_.take_back(session);
        const std::lock_guard lock(mutex_);
        live_.erase(session);
    } catch (const Error&) {
        add_ending({session, false, {}}, false);
    }
}

void LiveDesk::add_ending(EndedSession ended, bool has_begun) {
    const std::lock_guard lock(mutex_);
    const SessionId session = ended.session;
    ending_.try_emplace(session, Ending{std::move(ended), has_begun, false, Clock::now(), nullptr});
    changed_.notify_all();
}

void LiveDesk::stop(SessionId session) {
    {
        const std::lock_guard lock(mutex_);
        if (!live_.contains(session)) {
            throw ApiError(409, "not_live", "That session is not live.");
        }
    }
    loop_->detach(session);
    std::unique_lock lock(mutex_);
    if (const auto ending = ending_.find(session); ending != ending_.end()) {
        ending->second.failure = nullptr;
        ending->second.due = Clock::now();
        changed_.notify_all();
    }
    const bool patient = ++stops_ <= kMostPatientStops;
    changed_.wait_for(lock, 2 * options_.wait_for_figures, [&] {
        const auto ending = ending_.find(session);
        return ending == ending_.end() || ending->second.failure || (ending->second.is_in_store && !patient);
    });
    --stops_;
    if (live_.contains(session)) {
        const auto ending = ending_.find(session);
        if (ending != ending_.end() && ending->second.failure) {
            std::rethrow_exception(ending->second.failure);
        }
        throw ApiError(503, "busy", "The session could not be ended yet; it will be as soon as that can be.");
    }
}

void LiveDesk::while_not_live(PersonId person, const std::function<void()>& work) {
    const Claim claim(*this, person, Claim::For::deletion);
    work();
}

Mark LiveDesk::mark(SessionId session, const std::string& text) { return loop_->mark(session, text); }

void LiveDesk::watch(SessionId session, std::shared_ptr<Socket> socket) {
    loop_->watch(session, std::move(socket),
                 [this, session](const std::shared_ptr<Socket>& late) { tell_end(session, late); });
}

/// To one who comes when the samples have stopped.
void LiveDesk::tell_end(SessionId session, const std::shared_ptr<Socket>& socket) {
    {
        const std::lock_guard lock(mutex_);
        if (const auto ending = ending_.find(session); ending != ending_.end()) {
            ending->second.ended.watchers.push_back(socket);
            return;
        }
    }
    try {
        const auto stored = store_.read_session(session);
        if (stored && stored->session.state != SessionState::open) {
            send_end(*socket, stored->session.state);
            return;
        }
    } catch (const Error& error) {
        log_(fmt::format("a session could not be read: {}", error.what()));
    }
    socket->close();  // it is not known, or begins just now: to be asked again
}

void LiveDesk::stop_all() {
    {
        std::unique_lock lock(mutex_);
        if (stopping_) {
            return;
        }
        stopping_ = true;
        changed_.wait(lock, [this] { return starting_.empty(); });
    }
    measurer_.stop();
    for (const LiveEntry& entry : live()) {
        loop_->detach(entry.session);
    }
    {
        std::unique_lock lock(mutex_);
        changed_.notify_all();
        changed_.wait(lock, [this] { return ending_.empty(); });
        ender_leaves_ = true;
        changed_.notify_all();
    }
    ender_.join();
}

std::vector<LiveEntry> LiveDesk::live() const {
    const std::lock_guard lock(mutex_);
    std::vector<LiveEntry> sessions;
    for (const auto& [session, person] : live_) {
        sessions.push_back({session, person});
    }
    return sessions;
}

std::vector<SourceEntry> LiveDesk::sources() const { return loop_->sources(); }

bool LiveDesk::is_due(const Endings::value_type& ending) const {
    const auto& [session, what] = ending;
    return stopping_ || what.due <= Clock::now() || (what.is_in_store && !measurer_.has(session));
}

void LiveDesk::try_to_end(Ending& ending, std::unique_lock<std::mutex>& lock) {
    const SessionId session = ending.ended.session;
    const bool is_first_try = !ending.failure;
    std::exception_ptr failure;
    lock.unlock();
    try {
        if (ending.has_begun) {
            store_.end(session, std::nullopt);
        } else {
            store_.take_back(session);
        }
    } catch (const std::exception& error) {
        failure = std::current_exception();
        if (is_first_try) {
            log_(fmt::format("a session could not be ended yet: {}", error.what()));
        }
    }
    lock.lock();
    ending.failure = failure;
    if (failure) {
        ending.due = Clock::now() + options_.end_again;
    } else {
        live_.erase(session);
        ending.is_in_store = true;
        ending.due = Clock::now();
        if (ending.ended.samples_kept && !stopping_) {
            measurer_.add(session);
            ending.due += options_.wait_for_figures;
        }
    }
    changed_.notify_all();
}

void LiveDesk::tell(Endings::iterator ending, SessionState state, std::unique_lock<std::mutex>& lock) {
    const auto watchers = std::move(ending->second.ended.watchers);
    ending_.erase(ending);
    changed_.notify_all();
    lock.unlock();
    for (const std::shared_ptr<Socket>& watcher : watchers) {
        send_end(*watcher, state);
    }
    lock.lock();
}

void LiveDesk::run_ends() {
    std::unique_lock lock(mutex_);
    while (!ender_leaves_) {
        const auto due =
            std::find_if(ending_.begin(), ending_.end(), [this](const auto& one) { return is_due(one); });
        if (due == ending_.end()) {
            const auto next =
                std::min_element(ending_.begin(), ending_.end(),
                                 [](const auto& a, const auto& b) { return a.second.due < b.second.due; });
            if (next == ending_.end()) {
                changed_.wait(lock);
            } else {
                changed_.wait_until(lock, next->second.due);
            }
        } else if (due->second.is_in_store) {
            tell(due, SessionState::closed, lock);
        } else {
            try_to_end(due->second, lock);
            if (stopping_ && due->second.failure) {
                tell(due, SessionState::interrupted, lock);  // which it is when the store is next opened
            }
        }
    }
}

}  // namespace footfall::serve
