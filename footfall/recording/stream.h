// Plays a recording's foot through the estimator that runs on the sensor.
#pragma once

#include <functional>
#include <optional>

#include "footfall/phase/phase_estimator.h"
#include "footfall/recording/recording.h"

namespace footfall {

/// How to stream this track.
[[nodiscard]] StreamOptions stream_options(const FootTrack& track,
                                           const std::optional<Alignment>& alignment = std::nullopt);

/// Plays every sample of the track through a PhaseEstimator and hands on its answers in order. Without an
/// alignment it is learned on the way, as on the sensor. Throws footfall::Error when the model can't be run.
/// @returns the mounting in use at the end, if any
std::optional<Alignment> for_each_estimate(const FootTrack& track, const Model& model,
                                           const std::optional<Alignment>& alignment,
                                           const std::function<void(const PhaseEstimate&)>& sink);

}  // namespace footfall
