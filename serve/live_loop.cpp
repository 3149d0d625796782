// The engine's answers to sessions, and sessions from their beginning to their end.
#include "serve/live_loop.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <utility>

#include "footfall/recording/error.h"
#include "serve/api_error.h"
#include "serve/api_json.h"
#include "serve/host_clock.h"
#include "serve/replay_source.h"

namespace footfall::serve {
namespace {

constexpr std::chrono::milliseconds kFrame{33};
constexpr unsigned kFramesPerSecond = 30;
/// After a recording's end, until its last answers are out.
constexpr Nanoseconds kReplayRest = kNanosecondsPerSecond / 2;

LiveOptions live_options(const LiveDeskOptions& desk) {
    LiveOptions options;
    options.patience = desk.patience;
    return options;
}

/// When each foot's stream begins, since the first of them does.
std::array<Nanoseconds, 2> begins_of(const Recording& recording) {
    std::array<Nanoseconds, 2> begins{};
    Nanoseconds first = std::numeric_limits<Nanoseconds>::max();
    for (const FootTrack& track : recording.feet) {
        if (!track.samples.empty()) {
            begins[track.foot == Foot::left ? 0 : 1] = track.samples.front().time;
            first = std::min(first, track.samples.front().time);
        }
    }
    for (Nanoseconds& begin : begins) {
        begin -= first;
    }
    return begins;
}

}  // namespace

LiveLoop::LiveLoop(SessionStore& store, const Model& model, const LiveDeskOptions& options,
                   std::function<void(const std::string&)> log, std::function<void(EndedSession)> ended)
    : store_(store),
      model_(model),
      replays_(options.replays),
      log_(std::move(log)),
      ended_(std::move(ended)),
      engine_(model, live_options(options), *this),
      loop_(engine_),
      tick_(loop_.context()) {
    open_sources(options);
    tick();
    loop_.start();
}

LiveLoop::~LiveLoop() { loop_.stop(); }

void LiveLoop::attach(SessionId session, PreparedSource source, bool keep_samples) {
    on_loop([&] {
        const auto [entry, is_new] = attached_.try_emplace(
            source.stream,
            Attached{WatchedWalk(store_, model_.phases, session, host_now(), keep_samples), nullptr});
        if (!is_new) {
            throw ApiError(409, "source_taken", "Another session has that source.");
        }
        if (source.recording) {
            entry->second.walk.follow_recording(begins_of(*source.recording));
            try {
                entry->second.replay = &loop_.add(std::make_unique<ReplaySource>(
                    loop_.context(), *source.recording, source.stream, source.speed));
            } catch (const Error&) {
                attached_.erase(entry);
                throw ApiError(422, "no_replay", "That recording can't be replayed so.");
            }
        }
    });
}

void LiveLoop::detach(SessionId session) {
    on_loop([&] {
        const auto entry = std::find_if(attached_.begin(), attached_.end(), [&](const auto& one) {
            return one.second.walk.session() == session;
        });
        if (entry != attached_.end()) {
            end(entry);
        }
    });
}

void LiveLoop::end(std::map<std::string, Attached>::iterator session) {
    WatchedWalk& walk = session->second.walk;
    walk.tick();
    if (walk.unkept() > 0) {
        log_(fmt::format("{} samples of a session could not be kept", walk.unkept()));
    }
    EndedSession ended{walk.session(), walk.keeps_samples(), walk.take_watchers()};
    if (session->second.replay != nullptr) {
        loop_.remove(*session->second.replay);
        engine_.forget(session->first);
    }
    attached_.erase(session);
    ended_(std::move(ended));
}

Mark LiveLoop::mark(SessionId session, const std::string& text) {
    return on_loop([&] {
        Attached* attached = find(session);
        if (attached == nullptr) {
            throw ApiError(409, "not_live", "That session is not live.");
        }
        return attached->walk.mark(text, host_now());
    });
}

void LiveLoop::watch(SessionId session, std::shared_ptr<Socket> socket,
                     std::function<void(std::shared_ptr<Socket>)> otherwise) {
    loop_.post([this, session, socket = std::move(socket), otherwise = std::move(otherwise)] {
        if (Attached* attached = find(session)) {
            attached->walk.watch(socket, host_now());
        } else {
            otherwise(socket);
        }
    });
}

void LiveLoop::sample(const std::string& person, const LiveSample& sample) {
    if (WatchedWalk* walk = find(person)) {
        const LiveSession* session = engine_.find(person);
        walk->sample(sample, session != nullptr ? session->alignment(sample.foot) : std::nullopt);
    }
}

void LiveLoop::event(const std::string& /*person*/, const LiveEvent& /*event*/) {}

void LiveLoop::stride(const std::string& person, const LiveStride& stride) {
    if (WatchedWalk* walk = find(person)) {
        walk->stride(stride);
    }
}

void LiveLoop::motion(const std::string& person, const LiveStride& stride) {
    if (WatchedWalk* walk = find(person)) {
        walk->motion(stride);
    }
}

void LiveLoop::gait(const std::string& person, const LiveGait& gait) {
    if (WatchedWalk* walk = find(person)) {
        walk->gait(gait);
    }
}

void LiveLoop::health(const std::string& person, Foot foot, const FootHealth& health) {
    if (WatchedWalk* walk = find(person)) {
        walk->health(foot, health);
    }
}

void LiveLoop::tick() {
    tick_.expires_after(kFrame);
    tick_.async_wait([this](const boost::system::error_code& cancelled) {
        if (cancelled) {
            return;
        }
        tick();
        for (auto& [stream, attached] : attached_) {
            attached.walk.tick();
        }
        if (++ticks_ % kFramesPerSecond == 0) {
            look_after_sessions();
        }
    });
}

void LiveLoop::look_after_sessions() {
    const Nanoseconds now = host_now();
    std::string problem;
    for (auto entry = attached_.begin(); entry != attached_.end();) {
        const auto session = entry++;
        WatchedWalk& walk = session->second.walk;
        if (const LiveSession* live = engine_.find(session->first)) {
            walk.health(Foot::left, live->health(Foot::left));
            walk.health(Foot::right, live->health(Foot::right));
        }
        walk.tell(now);
        problem = walk.problem().empty() ? problem : walk.problem();
        const Source* replay = session->second.replay;
        if (replay != nullptr && replay->status().state == SourceState::gone &&
            now - walk.last_arrival() > kReplayRest) {
            end(session);
        }
    }
    // Said once, not once a second.
    if (!std::exchange(in_trouble_, !problem.empty()) && in_trouble_) {
        log_(fmt::format("a live session can't be kept: {}", problem));
    }
}

LiveLoop::Attached* LiveLoop::find(SessionId session) {
    for (auto& [stream, attached] : attached_) {
        if (attached.walk.session() == session) {
            return &attached;
        }
    }
    return nullptr;
}

WatchedWalk* LiveLoop::find(const std::string& stream) {
    const auto found = attached_.find(stream);
    return found == attached_.end() ? nullptr : &found->second.walk;
}

}  // namespace footfall::serve
