// Plays a recording's foot through the estimator that runs on the sensor.
#include "footfall/recording/stream.h"

#include <string>

#include "footfall/recording/error.h"

namespace footfall {

StreamOptions stream_options(const FootTrack& track, const std::optional<Alignment>& alignment) {
    return {track.foot, track.rate_hz, track.gravity == Gravity::included, alignment};
}

std::optional<Alignment> for_each_estimate(const FootTrack& track, const Model& model,
                                           const std::optional<Alignment>& alignment,
                                           const std::function<void(const PhaseEstimate&)>& sink) {
    Result<PhaseEstimator> estimator = PhaseEstimator::make(model, stream_options(track, alignment));
    if (!estimator) {
        throw Error(std::string(to_string(track.foot)) + " foot", "", "a stream that the model can answer",
                    estimator.reason());
    }
    for (const ImuSample& sample : track.samples) {
        for (const PhaseEstimate& estimate : estimator->update(sample)) {
            sink(estimate);
        }
    }
    return estimator->alignment();
}

}  // namespace footfall
