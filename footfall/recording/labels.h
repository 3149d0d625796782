// From reference events to gait cycles, and from cycles to a label for every sample.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "footfall/core/event.h"
#include "footfall/core/phase_set.h"
#include "footfall/core/region.h"

namespace footfall {

/// One complete gait cycle of a reference.
struct ReferenceCycle {
    TimeRegion time;  ///< from the first phase's opening event to the next such event
    std::vector<Nanoseconds>
        phase_starts;  ///< one a phase, the first at `time.start`; empty when not annotated
};

/// What a cycle must be like to serve as a label. Strides of 0.4 s are those of a sprinter, of 3 s those of
/// someone who can hardly walk: outside, an event was missed or invented.
struct Plausibility {
    double shortest_stride_s = 0.4;
    double longest_stride_s = 3.0;
    double shortest_phase_share = 0.03;  ///< of the stride
    /// Largest relative difference from the median stride of the foot in the recording, where it has more
    /// than two. At 1.5 medians and beyond, annotated strides hold two steps of which one was not annotated.
    double stride_off_median = 0.5;
    double phase_off_median = 10.0;  ///< the same for each phase's duration
};

/// Pressure thresholds miss and invent events, so its cycles are sifted: of a walker's pace, and stride and
/// phases like the recording's others.
[[nodiscard]] Plausibility plausibility_of(std::string_view label_definition);

/// Complete, plausible cycles in time order. A cycle in which the phases' events do not come exactly once and
/// in order is left out; one with none of the inner events (stride borders) has no phases.
/// @param phases at least one
[[nodiscard]] std::vector<ReferenceCycle> cycles_from(const std::vector<Event>& reference,
                                                      const PhaseSet& phases,
                                                      const Plausibility& plausibility = {});

/// Label of one sample; what isn't known is NaN or kNoPhase.
struct SampleLabel {
    static constexpr std::int8_t kNoPhase = -1;
    float cycle = 0.0F;            ///< in [0, 1), or NaN
    std::int8_t phase = kNoPhase;  ///< index into the phase set
};

/// Labels of the grid samples [first, first + count) of a grid with this period.
[[nodiscard]] std::vector<SampleLabel> label_samples(const std::vector<ReferenceCycle>& cycles,
                                                     SampleIndex first, std::size_t count,
                                                     Nanoseconds grid_period);

/// Phase sets known by name: "stance_swing", "flat_active", "four_phases" (loading, mid-stance, push-off,
/// swing). Throws footfall::Error naming those there are. A configuration can define others.
[[nodiscard]] const PhaseSet& phase_set_named(std::string_view name);

}  // namespace footfall
