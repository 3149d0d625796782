// One foot live: timeline, phase, events and strides, given on as they come.
#pragma once

#include <optional>
#include <span>

#include "footfall/phase/phase_estimator.h"
#include "footfall/recording/event_finder.h"
#include "footfall/recording/motion_finder.h"
#include "serve/fresh_estimators.h"
#include "serve/live_sink.h"
#include "serve/live_timeline.h"

namespace footfall::serve {

/// What one moment made known.
struct LiveAnswer {
    LiveSample sample;
    std::optional<LiveEvent> event;
    std::optional<LiveStride> stride;  ///< that ends with the event
    /// Earlier ones, of which nothing but the motion is new. Valid until the next answer.
    std::span<const MeasuredMotion> motions;
};

/// Readings in, answers out. The model of the estimators must outlive it.
class LiveFoot {
public:
    /// Throws footfall::Error when the model can't be run on the stream's rate.
    /// @param patience see LiveTimeline
    /// @param alignment as it was learned before with the sensor worn so; without it, it is learned
    LiveFoot(FreshEstimators& estimators, Foot foot, const StreamKind& kind, Nanoseconds patience,
             const std::optional<Alignment>& alignment);

    void push(const SensorReading& reading) { timeline_.push(reading); }
    void advance(Nanoseconds now) { timeline_.advance(now); }
    /// The next answer that is ready; to be asked after push() and advance() until there is none.
    [[nodiscard]] std::optional<LiveAnswer> next();

    [[nodiscard]] const LiveTimeline& timeline() const noexcept { return timeline_; }
    /// Of the latest packet, beyond the least delay there is; NaN before the first.
    [[nodiscard]] double delay_s() const noexcept { return delay_s_; }
    [[nodiscard]] const std::optional<Alignment>& alignment() const noexcept { return phases_.alignment(); }
    [[nodiscard]] LiveStride on_host_clock(const MeasuredMotion& measured) const;

private:
    void measure_from_now_on();
    [[nodiscard]] LiveAnswer answer(const PhaseEstimate& estimate);

    Foot foot_;
    LiveTimeline timeline_;
    PhaseEstimator phases_;
    EventFinder events_;
    std::optional<MotionFinder> motion_;        // since the mounting is known
    std::span<const PhaseEstimate> estimates_;  // of the latest sample, not given yet
    Nanoseconds arrival_ = 0;                   // of the latest sample
    double delay_s_ = kUnknown;
};

}  // namespace footfall::serve
