// What the reader of the numbers must know: what could not be measured, and why.
#pragma once

#include <vector>

#include "footfall/recording/measured_walk.h"

namespace footfall::report {

/// About everything else in the walk; warnings first. Nothing is said of what is as it should be.
[[nodiscard]] std::vector<Remark> remarks_on(const MeasuredWalk& walk);

}  // namespace footfall::report
