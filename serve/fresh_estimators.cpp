// New streams of a model, made at once.
#include "serve/fresh_estimators.h"

#include <utility>

#include "footfall/recording/error.h"

namespace footfall::serve {
namespace {

PhaseEstimator made_of(const Model& model, const StreamOptions& options) {
    Result<PhaseEstimator> made = PhaseEstimator::make(model, options);
    if (!made) {
        throw Error("model", "", "one that can be run sample by sample", made.reason());
    }
    return std::move(*made);
}

}  // namespace

FreshEstimators::FreshEstimators(const Model& model) : model_(&model) {
    for (const Foot foot : {Foot::left, Foot::right}) {
        StreamOptions usual;
        usual.foot = foot;
        (void)of(usual);
    }
}

PhaseEstimator FreshEstimators::of(const StreamOptions& options) {
    if (options.alignment) {
        return made_of(*model_, options);
    }
    for (const Kept& kept : kept_) {
        if (kept.options.foot == options.foot && kept.options.input_rate_hz == options.input_rate_hz &&
            kept.options.gravity_included == options.gravity_included &&
            kept.options.batch == options.batch) {
            return kept.estimator;
        }
    }
    PhaseEstimator made = made_of(*model_, options);
    if (kept_.size() < kMost) {
        kept_.push_back({options, made});
    }
    return made;
}

}  // namespace footfall::serve
