// Gait events from pressure under toe and heel, the thresholds adapted to each channel.
#pragma once

#include <vector>

#include "footfall/recording/recording.h"

namespace footfall {

/// Events of all four kinds in time order. `track` has toe and heel pressure, one value a sample.
[[nodiscard]] std::vector<Event> events_from_pressure(const FootTrack& track);

}  // namespace footfall
