// How well walking is told from standing: which samples are which by a reference, and what was said of them.
#pragma once

#include <cstdint>
#include <vector>

#include "footfall/core/phase_set.h"
#include "footfall/core/region.h"
#include "footfall/recording/recording.h"

namespace footfall {

/// Samples, and those of them of which the opposite was said.
struct GateTally {
    std::int64_t standing = 0;
    std::int64_t standing_called_gait = 0;
    std::int64_t gait = 0;
    std::int64_t gait_called_none = 0;

    void add(const GateTally& other) noexcept;
    /// Shares in [0, 1]; NaN where there was nothing to mark.
    [[nodiscard]] double standing_share() const noexcept;
    [[nodiscard]] double gait_share() const noexcept;
};

/// Marks one foot of a recording that states when its walk began and ended.
///
/// Gait is every labelled cycle (labels.h), and the swing that leads to the first. Standing is what lies
/// outside the walk, and further from every event of either foot than that foot's stance lasts (its median in
/// the recording): before, the person shifts their weight; after, the last stance is not over until it has
/// lasted longer than a stance, and while the other foot still steps nobody stands. What is neither, such as
/// a pause of the walk, is not marked. Without a stated walk nothing is standing.
class GateMarker {
public:
    GateMarker(const Recording& recording, const FootTrack& track, const PhaseSet& phases);

    /// What was said of the sample at this time.
    void mark(Nanoseconds time, bool walking) noexcept;

    [[nodiscard]] const GateTally& tally() const noexcept { return tally_; }
    [[nodiscard]] bool is_gait(Nanoseconds time) const noexcept;
    [[nodiscard]] bool is_standing(Nanoseconds time) const noexcept;

private:
    bool knows_standing_ = false;
    std::vector<TimeRegion> gait_;
    std::vector<TimeRegion> not_standing_;
    GateTally tally_;
};

}  // namespace footfall
