// Events and strides from the answers of one foot's stream.
#include "footfall/recording/event_finder.h"

#include <cmath>

#include "footfall/signal/timeline.h"

namespace footfall {
namespace {

/// Whoever stands still for so much longer than a stance may have stopped (WalkingGate) has stopped; before,
/// it was a slow stance. On voisard2023 this finds three points more of the annotated strides.
constexpr Nanoseconds kLongestPause = 300'000'000;

}  // namespace

EventFinder::EventFinder(const Model& model)
    : model_(&model),
      period_(Timeline::options_for(model.preprocessing.rate_hz, model.preprocessing.rate_hz).grid_period),
      contacts_(ContactDetector::options_for(static_cast<int>(model.phases.phases.size()),
                                             model.preprocessing.rate_hz)),
      quiet_(kLongestPause) {}

FoundEvents EventFinder::answer(const PhaseEstimate& estimate) noexcept {
    quiet_ = estimate.walking ? 0 : quiet_ + period_;
    if (estimate.after_gap || quiet_ > kLongestPause) {
        strides_.interrupt();
    }
    if (quiet_ > kLongestPause) {
        return {};  // the jump in the index tells the detector
    }
    strides_.follow(estimate.sample.cycle);
    const std::optional<PhaseOnset> onset = contacts_.update(estimate.sample);
    if (!onset) {
        return {};
    }
    if (!estimate.walking) {
        strides_.interrupt();  // whatever the foot does there is no step
        return {};
    }
    const EventKind kind = model_->phases.phases[static_cast<std::size_t>(onset->phase)].begins_with;
    const Event event{kind, std::llround(onset->position * static_cast<double>(period_)) + offset_of(kind)};
    return {event, strides_.update(event)};
}

Nanoseconds EventFinder::offset_of(EventKind kind) const noexcept {
    const float offset_s = kind == EventKind::initial_contact ? model_->event_offsets.initial_contact_s
                           : kind == EventKind::final_contact ? model_->event_offsets.final_contact_s
                                                              : 0.0F;
    return std::llround(static_cast<double>(offset_s) * static_cast<double>(kNanosecondsPerSecond));
}

}  // namespace footfall
