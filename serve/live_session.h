// One person live: both feet's readings in, what is said of the walk out.
#pragma once

#include <array>
#include <optional>
#include <string>

#include "footfall/signal/alignment.h"
#include "serve/fresh_estimators.h"
#include "serve/latest_strides.h"
#include "serve/live_foot.h"
#include "serve/live_sink.h"
#include "serve/rate_limit.h"
#include "serve/sensor_reading.h"

namespace footfall::serve {

class Source;

struct LiveOptions {
    /// How long to wait for a packet that others have overtaken, and so how late answers about those can be.
    /// 0: it is lost at once.
    Nanoseconds patience = kDefaultPatience;
    /// A foot of which nothing has come for so long is gone.
    Nanoseconds gone_after = kNanosecondsPerSecond;
    /// A person of whom nothing has come for so long is forgotten.
    Nanoseconds forget_after = 600 * kNanosecondsPerSecond;
    /// By foot: how the sensors are mounted, as learned before with them worn so; without it, it is learned.
    std::array<std::optional<Alignment>, 2> alignment;
};

/// The estimators and the sink must outlive it. Memory is constant but for what it holds to put in order,
/// which is bounded.
class LiveSession {
public:
    LiveSession(FreshEstimators& estimators, std::string person, const LiveOptions& options, LiveSink& sink);

    /// Takes a reading of this person. Never throws for what the reading says, but footfall::Error when the
    /// model can't be run on its rate. A foot that was gone may come back as a stream of another kind; one
    /// that hasn't, keeps the kind it has.
    /// @param source that it came by; see source()
    void take(const SensorReading& reading, const Source* source = nullptr);

    /// To be called as time passes, some hundred times a second.
    void advance(Nanoseconds now);

    [[nodiscard]] const std::string& person() const noexcept { return person_; }
    [[nodiscard]] FootHealth health(Foot foot) const;
    [[nodiscard]] LiveGait gait() const { return latest_.gait(); }
    /// The mounting in use, to be kept for the next time; nothing while it is being learned.
    [[nodiscard]] std::optional<Alignment> alignment(Foot foot) const;
    /// That the latest reading came by: to be compared, as it may be gone.
    [[nodiscard]] const Source* source() const noexcept { return source_; }
    /// When anything of use came last; 0 before.
    [[nodiscard]] Nanoseconds last_arrival() const noexcept;

private:
    struct Stream {
        LiveFoot live;
        RateLimit limit;
        FootState state = FootState::never;
        Nanoseconds last_arrival = 0;
        std::uint64_t too_fast = 0;
    };

    [[nodiscard]] Stream& stream_of(const SensorReading& reading);
    void give(Stream& stream, Nanoseconds now);
    void set_state(Stream& stream, Foot foot, FootState state);

    FreshEstimators* estimators_;
    std::string person_;
    LiveOptions options_;
    LiveSink* sink_;
    const Source* source_ = nullptr;
    std::array<std::optional<Stream>, 2> feet_;
    LatestStrides latest_;
};

}  // namespace footfall::serve
