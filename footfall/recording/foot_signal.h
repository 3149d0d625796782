// One foot of one recording as a network sees it: on the model's grid, in the foot frame, mirrored, with
// labels.
#pragma once

#include <string>
#include <vector>

#include "footfall/core/preprocessing.h"
#include "footfall/recording/labels.h"
#include "footfall/recording/recording.h"
#include "footfall/signal/alignment.h"

namespace footfall {

/// A stretch without gaps.
struct SignalSegment {
    SampleIndex first = 0;              ///< grid index of the first sample
    std::vector<float> channels;        ///< (time, channel): m/s² and rad/s, channels as in imu_sample.h
    std::vector<SampleLabel> labels;    ///< (time)
    std::vector<std::uint8_t> turning;  ///< (time): 1 within an annotated turn

    [[nodiscard]] std::size_t length() const noexcept { return labels.size(); }
};

struct FootSignal {
    Foot foot = Foot::left;
    Nanoseconds grid_period = 0;
    Alignment alignment;
    std::vector<SignalSegment> segments;
    std::vector<ReferenceCycle> cycles;  ///< the reference's, for timing errors
};

/// The mounting of this foot's sensor, learned from the whole track. Throws footfall::Error when it can't be:
/// no walking, or no gravity where some is stated.
[[nodiscard]] Alignment learn_alignment(const Recording& recording, const FootTrack& track,
                                        const Preprocessing& how);

/// Plays one foot's samples through timeline and alignment. Alignment is learned in a first pass, applied in
/// a second. Throws footfall::Error when it can't be learned.
/// Cycles are from pressure where that is the recording's label definition, else from `reference`.
[[nodiscard]] FootSignal prepare(const Recording& recording, const FootTrack& track, const Preprocessing& how,
                                 const PhaseSet& phases);

}  // namespace footfall
