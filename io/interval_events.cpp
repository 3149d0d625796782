// Checks, sorts and merges annotated intervals.
#include "io/interval_events.h"

#include <algorithm>
#include <cmath>

#include "footfall/recording/error.h"
#include "io/number.h"

namespace footfall::io {

namespace {

std::string seconds(Nanoseconds time) { return text_of(static_cast<double>(time) / 1e9) + " s"; }

}  // namespace

IntervalEnds interval_ends(std::string_view definition) noexcept {
    if (definition == label_definition::kFootActivity) {
        return {EventKind::heel_off, EventKind::foot_flat};
    }
    if (definition == label_definition::kStrideBorders) {
        return {EventKind::initial_contact, EventKind::initial_contact};
    }
    return {EventKind::final_contact, EventKind::initial_contact};
}

void check_interval(const AnnotatedInterval& interval, const TimeRegion& within, const std::string& file) {
    const TimeRegion& time = interval.time;
    if (time.start >= time.end) {
        throw Error(file, interval.place, "an interval that ends after it starts",
                    seconds(time.start) + " to " + seconds(time.end));
    }
    if (time.start < within.start || time.end > within.end) {
        throw Error(
            file, interval.place,
            "an interval within the recording (" + seconds(within.start) + " to " + seconds(within.end) + ")",
            seconds(time.start) + " to " + seconds(time.end));
    }
}

std::vector<Event> events_of(std::vector<AnnotatedInterval> intervals, const IntervalEnds& ends,
                             const TimeRegion& within, const std::string& file) {
    for (const AnnotatedInterval& interval : intervals) {
        check_interval(interval, within, file);
    }
    std::sort(intervals.begin(), intervals.end(), [](const AnnotatedInterval& a, const AnnotatedInterval& b) {
        return a.time.start != b.time.start ? a.time.start < b.time.start : a.time.end < b.time.end;
    });
    std::vector<TimeRegion> merged;
    for (const AnnotatedInterval& interval : intervals) {
        if (!merged.empty() && interval.time.start < merged.back().end) {
            merged.back().end = std::max(merged.back().end, interval.time.end);
        } else {
            merged.push_back(interval.time);
        }
    }
    std::vector<Event> events;
    for (const TimeRegion& region : merged) {
        const Event start{ends.start, region.start};
        if (events.empty() || events.back() != start) {
            events.push_back(start);
        }
        events.push_back({ends.end, region.end});
    }
    return events;
}

TimeRegion extent_of(std::span<const FootTrack> feet) {
    TimeRegion extent;
    bool first = true;
    for (const FootTrack& track : feet) {
        if (track.samples.empty()) {
            continue;
        }
        const auto step = static_cast<Nanoseconds>(std::llround(1e9 / track.rate_hz));
        const Nanoseconds start = track.samples.front().time;
        const Nanoseconds end = track.samples.back().time + step;
        extent = {first ? start : std::min(extent.start, start), first ? end : std::max(extent.end, end)};
        first = false;
    }
    return extent;
}

}  // namespace footfall::io
