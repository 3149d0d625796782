// The second of two passes over a foot's samples: phases, events and strides, given as they come.
#pragma once

#include <functional>

#include "footfall/events/stride.h"
#include "footfall/nn/model.h"
#include "footfall/recording/own_samples.h"
#include "footfall/recording/track_source.h"
#include "footfall/recording/track_survey.h"

namespace footfall {

/// Where the answers go; each kind in time order. What may throw, throws through analyze().
struct AnalysisSinks {
    std::function<void(const AnsweredSample&)> sample;
    std::function<void(const Event&)> event;
    std::function<void(const Stride&)> stride;
    std::function<void(double share)> watch;  ///< how far the pass has come, with each sample
};

/// Plays the track through a PhaseEstimator, as a sensor would, with the alignment that was learned before,
/// in memory that does not grow. Every sample of the track is given back, and those lost between two that are
/// close enough for the signal to be known between them; a gap has no samples. Without an alignment (the foot
/// never walks) nothing is walking. Events and strides do not depend on the recording's own rate: they are
/// found on the model's grid, between its samples. Throws footfall::Error when the model can't be run.
void analyze(const TrackSource& track, const TrackSurvey& known, const Model& model,
             const AnalysisSinks& sinks);

}  // namespace footfall
