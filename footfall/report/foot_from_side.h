// A foot's way from the side, from one stand to the next: the mean over strides and how they spread.
#pragma once

#include <string>
#include <vector>

#include "footfall/recording/measured_walk.h"
#include "footfall/report/svg.h"

namespace footfall::report {

/// From mid-stance to mid-stance, at equal shares of the time between.
struct SideWay {
    static constexpr int kMoments = 61;

    Foot foot = Foot::left;
    int strides = 0;
    std::vector<double> forward_m;  ///< mean, from the foothold it leaves
    std::vector<double> height_m;   ///< mean, above that foothold
    std::vector<double> spread_m;   ///< standard deviation of the height between strides
    Point final_contact_m;          ///< mean place at final contact
    Point initial_contact_m;        ///< mean place at the initial contact that follows
};

/// Over the steady strides whose path is known; with fewer than three, `strides` is their number and the
/// rest is empty.
[[nodiscard]] SideWay side_way(const MeasuredFoot& foot);

/// The same scale on both axes. Empty when there is nothing to draw.
[[nodiscard]] std::string draw_from_side(const PlotText& text, const std::vector<SideWay>& feet);

}  // namespace footfall::report
