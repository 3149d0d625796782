// New streams of a model, made at once: to check a whole model takes milliseconds, in which others would
// wait.
#pragma once

#include <vector>

#include "footfall/nn/model.h"
#include "footfall/phase/phase_estimator.h"

namespace footfall::serve {

/// Keeps one estimator of each kind that has seen nothing, and copies it. The model must outlive it.
class FreshEstimators {
public:
    /// Kinds beyond it are made anew each time.
    static constexpr std::size_t kMost = 16;

    /// Throws footfall::Error when the model can't be run.
    explicit FreshEstimators(const Model& model);

    /// Throws footfall::Error when the model can't be run on these options. Where the alignment is given, the
    /// estimator is made anew.
    [[nodiscard]] PhaseEstimator of(const StreamOptions& options);

    [[nodiscard]] const Model& model() const noexcept { return *model_; }

private:
    struct Kept {
        StreamOptions options;
        PhaseEstimator estimator;
    };

    const Model* model_;
    std::vector<Kept> kept_;
};

}  // namespace footfall::serve
