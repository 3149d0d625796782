// How the foot moved in each stride, from the answers of its stream, as they come.
#pragma once

#include <optional>
#include <span>

#include "footfall/nn/model.h"
#include "footfall/parameters/stride_meter.h"
#include "footfall/phase/phase_estimator.h"
#include "footfall/signal/alignment.h"

namespace footfall {

/// Feed every answer of a PhaseEstimator once, in order, with the stride that EventFinder says ends there;
/// after each update() and finish(), take measured() and places(). The model must outlive it. Constant
/// memory.
class MotionFinder {
public:
    /// Throws footfall::Error when strides can't be measured on the model's grid.
    /// @param options of the model's rate
    /// @param alignment what the filter runs in, from beginning to end: an estimate that is turned meanwhile
    /// would
    ///     look like a foot that is
    MotionFinder(const Model& model, const StrideMeterOptions& options, const Alignment& alignment);

    void update(const PhaseEstimate& estimate, const std::optional<Stride>& stride) noexcept;
    void finish() noexcept { meter_.finish(); }

    /// As those of StrideMeter.
    [[nodiscard]] std::span<const MeasuredMotion> measured() const noexcept { return meter_.measured(); }
    [[nodiscard]] std::span<const FootPlace> places() const noexcept { return meter_.places(); }
    [[nodiscard]] const char* unmeasurable() const noexcept { return meter_.unmeasurable(); }

private:
    const Model* model_;
    Alignment alignment_;
    StrideMeter meter_;
};

}  // namespace footfall
