// Puts together what was measured of each foot of a recording.
#include "footfall/recording/walk_assembly.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "footfall/recording/clock_relation.h"
#include "footfall/recording/step_times.h"
#include "footfall/recording/turns.h"
#include "footfall/recording/walking_bouts.h"

namespace footfall {
namespace {

BothFeet allowed_by(ClockRelation::Kind clocks) noexcept {
    switch (clocks) {
        case ClockRelation::Kind::common: return BothFeet::double_support_and_steps;
        case ClockRelation::Kind::estimated: return BothFeet::double_support;
        case ClockRelation::Kind::one_foot:
        case ClockRelation::Kind::unknown: return BothFeet::nothing;
    }
    return BothFeet::nothing;
}

AnalysisSinks sinks_into(FootMeasurement& foot, const std::function<void(double)>& watch) {
    AnalysisSinks sinks;
    sinks.sample = [&foot](const AnsweredSample& sample) { foot.add(sample); };
    sinks.event = [&foot](const Event& event) { foot.add(event); };
    sinks.stride = [&foot](const Stride& stride) { foot.add(stride); };
    sinks.motion = [&foot](const Stride& stride, const StrideMotion& motion) { foot.add(stride, motion); };
    sinks.path = [&foot](const PathPoint& point) { foot.add(point); };
    sinks.watch = watch;
    return sinks;
}

/// Where it isn't known, the feet's bouts are put together as if they were on one clock.
Nanoseconds offset_of(const ClockRelation& clocks) noexcept {
    return clocks.offset_s.known()
               ? std::llround(clocks.offset_s.value * static_cast<double>(kNanosecondsPerSecond))
               : 0;
}

}  // namespace

MeasuredWalk assemble(const RecordingSource& source, std::vector<FootFindings> feet) {
    MeasuredWalk walk;
    walk.data_set = source.data_set;
    walk.recording = source.id;
    walk.person = source.person;
    walk.stated_one_clock = source.one_clock;
    std::sort(feet.begin(), feet.end(), [](const FootFindings& a, const FootFindings& b) {
        return a.foot.foot == Foot::left && b.foot.foot == Foot::right;
    });
    if (feet.size() == 2) {
        walk.clocks = relate_clocks(feet[0], feet[1], source.one_clock);
    }
    const Nanoseconds right_offset = offset_of(walk.clocks);
    measure_both_feet(feet, right_offset, allowed_by(walk.clocks.kind));
    for (FootFindings& found : feet) {
        walk.feet.push_back(std::move(found.foot));
    }
    walk.bouts = join_bouts(walk.feet, right_offset);
    walk.turns = find_turns(walk.feet, right_offset);
    return walk;
}

FootFindings measure(const TrackSource& track, const Model& model) {
    const auto unwatched = [](double) {};
    const TrackSurvey known = survey(track, model.preprocessing, unwatched);
    FootMeasurement foot(track, known);
    foot.add(analyze(track, known, model, sinks_into(foot, unwatched)));
    return foot.take();
}

MeasuredWalk measure(const RecordingSource& source, const Model& model) {
    std::vector<FootFindings> feet;
    for (const auto& track : source.feet) {
        feet.push_back(measure(*track, model));
    }
    return assemble(source, std::move(feet));
}

}  // namespace footfall
