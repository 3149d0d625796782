// The second of two passes over a foot's samples: phases, events and strides, given as they come.
#pragma once

#include <functional>
#include <string>

#include "footfall/events/stride.h"
#include "footfall/nn/model.h"
#include "footfall/recording/measured_walk.h"
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
    /// May be empty. Each stride once more, when the foothold after it is known or can't be: what isn't known
    /// is NaN.
    std::function<void(const Stride&, const StrideMotion&)> motion = {};
    /// May be empty. Where the foot is, from foothold to foothold; each stretch that does not follow from the
    /// one before begins at the origin of a world of its own.
    std::function<void(const PathPoint&)> path = {};
};

struct AnalysisOutcome {
    std::string no_motion;        ///< why no stride's motion could be measured; empty where it could
    double sidedness = kUnknown;  ///< score of Sidedness; NaN without gravity or walking
};

/// Plays the track through a PhaseEstimator, as a sensor would, with the alignment that was learned before,
/// in memory that does not grow. Every sample of the track is given back, and those lost between two that are
/// close enough for the signal to be known between them; a gap has no samples. Without an alignment (the foot
/// never walks) nothing is walking. Events and strides do not depend on the recording's own rate: they are
/// found on the model's grid, between its samples. Throws footfall::Error when the model can't be run.
AnalysisOutcome analyze(const TrackSource& track, const TrackSurvey& known, const Model& model,
                        const AnalysisSinks& sinks);

}  // namespace footfall
