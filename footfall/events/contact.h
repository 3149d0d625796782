// Gait events from the phase stream: a phase begins where its probability overtakes the one before it.
#pragma once

#include <array>
#include <optional>

#include "footfall/core/phase_sample.h"

namespace footfall {

/// A phase that has begun. `position` is in samples of the stream's grid, with a fraction.
struct PhaseOnset {
    int phase = 0;
    double position = 0.0;
};

/// Phases follow each other in the order of the cycle: from phase k only phase k+1 (the last: 0) can begin.
/// Its onset is where its probability crosses that of phase k, by linear interpolation of the log-odds, plus
/// half a sample (a phase's first sample lies on average that much after the crossing); it is reported once
/// it has led for `hold` samples in a row, so a flicker makes no event. The same phase begins at most once in
/// `shortest_stride` samples, and no phase is shorter than `shortest_phase`. Constant memory; never
/// allocates, blocks or throws.
class ContactDetector {
public:
    struct Options {
        int phases = 2;
        int hold = 6;              ///< detection delay in samples, on top of the stream's look-ahead
        int shortest_stride = 40;  ///< samples
        int shortest_phase = 0;    ///< samples
    };

    /// Delay, stride and phase limits for a grid: strides of at least 0.4 s; a delay of 60 ms and phases of
    /// at least 0.1 s for stance and swing, which nobody does faster, and in proportion for more phases.
    [[nodiscard]] static Options options_for(int phases, double rate_hz) noexcept;

    explicit ContactDetector(Options options) noexcept : options_(options) {}

    /// Feed every answered sample once, in order; a jump in `index` starts anew, in the phase of that
    /// sample; only `shortest_stride` is kept across a jump forward.
    [[nodiscard]] std::optional<PhaseOnset> update(const PhaseSample& now) noexcept;

private:
    [[nodiscard]] int next_phase() const noexcept { return (phase_ + 1) % options_.phases; }

    Options options_;
    bool started_ = false;
    SampleIndex last_index_ = 0;
    int phase_ = 0;           // the phase we are in
    float last_odds_ = 0.0F;  // of the next phase against this one, one sample ago
    int led_ = 0;             // samples for which the next phase has led
    double crossing_ = 0.0;   // where it began to lead
    std::array<double, kMaxPhases> last_onset_{};
    std::array<bool, kMaxPhases> has_onset_{};
};

}  // namespace footfall
