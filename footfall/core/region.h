// A half-open stretch, [start, end), of samples or of time.
#pragma once

#include "footfall/core/imu_sample.h"

namespace footfall {

template <class Position>
struct Region {
    Position start{};
    Position end{};

    [[nodiscard]] constexpr Position length() const noexcept { return end - start; }
    [[nodiscard]] constexpr bool contains(Position at) const noexcept { return at >= start && at < end; }
    friend constexpr bool operator==(const Region&, const Region&) = default;
};

using SampleRegion = Region<SampleIndex>;
using TimeRegion = Region<Nanoseconds>;

}  // namespace footfall
