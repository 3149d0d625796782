// The first of two passes over a foot's samples: what there is, and how the sensor is mounted.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "footfall/core/preprocessing.h"
#include "footfall/recording/clipping_counter.h"
#include "footfall/recording/loss_counter.h"
#include "footfall/recording/track_source.h"
#include "footfall/signal/alignment.h"

namespace footfall {

struct TrackSurvey {
    std::int64_t samples = 0;
    std::int64_t lost = 0;  ///< missing between the first and the last
    std::int64_t longest_loss = 0;
    std::int64_t gaps = 0;           ///< losses longer than kGapS
    std::int64_t repeated = 0;       ///< equal to the one before in all channels
    Clipping acceleration_clipping;  ///< m/s²
    Clipping angular_rate_clipping;  ///< rad/s
    double duration_s = 0.0;         ///< from the recording's first sample to this foot's last
    bool walks = false;              ///< the foot turns as fast as in a step for half a second or more
    std::optional<Alignment> alignment;
    std::string no_alignment;  ///< why there is none
};

/// @param watch called with each sample's share of the pass; may throw
[[nodiscard]] TrackSurvey survey(const TrackSource& track, const Preprocessing& how,
                                 const std::function<void(double share)>& watch);

}  // namespace footfall
