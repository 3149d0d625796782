// Sample in, phase out: one foot's samples through timeline, alignment, window, network and decoding.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "footfall/core/foot.h"
#include "footfall/core/phase_sample.h"
#include "footfall/core/result.h"
#include "footfall/nn/inference.h"
#include "footfall/nn/model.h"
#include "footfall/nn/window_batch.h"
#include "footfall/phase/alignment_learner.h"
#include "footfall/phase/walking_gate.h"
#include "footfall/signal/alignment.h"
#include "footfall/signal/timeline.h"

namespace footfall {

/// What is said about one sample of the model's grid.
struct PhaseEstimate {
    PhaseSample sample;      ///< cycle position, phase and probabilities; `index` counts grid periods
    bool walking = false;    ///< false: the phase is none
    bool after_gap = false;  ///< nothing is said about the time since the estimate before
    bool bridged = false;    ///< packets were lost about the sample
    bool clipped = false;    ///< the sensor said the most it can say
    Imu<SensorFrame> imu;    ///< the sample itself
};

struct StreamOptions {
    Foot foot = Foot::left;
    double input_rate_hz = 100.0;
    bool gravity_included = true;
    /// As it was learned before with the sensor worn so; without it, it is learned from the first steps.
    std::optional<Alignment> alignment;
    /// Windows whose answers may be computed at once: for recordings, where nobody waits. update() then holds
    /// its answers back until there are so many, and finish() gives the last. The answers are the same. Has
    /// an effect only where the alignment is given and WindowBatch can run the model.
    std::size_t batch = 1;
};

/// One foot's stream. Given the alignment, it says of every sample exactly what the offline chain says.
/// Without it, AlignmentLearner learns it, and each time it is learned better, the samples of the window are
/// turned again: what is said is always what an estimator given `alignment()` from the beginning would say.
/// Until it is known, `walking` is false, the cycle position 0 and every probability 0.
///
/// What happens to imperfect input: lost packets are interpolated up to 150 ms, and samples that are not
/// finite, that no sensor can have measured, that repeat the one before or that are not later than it count
/// as lost (see Timeline; a clipped sample is taken as it is). Beyond 150 ms there is a gap: nothing is said
/// of the samples in it and of those that have no whole window since, and the first estimate after it says
/// `after_gap`, as the very first does.
///
/// The work of one update() is bounded by Timeline's longest interpolation: at most answers_at_once() samples
/// of the grid, one window of the network each; and when the alignment changes, one window turned again.
class PhaseEstimator {
public:
    /// The model must outlive the estimator. Allocates here alone. Fails, saying why, when it can't be run,
    /// or when the rate or the alignment is none.
    [[nodiscard]] static Result<PhaseEstimator> make(const Model& model, const StreamOptions& options);

    /// Takes the sensor's next sample. Answers, oldest first, what it made known: mostly one estimate, none
    /// while there is too little, several after lost packets. Valid until the next call.
    [[nodiscard]] std::span<const PhaseEstimate> update(const ImuSample& sample) noexcept;

    /// With a batch: the answers that are held back. Valid until the next call.
    [[nodiscard]] std::span<const PhaseEstimate> finish() noexcept;

    /// Does ahead what can be done before the next sample; to be called when the answer has been used.
    void prepare() noexcept;

    /// The mounting in use, to be kept for the next time; nothing while it is being learned.
    [[nodiscard]] const std::optional<Alignment>& alignment() const noexcept { return mounting_.alignment(); }

    /// The most estimates that one update() can answer.
    [[nodiscard]] std::size_t answers_at_once() const noexcept { return answers_.size(); }

private:
    PhaseEstimator(const Model& model, const StreamOptions& options, Inference inference,
                   std::optional<WindowBatch> batch);

    void take(const GridSample& sample) noexcept;
    void answer_batch() noexcept;
    void turn_again() noexcept;
    [[nodiscard]] PhaseSample sample_of(const NetworkOutput& output, SampleIndex index) const noexcept;
    [[nodiscard]] NetworkSample as_network_takes(const Imu<SensorFrame>& imu) const noexcept;

    const Model* model_;
    Foot foot_;
    Timeline timeline_;
    AlignmentLearner mounting_;
    Inference inference_;
    WalkingGate gate_;
    std::vector<Imu<SensorFrame>> ring_;  // the window, as the sensor saw it
    std::vector<std::uint8_t> doubts_;    // of the window: 1 bridged, 2 clipped
    std::size_t next_ = 0;                // where the next sample goes
    std::size_t known_ = 0;               // samples since a gap, at most a window
    bool after_gap_ = true;
    std::vector<PhaseEstimate> answers_;
    std::size_t answered_ = 0;
    std::optional<WindowBatch> batch_;
    std::size_t complete_ = 0;  // of the answers, the others wait for the batch
    std::size_t given_ = 0;     // of the answers, by the last update()
};

}  // namespace footfall
