// One foot live.
#include "serve/live_foot.h"

namespace footfall::serve {
LiveFoot::LiveFoot(FreshEstimators& estimators, Foot foot, const StreamKind& kind, Nanoseconds patience,
                   const std::optional<Alignment>& alignment)
    : foot_(foot),
      timeline_(kind, patience),
      phases_(estimators.of({foot, kind.rate_hz, kind.gravity == Gravity::included, alignment, 1})),
      events_(estimators.model()) {}

std::optional<LiveAnswer> LiveFoot::next() {
    while (estimates_.empty()) {
        const std::optional<TimedSample> sample = timeline_.next();
        if (!sample) {
            return std::nullopt;
        }
        arrival_ = sample->arrival;
        delay_s_ = static_cast<double>(sample->arrival - timeline_.to_host(sample->sample.time)) /
                   static_cast<double>(kNanosecondsPerSecond);
        estimates_ = phases_.update(sample->sample);
    }
    const PhaseEstimate& first = estimates_.front();
    estimates_ = estimates_.subspan(1);
    return answer(first);
}

LiveAnswer LiveFoot::answer(const PhaseEstimate& estimate) {
    LiveAnswer answer;
    LiveSample& sample = answer.sample;
    sample.foot = foot_;
    sample.stream_time = estimate.sample.index * events_.grid_period();
    sample.time = timeline_.to_host(sample.stream_time);
    sample.arrival = arrival_;
    sample.imu = estimate.imu;
    sample.mounting_known = phases_.alignment().has_value();
    sample.walking = estimate.walking;
    sample.cycle = estimate.sample.cycle;
    sample.phase = estimate.sample.phase;
    sample.confidence = estimate.sample.probability[static_cast<std::size_t>(estimate.sample.phase)];
    sample.after_gap = estimate.after_gap;
    sample.bridged = estimate.bridged;
    sample.drift_ppm = timeline_.drift_ppm();
    sample.gravity = timeline_.kind().gravity;
    const FoundEvents found = events_.answer(estimate);
    if (found.event) {
        answer.event =
            LiveEvent{foot_, found.event->kind, timeline_.to_host(found.event->time), found.event->time};
    }
    if (found.stride) {
        answer.stride = on_host_clock({*found.stride, {}});
    }
    if (!motion_ && phases_.alignment()) {
        measure_from_now_on();
    }
    if (motion_) {
        motion_->update(estimate, found.stride);
        answer.motions = motion_->measured();
    }
    return answer;
}

/// The mounting is still learned better for some strides, but lengths hardly depend on it: the filter finds
/// gravity by itself.
void LiveFoot::measure_from_now_on() {
    StrideMeterOptions options;
    options.foot = foot_;
    options.rate_hz = events_.model().preprocessing.rate_hz;
    options.gravity_included = timeline_.kind().gravity == Gravity::included;
    motion_.emplace(events_.model(), options, *phases_.alignment());
}

LiveStride LiveFoot::on_host_clock(const MeasuredMotion& measured) const {
    return {foot_, timeline_.to_host(measured.stride.start), measured.stride, measured.motion};
}

}  // namespace footfall::serve
