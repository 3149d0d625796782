// Where a foot went in one stride, and how.
#pragma once

#include "footfall/core/algebra.h"
#include "footfall/core/measured.h"

namespace footfall {

/// From the foothold of the stance that begins a stride to the next foothold: it is known once the foot is
/// flat again after the stride's end. Places are the sensor's, in the world of its walking bout: z up, x the
/// way the foot pointed when the bout began, y left, m. Figures that can't be measured are NaN.
struct StrideMotion {
    algebra::Vector from_m{kUnknown, kUnknown, kUnknown};
    algebra::Vector to_m{kUnknown, kUnknown, kUnknown};
    Measured length_m;     ///< level, from foothold to foothold of the heel (see HeelFinder)
    Measured speed_mps;    ///< length over stride time
    Measured rise_m;       ///< of the next foothold over this one
    Measured turn_rad;     ///< change of the foot's heading, counter-clockwise seen from above
    Measured clearance_m;  ///< least height of the sensor above its footholds about mid-swing
    Measured outward_m;  ///< the sensor's greatest way aside from its straight line, away from the other foot
    Measured
        initial_contact_angle_rad;  ///< of the sole against the ground at the stride's end, toes up positive
    Measured final_contact_angle_rad;  ///< the same at its final contact
};

}  // namespace footfall
