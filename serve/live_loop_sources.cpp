// Sources, and the streams that sessions begin with.
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "serve/api_error.h"
#include "serve/descriptor_source.h"
#include "serve/host_clock.h"
#include "serve/live_loop.h"
#include "serve/tcp_source.h"
#include "serve/udp_source.h"

namespace footfall::serve {
namespace {

/// A code of which nothing has come for so long sends no more.
constexpr Nanoseconds kSends = 10 * kNanosecondsPerSecond;

/// What a source without codes of its own sends under.
TextDefaults defaults_of(const char* stream) {
    TextDefaults defaults;
    defaults.person = stream;
    return defaults;
}

bool sends(const LiveSession& session) { return host_now() - session.last_arrival() < kSends; }

/// What strangers send may hold anything: one line of ASCII.
std::string as_shown(const std::string& text) {
    constexpr std::size_t kLongest = 160;
    std::string shown = text.substr(0, kLongest);
    std::replace_if(
        shown.begin(), shown.end(), [](char c) { return c < 0x20 || c > 0x7E; }, '?');
    return shown;
}

}  // namespace

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
        const UdpSource* udp = source.get();
        add(std::move(source), "udp", "", [udp] { return udp->port(); });
    }
    if (options.tcp_port) {
        auto source = std::make_unique<TcpSource>(loop_.context(), options.host, *options.tcp_port,
                                                  defaults_of("tcp"), TcpSource::Limits());
        const TcpSource* tcp = source.get();
        add(std::move(source), "tcp", "", [tcp] { return tcp->port(); });
    }
    if (!options.serial_device.empty()) {
        add(serial_port(loop_.context(), options.serial_device, options.serial_baud, defaults_of("serial")),
            "serial", options.serial_device, nullptr);
    }
    if (options.standard_input) {
        add(standard_input(loop_.context(), defaults_of("stdin")), "stdin", "", nullptr);
    }
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
            return source;
        }
    }
    throw ApiError(404, "no_recording", "There is no such recording.");
}

/// A stream that sends, or one that is named: else the session might wait for ever for a code that none has.
std::string LiveLoop::stream_for(const SourceChoice& choice) const {
    std::string stream = choice.stream;
    std::vector<std::string> free;
    for (const Opened& one : opened_) {
        if (one.entry.kind == choice.kind) {
            const std::vector<std::string> by_it = free_streams(*one.source);
            free.insert(free.end(), by_it.begin(), by_it.end());
        } else if (const LiveSession* other = engine_.find(stream);
                   other != nullptr && other->source() == one.source && sends(*other)) {
            throw ApiError(409, "other_source", "That stream comes by another source.");
        }
    }
    if (attached_.contains(stream)) {
        throw ApiError(409, "source_taken", "Another session has that source.");
    }
    if (!stream.empty()) {
        return stream;
    }
    // Lines that lack a person are under the source's own code.
    if (std::find(free.begin(), free.end(), choice.kind) != free.end()) {
        return choice.kind;
    }
    if (free.size() > 1) {
        throw ApiError(409, "which_stream", "Several sensors send; say which stream it is.");
    }
    if (free.empty()) {
        throw ApiError(409, "no_stream", "Nothing that is free sends there. Switch the sensor on first.");
    }
    return free.front();
}

std::vector<std::string> LiveLoop::free_streams(const Source& source) const {
    std::vector<std::string> streams;
    engine_.for_each([&](const LiveSession& session) {
        if (session.source() == &source && sends(session) && !attached_.contains(session.person())) {
            streams.push_back(session.person());
        }
    });
    return streams;
}

SourceEntry LiveLoop::entry_of(const Opened& opened) const {
    const SourceStatus& status = opened.source->status();
    SourceEntry entry = opened.entry;
    entry.port = opened.port ? opened.port() : std::uint16_t{0};
    entry.entries = free_streams(*opened.source);
    entry.problem = status.problem;
    entry.malformed = status.malformed;
    entry.last_malformed = as_shown(status.last_malformed);
    entry.refused = status.refused + loop_.refused(*opened.source);
    entry.dropped = status.dropped;
    return entry;
}

std::vector<SourceEntry> LiveLoop::sources() {
    std::vector<SourceEntry> entries = on_loop([this] {
        std::vector<SourceEntry> opened;
        for (const Opened& one : opened_) {
            opened.push_back(entry_of(one));
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

}  // namespace footfall::serve
