// The one interface of all live sources: whatever the way samples come, they are delivered as readings.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>

#include "serve/sensor_reading.h"

namespace footfall::serve {

enum class SourceState : unsigned char {
    stopped,    ///< not started, or stopped
    waiting,    ///< open, and nobody has sent anything yet
    connected,  ///< somebody sends
    gone,   ///< who sent has left: the peer closed, the recording or standard input ended, a cable was pulled
    failed  ///< can't be opened or read; `problem` says why
};

[[nodiscard]] const char* to_string(SourceState state) noexcept;

/// What a source has seen. Counts since it was made.
struct SourceStatus {
    SourceState state = SourceState::stopped;
    std::string problem;          ///< why it failed; empty otherwise
    std::uint64_t readings = 0;   ///< delivered
    std::uint64_t malformed = 0;  ///< lines or datagrams that are no readings; none is delivered in part
    std::string last_malformed;   ///< what was wrong with the latest of them
    std::uint64_t refused = 0;    ///< connections beyond the limit
    std::uint64_t dropped = 0;    ///< connections that were silent, or sent nothing but malformed lines
    std::size_t connections = 0;  ///< open now

    void malformed_because(std::string why) {
        ++malformed;
        last_malformed = std::move(why);
    }
};

/// Lives on one thread, that of the event loop it was made with: every member is called there, and every
/// reading is delivered there. No call blocks. From within a delivery a source may be stopped, but not
/// started or destroyed.
class Source {
public:
    /// The reading is the source's own, and reused when the call is over.
    using Deliver = std::function<void(const SensorReading&)>;

    virtual ~Source() = default;

    /// For people: "udp 127.0.0.1:4000".
    [[nodiscard]] virtual std::string name() const = 0;
    /// Begins to deliver. What can't be opened shows in status(), not as an exception: other sources go on.
    virtual void start(Deliver deliver) = 0;
    /// Delivers nothing from now on and closes what it holds. May be started again.
    virtual void stop() = 0;
    [[nodiscard]] virtual const SourceStatus& status() const = 0;
};

}  // namespace footfall::serve
