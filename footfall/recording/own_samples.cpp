// From what is said about the model's grid to what is said about each sample of the recording's own timeline.
#include "footfall/recording/own_samples.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace footfall {
namespace {

SampleState state_of(const PhaseEstimate& estimate) noexcept {
    return estimate.walking ? SampleState::walking : SampleState::not_walking;
}

}  // namespace

OwnSamples::OwnSamples(Nanoseconds grid_period, int phases, Sink sink)
    : period_(grid_period),
      patience_(20 * kNanosecondsPerSecond + 1000 * grid_period),
      phases_(phases),
      sink_(std::move(sink)) {}

void OwnSamples::add(Nanoseconds time, float pitch_rate_radps) {
    waiting_.push_back({time, pitch_rate_radps, SampleState::unknown, {}});
    while (waiting_.front().time < time - patience_) {
        release(waiting_.front());
        waiting_.pop_front();
    }
}

void OwnSamples::answer(const PhaseEstimate& estimate) {
    before_ = latest_;
    latest_ = estimate;
    const Nanoseconds until = estimate.sample.index * period_;
    while (!waiting_.empty() && waiting_.front().time <= until) {
        release(waiting_.front());
        waiting_.pop_front();
    }
}

void OwnSamples::finish() {
    while (!waiting_.empty()) {
        release(waiting_.front());
        waiting_.pop_front();
    }
}

void OwnSamples::release(AnsweredSample& sample) {
    const auto time_of = [&](const PhaseEstimate& estimate) { return estimate.sample.index * period_; };
    const bool follows =
        before_ && latest_ && !latest_->after_gap && latest_->sample.index == before_->sample.index + 1;
    if (latest_ && time_of(*latest_) == sample.time) {
        sample.state = state_of(*latest_);
        sample.answer = latest_->sample;
    } else if (follows && time_of(*before_) < sample.time && sample.time < time_of(*latest_)) {
        const double share =
            static_cast<double>(sample.time - time_of(*before_)) / static_cast<double>(period_);
        const PhaseEstimate& nearest = share < 0.5 ? *before_ : *latest_;
        sample.state = state_of(nearest);
        sample.answer = before_->walking && latest_->walking
                            ? between(before_->sample, latest_->sample, share)
                            : nearest.sample;
    } else {
        // At the edge of what is known: what lies within half a period is said of the sample too.
        for (const std::optional<PhaseEstimate>* near : {&before_, &latest_}) {
            if (*near && std::abs(time_of(**near) - sample.time) <= period_ / 2) {
                sample.state = state_of(**near);
                sample.answer = (*near)->sample;
            }
        }
    }
    sink_(sample);
}

PhaseSample OwnSamples::between(const PhaseSample& a, const PhaseSample& b, double share) const {
    const auto part = static_cast<float>(share);
    PhaseSample answer = a;
    // The short way round: from 0.99 to 0.01 it is 0.02.
    const float step = b.cycle - a.cycle;
    answer.cycle = a.cycle + part * (step - std::round(step));
    answer.cycle -= std::floor(answer.cycle);
    if (answer.cycle >= 1.0F) {
        answer.cycle = 0.0F;
    }
    for (std::size_t k = 0; k < static_cast<std::size_t>(phases_); ++k) {
        answer.probability[k] = a.probability[k] + part * (b.probability[k] - a.probability[k]);
    }
    answer.phase =
        static_cast<int>(std::max_element(answer.probability.begin(), answer.probability.begin() + phases_) -
                         answer.probability.begin());
    return answer;
}

}  // namespace footfall
