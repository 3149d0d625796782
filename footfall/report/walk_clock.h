// The feet of a walk on one clock: the first foot's.
#pragma once

#include "footfall/recording/measured_walk.h"

namespace footfall::report {

[[nodiscard]] inline double seconds_of(Nanoseconds time) noexcept {
    return static_cast<double>(time) / static_cast<double>(kNanosecondsPerSecond);
}

/// To be added to a foot's times; 0 when the clocks' relation isn't known.
[[nodiscard]] inline double clock_offset_s(const MeasuredWalk& walk, Foot foot) noexcept {
    if (walk.feet.empty() || walk.feet.front().foot == foot || !walk.clocks.offset_s.known()) {
        return 0.0;
    }
    return foot == Foot::right ? walk.clocks.offset_s.value : -walk.clocks.offset_s.value;
}

[[nodiscard]] inline bool clocks_related(const MeasuredWalk& walk) noexcept {
    return walk.clocks.kind == ClockRelation::Kind::common ||
           walk.clocks.kind == ClockRelation::Kind::estimated;
}

/// The bout with the most strides; 0 when there is none.
[[nodiscard]] inline std::size_t longest_bout(const MeasuredWalk& walk) noexcept {
    std::size_t longest = 0;
    for (std::size_t i = 1; i < walk.bouts.size(); ++i) {
        const auto strides = [&](std::size_t bout) {
            return walk.bouts[bout].strides[0] + walk.bouts[bout].strides[1];
        };
        if (strides(i) > strides(longest)) {
            longest = i;
        }
    }
    return longest;
}

}  // namespace footfall::report
