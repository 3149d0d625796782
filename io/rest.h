// What the accelerometer says while the foot rests.
#pragma once

#include <array>
#include <optional>

#include "footfall/recording/recording.h"

namespace footfall::io {

/// Mean acceleration, m/s², over the half second in which it varies least, counted as rest when its standard
/// deviation stays below 5 % of the recording's own (whatever its units). Nothing when there is no such
/// stretch.
[[nodiscard]] std::optional<std::array<double, 3>> acceleration_at_rest(const FootTrack& track);

}  // namespace footfall::io
