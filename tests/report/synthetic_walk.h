// A walk as the simulator walked it, measured as if by a sensor that makes small, known errors.
#pragma once

#include <cstdint>

#include "footfall/report/walk_result.h"

namespace footfall::report {

struct SyntheticWalk {
    double seconds = 45.0;
    double leg_m = 10.0;
    bool spatial = true;     ///< lengths, heights and angles measured
    bool clocks = true;      ///< the feet's clocks go together
    bool right_foot = true;  ///< there is one
    int person = 1;
    std::uint64_t seed = 1;
};

[[nodiscard]] MeasuredWalk synthetic_walk(const SyntheticWalk& how);

}  // namespace footfall::report
