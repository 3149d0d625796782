// Collects what the second pass over one foot's samples finds, as it comes: strides are kept, samples are
// not.
#pragma once

#include <deque>
#include <vector>

#include "footfall/core/event.h"
#include "footfall/recording/measured_walk.h"
#include "footfall/recording/own_samples.h"
#include "footfall/recording/track_analysis.h"
#include "footfall/recording/track_source.h"

namespace footfall {

/// One foot before it is put together with the other.
struct FootFindings {
    MeasuredFoot foot;  ///< `bout` of its strides counts this foot's own stretches without a stop or gap
    std::vector<TimeRegion>
        swings;       ///< from final to initial contact, those before a bout's first stride too
    TimeRegion said;  ///< from the first to the last sample about which something is said
};

/// Feed everything in the order of AnalysisSinks. Some 350 bytes a stride.
class FootMeasurement {
public:
    FootMeasurement(const TrackSource& track, TrackSurvey data);

    void add(const AnsweredSample& sample);
    void add(const Event& event);
    /// A stride's confidence is the mean probability of the phases named in its samples.
    void add(const Stride& stride);
    void add(const Stride& stride, const StrideMotion& motion);
    /// Of the longest way without a break its first three minutes are kept, at 50 Hz at most.
    void add(const PathPoint& point);
    void add(const AnalysisOutcome& outcome);

    /// Nothing may be added afterwards.
    [[nodiscard]] FootFindings take();

private:
    struct Said {
        Nanoseconds time = 0;
        double probability = 0.0;
    };

    [[nodiscard]] double confidence_within(TimeRegion time);

    void end_way();

    FootFindings findings_;
    std::size_t moved_ = 0;                // strides that have their motion
    std::vector<PathPoint> way_;           // under way
    std::deque<Said> said_;                // of the latest samples, as long as a stride may be
    Nanoseconds last_break_ = 0;           // when nobody was last known to walk
    std::optional<Nanoseconds> in_swing_;  // since this final contact
    std::size_t stretch_ = 0;
    bool any_said_ = false;
};

}  // namespace footfall
