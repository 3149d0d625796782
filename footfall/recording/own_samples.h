// From what is said about the model's grid to what is said about each sample of the recording's own timeline.
#pragma once

#include <deque>
#include <functional>
#include <optional>

#include "footfall/core/phase_sample.h"
#include "footfall/phase/phase_estimator.h"

namespace footfall {

/// What can be said about one sample of the recording.
enum class SampleState : unsigned char { unknown, not_walking, walking };

struct AnsweredSample {
    Nanoseconds time = 0;
    float pitch_rate_radps = 0.0F;  ///< about the foot's left axis; NaN for a lost sample
    SampleState state = SampleState::unknown;
    PhaseSample answer;  ///< where walking; its index is meaningless
};

/// Gives back every sample it is told of, in order, once the estimates around it are known. Between two
/// estimates that follow each other, cycle position and probabilities are taken as linear. Samples that lie
/// on the grid get the grid's very answer.
class OwnSamples {
public:
    using Sink = std::function<void(const AnsweredSample&)>;

    /// @param phases in the model's phase set
    OwnSamples(Nanoseconds grid_period, int phases, Sink sink);

    /// Times must rise.
    void add(Nanoseconds time, float pitch_rate_radps);
    /// Estimates must rise.
    void answer(const PhaseEstimate& estimate);
    /// No estimate will come.
    void finish();

private:
    void release(AnsweredSample& sample);
    [[nodiscard]] PhaseSample between(const PhaseSample& a, const PhaseSample& b, double share) const;

    Nanoseconds period_;
    Nanoseconds patience_;  // how long samples wait for the estimate after them
    int phases_;
    Sink sink_;
    std::deque<AnsweredSample> waiting_;
    std::optional<PhaseEstimate> before_;
    std::optional<PhaseEstimate> latest_;
};

}  // namespace footfall
