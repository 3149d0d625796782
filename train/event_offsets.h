// What another label definition calls the same event, as one constant offset for each kind.
#pragma once

#include <vector>

#include "train/metrics.h"
#include "train/predict.h"

namespace footfall::train {

/// Offsets that take the median person's median timing error to zero, however often each was recorded; 0
/// where there is no event.
[[nodiscard]] EventOffsets offsets_from(const std::vector<Tally>& people);

}  // namespace footfall::train
