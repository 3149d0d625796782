// Both feet's ways of one walk in one frame, as a drawing from above wants them.
#pragma once

#include <optional>
#include <vector>

#include "footfall/recording/measured_walk.h"
#include "footfall/report/svg.h"

namespace footfall::report {

struct GroundFoothold {
    Point at_m;  ///< not finite where a stride couldn't be measured
    bool turning = false;
};

struct GroundWay {
    Foot foot = Foot::left;
    std::vector<Point> path_m;
    std::vector<GroundFoothold> footholds;  ///< in time order
};

/// A turn where it was walked.
struct GroundTurn {
    Point at_m;
    std::size_t number = 0;  ///< of MeasuredWalk::turns, from 1
};

/// Metres, x the way from the start to the farthest place, y left. Each foot is tracked by itself, so where
/// one is beside the other isn't measured: the other foot's way is laid on the first's, turned and shifted so
/// that they lie closest all along (least squares over time), and each is moved to its own side by half of
/// `kDrawnApartM`.
struct WalkGround {
    static constexpr double kDrawnApartM = 0.12;

    std::size_t bout = 0;
    std::vector<GroundWay> feet;  ///< one, when the other has no way in the same bout
    std::vector<GroundTurn> turns;
    bool cut = false;  ///< the bout goes on after the end of the path
};

/// Nothing when no foot has a way.
/// @param points at most so many of each foot's path
[[nodiscard]] std::optional<WalkGround> ground_of(const MeasuredWalk& walk, std::size_t points);

}  // namespace footfall::report
