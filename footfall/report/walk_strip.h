// A stretch of a walk over time: the signal, the reference's phases above the predicted ones, the cycle
// position.
#pragma once

#include <string>
#include <vector>

#include "footfall/report/svg.h"

namespace footfall::report {

/// All vectors are as long as `time_s`, or empty. Some 10 s are best; a reader can't tell more apart.
struct ExampleWalk {
    static constexpr int kNoPhase = -1;

    std::string name;  ///< who and what: "person 7, left foot, recording 7-2"
    std::vector<double> time_s;
    std::string signal_title;              ///< with the unit
    std::vector<double> signal;            ///< NaN in gaps
    std::vector<std::string> phase_names;  ///< in the order of the cycle
    std::vector<int> reference_phase;      ///< index into phase_names or kNoPhase
    std::vector<int> predicted_phase;      ///< the same
    std::vector<double> reference_cycle;   ///< [0, 1), NaN where there is none
    std::vector<double> predicted_cycle;   ///< the same

    /// Nothing to draw: no time to draw it over, or a vector that doesn't fit the time.
    [[nodiscard]] bool empty() const noexcept;
};

[[nodiscard]] std::string draw_walk(const PlotText& text, const ExampleWalk& walk);

}  // namespace footfall::report
