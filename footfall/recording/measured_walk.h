// What was measured of one recording: the strides of both feet, the bouts and turns they make, and what could
// not be measured and why.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "footfall/core/region.h"
#include "footfall/core/stride.h"
#include "footfall/parameters/stride_motion.h"
#include "footfall/recording/gait_summary.h"
#include "footfall/recording/recording.h"
#include "footfall/recording/track_survey.h"

namespace footfall {

/// All times are on the foot's own clock. NaN is what isn't known.
struct MeasuredStride {
    Stride time;
    StrideMotion motion;
    std::size_t bout = 0;                ///< index into MeasuredWalk::bouts
    bool turning = false;                ///< within one of MeasuredWalk::turns
    bool edge = false;                   ///< the first or last of this foot in a bout of five or more
    double confidence = kUnknown;        ///< mean probability of the phases named in it, in [0, 1]
    double step_time_s = kUnknown;       ///< from the other foot's last initial contact to this stride's end
    double double_support_s = kUnknown;  ///< both feet on the ground within this stride, both times together
};

/// A moment of a foot's way, for drawing.
struct PathPoint {
    Nanoseconds time = 0;
    algebra::Vector place_m{};  ///< as in StrideMotion
    double pitch_rad = 0.0;     ///< of the sole, toes up positive
    bool stance = false;
    bool new_world = false;  ///< it does not follow from the point before
};

struct MeasuredFoot {
    Foot foot = Foot::left;
    double rate_hz = 0.0;
    Gravity gravity = Gravity::included;
    TrackSurvey data;
    GaitSummary gait;
    std::string no_motion;                ///< why no stride has a motion; empty where some have
    std::vector<MeasuredStride> strides;  ///< in time order
    double sidedness = kUnknown;          ///< score of Sidedness
    bool walks_at_start = false;          ///< the foot already walks when something is first said of it
    bool walks_at_end = false;            ///< and still, when something is last said
    std::vector<PathPoint> path;          ///< of the longest bout, at most some minutes of it, thinned
    std::size_t path_bout = 0;            ///< which
};

/// Strides that follow each other without a stop or a gap. Of either foot, on the first foot's clock.
struct WalkingBout {
    TimeRegion time;
    std::array<int, 2> strides{};  ///< by foot: left, right
    Measured distance_m;           ///< the way walked: mean over the feet
};

/// A change of direction within a bout, over several steps.
struct Turn {
    TimeRegion time;     ///< on the first foot's clock
    Measured angle_rad;  ///< counter-clockwise positive, seen from above
    std::size_t bout = 0;
};

/// How the clocks of two feet go together.
struct ClockRelation {
    enum class Kind : unsigned char {
        one_foot,   ///< nothing to relate
        common,     ///< the same clock
        estimated,  ///< `offset_s` was found from the walk
        unknown     ///< can't be known: no step and double-support times
    };
    Kind kind = Kind::one_foot;
    Interval offset_s;  ///< to be added to the right foot's times
    std::string how;    ///< in words
};

/// Something the reader of the numbers must know, in a sentence.
struct Remark {
    std::optional<Foot> foot;  ///< which it is about; empty: all
    bool warning = false;      ///< it changes what the numbers mean
    std::string text;
};

struct MeasuredWalk {
    std::string data_set;
    std::string recording;
    Person person;
    std::vector<MeasuredFoot> feet;  ///< at most one a foot, left first
    std::vector<WalkingBout> bouts;
    std::vector<Turn> turns;
    ClockRelation clocks;
    bool stated_one_clock = false;  ///< by the files
    std::vector<Remark> remarks;
};

}  // namespace footfall
