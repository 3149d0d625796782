// How the clocks of two feet go together, as far as the walk shows it.
#pragma once

#include "footfall/recording/foot_measurement.h"

namespace footfall {

/// Walking feet take turns: each swings while the other stands. With the wrong offset both swing at once, or
/// one swings twice while the other stands. The offset is sought within half a minute where the most swings
/// of each foot have exactly one of the other's between them, and both are seldom in swing at once.
///
/// Steady walking looks the same an offset of whole strides on, but for its starts, stops and turns: there
/// one foot would swing alone. Where these do not settle it (by kMargin swings), the offset is unknown. What
/// remains is where in its stance the other foot swings: the two times of double support, of which only the
/// sum is known. The offset's interval is what leaves neither of them below 0 in nine of ten steps, with
/// 20 ms for errors of the contacts; its value is the middle, where both are equal.
///
/// Clocks that drift apart are taken as they are over the first thousand swings.
/// @param stated_common the files count both feet on one clock. Taken at their word unless the walk says
///        otherwise.
[[nodiscard]] ClockRelation relate_clocks(const FootFindings& left, const FootFindings& right,
                                          bool stated_common);

}  // namespace footfall
