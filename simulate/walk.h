// One walk as a recording with its exact truth.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "footfall/recording/recording.h"
#include "simulate/walk_stream.h"

namespace footfall::simulate {

/// Initial contact to initial contact of one foot, in seconds of the walk (see Truth).
struct StrideTruth {
    Foot foot = Foot::left;
    double start_s = 0.0;
    double foot_flat_s = 0.0;
    double heel_off_s = 0.0;
    double final_contact_s = 0.0;
    double end_s = 0.0;
    double length_m = 0.0;         ///< between the two footholds, level
    double turn_rad = 0.0;         ///< change of the foot's heading, counter-clockwise
    double toe_clearance_m = 0.0;  ///< least height of the toe between 30 and 80 % of swing
    bool turning = false;

    [[nodiscard]] double stance_share() const noexcept {
        return (final_contact_s - start_s) / (end_s - start_s);
    }
};

struct TurnTruth {
    double start_s = 0.0;  ///< final contact of its first step
    double end_s = 0.0;    ///< initial contact of its last step
};

/// Times are the walk's: a sensor's sample at time t was taken at t + its clock offset.
struct Truth {
    std::array<Foothold, 2> start;     ///< by foot: left, right
    std::vector<PlannedStep> steps;    ///< in order of initial contact
    std::vector<StrideTruth> strides;  ///< in order of their end
    std::vector<TurnTruth> turns;
    double start_s = 0.0;  ///< first final contact
    double end_s = 0.0;    ///< last initial contact

    /// Exact pose and motion of a foot at any time.
    [[nodiscard]] FootState foot_at(Foot foot, double time_s) const noexcept;
};

struct SimulatedRecording {
    /// All four kinds of event. Each reference is on its own sensor's clock; walk and turns are on the
    /// walk's.
    Recording recording;
    Truth truth;
};

/// The same arguments give the same recording. Throws footfall::Error when an option is out of range.
[[nodiscard]] SimulatedRecording simulate_walk(const Walker& walker, const WalkOptions& options,
                                               std::uint64_t seed);

/// The recording alone.
[[nodiscard]] Recording simulate_recording(const Walker& walker, const WalkOptions& options,
                                           std::uint64_t seed);

}  // namespace footfall::simulate
