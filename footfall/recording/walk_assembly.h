// Puts together what was measured of each foot of a recording.
#pragma once

#include "footfall/recording/foot_measurement.h"
#include "footfall/recording/track_analysis.h"

namespace footfall {

/// Clocks, bouts, turns and what takes both feet. Remarks are left to report/walk_remarks.h.
/// @param source whose tracks these are; its feet are not played
/// @param feet in any order, at most one a foot
[[nodiscard]] MeasuredWalk assemble(const RecordingSource& source, std::vector<FootFindings> feet);

/// Both passes over one track. A foot whose mounting can't be learned though it walks has no strides. Throws
/// footfall::Error when the track can't be read or the model can't be run.
[[nodiscard]] FootFindings measure(const TrackSource& track, const Model& model);

/// The same of every track, put together.
[[nodiscard]] MeasuredWalk measure(const RecordingSource& source, const Model& model);

}  // namespace footfall
