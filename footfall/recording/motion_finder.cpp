// How the foot moved in each stride, from the answers of its stream.
#include "footfall/recording/motion_finder.h"

#include <cstddef>
#include <utility>

#include "footfall/core/event.h"
#include "footfall/recording/error.h"

namespace footfall {
namespace {

StrideMeter meter_of(const StrideMeterOptions& options) {
    Result<StrideMeter> meter = StrideMeter::make(options);
    if (!meter) {
        throw Error("model", "", "one whose grid strides can be measured on", meter.reason());
    }
    return std::move(*meter);
}

}  // namespace

MotionFinder::MotionFinder(const Model& model, const StrideMeterOptions& options, const Alignment& alignment)
    : model_(&model), alignment_(alignment), meter_(meter_of(options)) {}

void MotionFinder::update(const PhaseEstimate& estimate, const std::optional<Stride>& stride) noexcept {
    MotionSample sample;
    sample.index = estimate.sample.index;
    sample.imu = alignment_.apply(estimate.imu);
    sample.walking = estimate.walking;
    sample.after_gap = estimate.after_gap;
    sample.bridged = estimate.bridged;
    sample.clipped = estimate.clipped;
    for (std::size_t phase = 0; phase < model_->phases.phases.size(); ++phase) {
        // Every phase but the one that the final contact opens is on the ground.
        if (model_->phases.phases[phase].begins_with != EventKind::final_contact) {
            sample.stance_probability += estimate.sample.probability[phase];
        }
    }
    meter_.update(sample, stride);
}

}  // namespace footfall
