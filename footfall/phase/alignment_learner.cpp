// Learns how a sensor is mounted while its wearer walks.
#include "footfall/phase/alignment_learner.h"

#include "footfall/core/algebra.h"

namespace footfall {

AlignmentLearner::AlignmentLearner(double input_rate_hz, bool gravity_included) noexcept
    : timeline_(Timeline::options_for(input_rate_hz, AlignmentEstimator::kRateHz)),
      estimator_(gravity_included) {}

AlignmentLearner::AlignmentLearner(const Alignment& known) noexcept
    : timeline_(Timeline::Options{}), estimator_(true), alignment_(known), strides_(kLastStrides) {}

bool AlignmentLearner::update(const ImuSample& sample) noexcept {
    if (!learning()) {
        return false;
    }
    bool changed = false;
    timeline_.push(sample);
    while (const auto on_grid = timeline_.pull()) {
        if (learning() && ends_stride(*on_grid) && strides_ >= kFirstStrides) {
            if (const Result<Alignment> estimate = estimator_.estimate()) {
                alignment_ = *estimate;
                changed = true;
            }
        }
    }
    return changed;
}

bool AlignmentLearner::ends_stride(const GridSample& sample) noexcept {
    estimator_.update(sample.imu, sample.after_gap);
    const DisplacementEstimator& displacement = estimator_.displacement();
    if (displacement.strides() == movements_) {
        return false;
    }
    movements_ = displacement.strides();
    const auto moved = algebra::sum(displacement.sum_m(), algebra::scaled(travelled_m_, -1.0));
    travelled_m_ = displacement.sum_m();
    if (algebra::inner(moved, moved) < kShortestStride_m * kShortestStride_m) {
        return false;
    }
    ++strides_;
    return true;
}

}  // namespace footfall
