// Gait events from the phase stream.
#include "footfall/events/contact.h"

#include <algorithm>
#include <cmath>

namespace footfall {
namespace {

float log_odds(const PhaseSample& sample, int of, int against) noexcept {
    constexpr float kLeast = 1e-6F;  // keeps the odds finite where a probability is rounded to 0
    const auto probability = [&](int phase) {
        // This way round a probability that is no number counts as none.
        return std::max(kLeast, sample.probability[static_cast<std::size_t>(phase)]);
    };
    return std::log(probability(of) / probability(against));
}

}  // namespace

ContactDetector::Options ContactDetector::options_for(int phases, double rate_hz) noexcept {
    const auto samples = [&](double seconds) {
        return std::max(1, static_cast<int>(std::lround(seconds * rate_hz)));
    };
    const double of_two = 2.0 / phases;
    return {phases, samples(0.06 * of_two), samples(0.4), samples(0.1 * of_two)};
}

std::optional<PhaseOnset> ContactDetector::update(const PhaseSample& now) noexcept {
    if (!started_ || now.index != last_index_ + 1) {
        if (!started_ || now.index <= last_index_) {
            has_onset_.fill(false);  // another stream; after a gap the foot still can't stride faster
        }
        started_ = true;
        last_index_ = now.index;
        phase_ = now.phase;
        led_ = 0;
        last_odds_ = log_odds(now, next_phase(), phase_);
        return std::nullopt;
    }
    last_index_ = now.index;
    const float odds = log_odds(now, next_phase(), phase_);
    if (odds <= 0.0F) {
        led_ = 0;
    } else if (led_++ == 0) {
        // A label changes between two samples, and belongs to the second: an event at sample n is annotated
        // as n while the odds cross, on average, half a sample before.
        const double share = last_odds_ <= 0.0F ? static_cast<double>(odds / (odds - last_odds_)) : 0.5;
        crossing_ = static_cast<double>(now.index) - share + 0.5;
    }
    last_odds_ = odds;
    const int next = next_phase();
    const auto slot = static_cast<std::size_t>(next);
    const auto here = static_cast<std::size_t>(phase_);
    const bool too_soon = (has_onset_[slot] && crossing_ - last_onset_[slot] < options_.shortest_stride) ||
                          (has_onset_[here] && crossing_ - last_onset_[here] < options_.shortest_phase);
    if (led_ < options_.hold || too_soon) {
        return std::nullopt;
    }
    phase_ = next;
    led_ = 0;
    last_odds_ = log_odds(now, next_phase(), phase_);
    last_onset_[slot] = crossing_;
    has_onset_[slot] = true;
    return PhaseOnset{next, crossing_};
}

}  // namespace footfall
