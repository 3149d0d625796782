// The engine's answers to sessions; sources to streams.
#include "serve/live_loop.h"

#include <fmt/format.h>

#include <algorithm>
#include <exception>
#include <future>
#include <utility>

#include "footfall/recording/error.h"
#include "serve/api_error.h"
#include "serve/descriptor_source.h"
#include "serve/host_clock.h"
#include "serve/replay_source.h"
#include "serve/tcp_source.h"
#include "serve/udp_source.h"

namespace footfall::serve {
namespace {

constexpr std::chrono::milliseconds kFrame{33};
constexpr unsigned kFramesPerSecond = 30;
/// After a recording's end, until its last answers are out.
constexpr Nanoseconds kReplayRest = kNanosecondsPerSecond / 2;

/// What a source without codes of its own sends under.
TextDefaults defaults_of(const char* stream) {
    TextDefaults defaults;
    defaults.person = stream;
    return defaults;
}

}  // namespace

LiveLoop::LiveLoop(SessionStore& store, const Model& model, const LiveDeskOptions& options,
                   std::function<void(const std::string&)> log, std::function<void(EndedSession)> ended)
    : store_(store),
      model_(model),
      replays_(options.replays),
      log_(std::move(log)),
      ended_(std::move(ended)),
      engine_(model, LiveOptions{}, *this),
      loop_(engine_),
      tick_(loop_.context()) {
    open_sources(options);
    tick();
    loop_.start();
}

LiveLoop::~LiveLoop() { loop_.stop(); }

void LiveLoop::open_sources(const LiveDeskOptions& options) {
    const auto add = [&](std::unique_ptr<Source> source, const char* kind, const std::string& name,
                         std::function<std::uint16_t()> port) {
        const Source& added = loop_.add(std::move(source));
        SourceEntry entry;
        entry.kind = kind;
        entry.name = name;
        opened_.push_back({std::move(entry), &added, std::move(port)});
    };
    if (options.udp_port) {
        auto source = std::make_unique<UdpSource>(loop_.context(), options.host, *options.udp_port);
        add(std::move(source), "udp", "", [udp = source.get()] { return udp->port(); });
    }
    if (options.tcp_port) {
        auto source = std::make_unique<TcpSource>(loop_.context(), options.host, *options.tcp_port,
                                                  defaults_of("tcp"), TcpSource::Limits());
        add(std::move(source), "tcp", "", [tcp = source.get()] { return tcp->port(); });
    }
    if (!options.serial_device.empty()) {
        add(serial_port(loop_.context(), options.serial_device, options.serial_baud, defaults_of("serial")),
            "serial", options.serial_device, nullptr);
    }
    if (options.standard_input) {
        add(standard_input(loop_.context(), defaults_of("stdin")), "stdin", "", nullptr);
    }
}

/// Runs `work` on the loop's thread and returns what it does, or throws what it throws.
template <class Work>
auto LiveLoop::on_loop(const Work& work) {
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

PreparedSource LiveLoop::prepare(const SourceChoice& choice) {
    if (choice.kind == "replay") {
        return prepare_replay(choice);
    }
    return on_loop([&] {
        const bool open = std::any_of(opened_.begin(), opened_.end(),
                                      [&](const Opened& one) { return one.entry.kind == choice.kind; });
        if (!open) {
            throw ApiError(404, "no_source", "There is no such source.");
        }
        PreparedSource source;
        source.stream = stream_for(choice);
        if (const LiveSession* session = engine_.find(source.stream)) {
            for (const Foot foot : {Foot::left, Foot::right}) {
                const FootHealth health = session->health(foot);
                source.gravity = health.state == FootState::never ? source.gravity : health.kind.gravity;
            }
        }
        return source;
    });
}

PreparedSource LiveLoop::prepare_replay(const SourceChoice& choice) {
    for (const ReplaySet& set : replays_) {
        for (const Replayable& one : set.recordings) {
            if (one.name != choice.recording || (!choice.set.empty() && choice.set != set.name)) {
                continue;
            }
            PreparedSource source;
            source.recording = one.load();
            source.speed = choice.speed;
            source.stream = fmt::format("replay-{}", ++replays_started_);
            if (!source.recording->feet.empty()) {
                source.gravity = source.recording->feet.front().gravity;
            }
            return source;
        }
    }
    throw ApiError(404, "no_recording", "There is no such recording.");
}

std::string LiveLoop::stream_for(const SourceChoice& choice) const {
    std::string stream = choice.stream;
    if (stream.empty()) {
        const std::vector<std::string> free = free_streams();
        const bool own = std::find(free.begin(), free.end(), choice.kind) != free.end();
        if (free.size() > 1 && !own) {
            throw ApiError(409, "which_stream", "Several sensors send; say which stream it is.");
        }
        stream = own || free.empty() ? choice.kind : free.front();
    }
    if (attached_.contains(stream)) {
        throw ApiError(409, "source_taken", "Another session has that source.");
    }
    return stream;
}

void LiveLoop::attach(SessionId session, PreparedSource source, bool keep_samples) {
    on_loop([&] {
        const auto [entry, is_new] = attached_.try_emplace(
            source.stream,
            Attached{WatchedWalk(store_, model_.phases, session, host_now(), keep_samples), nullptr});
        if (!is_new) {
            throw ApiError(409, "source_taken", "Another session has that source.");
        }
        if (source.recording) {
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
    try {
        walk.tick();
    } catch (const std::exception& error) {
        trouble(error);
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
            attached->walk.watch(socket);
        } else {
            otherwise(socket);
        }
    });
}

std::vector<SourceEntry> LiveLoop::sources() {
    std::vector<SourceEntry> entries = on_loop([this] {
        std::vector<SourceEntry> opened;
        for (const Opened& one : opened_) {
            opened.push_back(one.entry);
            opened.back().port = one.port ? one.port() : std::uint16_t{0};
            opened.back().entries = free_streams();
            opened.back().problem = one.source->status().problem;
        }
        return opened;
    });
    for (const ReplaySet& set : replays_) {
        SourceEntry entry;
        entry.kind = "replay";
        entry.name = set.name;
        for (const Replayable& one : set.recordings) {
            entry.entries.push_back(one.name);
        }
        entries.push_back(std::move(entry));
    }
    return entries;
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
        try {
            walk->stride(stride);
        } catch (const std::exception& error) {
            trouble(error);
        }
    }
}

void LiveLoop::motion(const std::string& person, const LiveStride& stride) {
    if (WatchedWalk* walk = find(person)) {
        try {
            walk->motion(stride);
        } catch (const std::exception& error) {
            trouble(error);
        }
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
        bool failed = false;
        for (auto& [stream, attached] : attached_) {
            try {
                attached.walk.tick();
            } catch (const std::exception& error) {
                failed = true;
                trouble(error);
            }
        }
        in_trouble_ = failed;
        if (++ticks_ % kFramesPerSecond == 0) {
            look_after_sessions();
        }
    });
}

void LiveLoop::look_after_sessions() {
    const Nanoseconds now = host_now();
    for (auto entry = attached_.begin(); entry != attached_.end();) {
        const auto session = entry++;
        WatchedWalk& walk = session->second.walk;
        if (const LiveSession* live = engine_.find(session->first)) {
            walk.health(Foot::left, live->health(Foot::left));
            walk.health(Foot::right, live->health(Foot::right));
        }
        walk.tell(now);
        const Source* replay = session->second.replay;
        if (replay != nullptr && replay->status().state == SourceState::gone &&
            now - walk.last_arrival() > kReplayRest) {
            end(session);
        }
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

std::vector<std::string> LiveLoop::free_streams() const {
    std::vector<std::string> streams;
    engine_.for_each([&](const LiveSession& session) {
        if (!attached_.contains(session.person())) {
            streams.push_back(session.person());
        }
    });
    return streams;
}

/// Said once, not thirty times a second.
void LiveLoop::trouble(const std::exception& error) {
    if (!in_trouble_) {
        log_(fmt::format("a live session can't be kept: {}", error.what()));
    }
    in_trouble_ = true;
}

}  // namespace footfall::serve
