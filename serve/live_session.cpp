// One person live.
#include "serve/live_session.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace footfall::serve {

LiveSession::LiveSession(FreshEstimators& estimators, std::string person, const LiveOptions& options,
                         LiveSink& sink)
    : estimators_(&estimators), person_(std::move(person)), options_(options), sink_(&sink) {}

LiveSession::Stream& LiveSession::stream_of(const SensorReading& reading) {
    const Foot foot = reading.stream.foot;
    std::optional<Stream>& stream = feet_[static_cast<std::size_t>(foot)];
    if (stream && (stream->state != FootState::gone || stream->live.timeline().kind() == reading.kind)) {
        return *stream;
    }
    // What was learned of the mounting holds for the sensor that comes back.
    const std::optional<Alignment> known = stream && stream->live.alignment()
                                               ? stream->live.alignment()
                                               : options_.alignment[static_cast<std::size_t>(foot)];
    stream.reset();
    stream.emplace(Stream{LiveFoot(*estimators_, foot, reading.kind, options_.patience, known),
                          RateLimit(reading.kind.rate_hz * std::max(1.0, reading.kind.speed))});
    return *stream;
}

void LiveSession::take(const SensorReading& reading, const Source* source) {
    source_ = source;
    Stream& stream = stream_of(reading);
    if (!stream.limit.take(reading.arrival)) {
        ++stream.too_fast;
        return;
    }
    const std::uint64_t dropped = stream.live.timeline().counts().dropped();
    stream.live.push(reading);
    // What is of no use is no sign of life.
    if (stream.live.timeline().counts().dropped() == dropped) {
        stream.last_arrival = std::max(stream.last_arrival, reading.arrival);
        set_state(stream, reading.stream.foot, FootState::sending);
    }
    give(stream, reading.arrival);
}

void LiveSession::advance(Nanoseconds now) {
    for (const Foot foot : {Foot::left, Foot::right}) {
        if (auto& stream = feet_[static_cast<std::size_t>(foot)]) {
            stream->live.advance(now);
            give(*stream, now);
            if (now - stream->last_arrival > options_.gone_after) {
                set_state(*stream, foot, FootState::gone);
            }
        }
    }
    if (latest_.forget_old(now)) {
        sink_->gait(person_, latest_.gait());
    }
}

void LiveSession::give(Stream& stream, Nanoseconds now) {
    while (const std::optional<LiveAnswer> answer = stream.live.next()) {
        sink_->sample(person_, answer->sample);
        if (answer->event) {
            sink_->event(person_, *answer->event);
        }
        if (answer->stride) {
            sink_->stride(person_, *answer->stride);
            latest_.add(*answer->stride, now);
            sink_->gait(person_, latest_.gait());
        }
        for (const MeasuredMotion& measured : answer->motions) {
            if (std::isnan(measured.motion.length_m.value)) {
                continue;
            }
            const LiveStride stride = stream.live.on_host_clock(measured);
            latest_.add_motion(stride);
            sink_->motion(person_, stride);
            sink_->gait(person_, latest_.gait());
        }
    }
}

void LiveSession::set_state(Stream& stream, Foot foot, FootState state) {
    if (std::exchange(stream.state, state) != state) {
        sink_->health(person_, foot, health(foot));
    }
}

FootHealth LiveSession::health(Foot foot) const {
    FootHealth health;
    if (const auto& stream = feet_[static_cast<std::size_t>(foot)]) {
        const LiveTimeline& timeline = stream->live.timeline();
        health.state = stream->state;
        health.kind = timeline.kind();
        health.counts = timeline.counts();
        health.too_fast = stream->too_fast;
        health.last_arrival = stream->last_arrival;
        health.drift_ppm = timeline.drift_ppm();
        health.delay_s = stream->live.delay_s();
        health.mounting_known = stream->live.alignment().has_value();
    }
    return health;
}

std::optional<Alignment> LiveSession::alignment(Foot foot) const {
    const auto& stream = feet_[static_cast<std::size_t>(foot)];
    return stream ? stream->live.alignment() : std::nullopt;
}

Nanoseconds LiveSession::last_arrival() const noexcept {
    Nanoseconds last = 0;
    for (const auto& stream : feet_) {
        last = std::max(last, stream ? stream->last_arrival : 0);
    }
    return last;
}

}  // namespace footfall::serve
