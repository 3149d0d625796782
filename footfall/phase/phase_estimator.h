// Sample in, phase out: one foot's samples through timeline, alignment, window, network and decoding.
#pragma once

#include <optional>
#include <span>

#include "footfall/core/foot.h"
#include "footfall/core/phase_sample.h"
#include "footfall/core/result.h"
#include "footfall/nn/inference.h"
#include "footfall/nn/model.h"
#include "footfall/signal/alignment.h"
#include "footfall/signal/timeline.h"

namespace footfall {

/// What is said about one sample of the model's grid.
struct PhaseEstimate {
    PhaseSample sample;      ///< cycle position, phase and probabilities; `index` counts grid periods
    bool walking = false;    ///< false: the phase is none
    bool after_gap = false;  ///< nothing is said about the time since the estimate before
};

struct StreamOptions {
    Foot foot = Foot::left;
    double input_rate_hz = 100.0;
    bool gravity_included = true;
    /// As it was learned before with the sensor worn so; without it, it is learned from the first steps.
    std::optional<Alignment> alignment;
};

class PhaseEstimator {
public:
    /// The model must outlive the estimator. Allocates here alone. Fails, saying why, when it can't be run.
    [[nodiscard]] static Result<PhaseEstimator> make(const Model& model, const StreamOptions& options);

    /// Takes the sensor's next sample. Answers, oldest first, what it made known: mostly one estimate, none
    /// while there is too little, several after lost packets. Valid until the next call.
    [[nodiscard]] std::span<const PhaseEstimate> update(const ImuSample& sample) noexcept;

    /// Does ahead what can be done before the next sample; to be called when the answer has been used.
    void prepare() noexcept;

    /// The mounting in use, to be kept for the next time; nothing while it is being learned.
    [[nodiscard]] const std::optional<Alignment>& alignment() const noexcept;
};

}  // namespace footfall
