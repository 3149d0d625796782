// Annotated intervals of a foot, such as [toe-off, heel-strike], as events.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "footfall/recording/recording.h"

namespace footfall::io {

/// What a definition calls the two ends of its intervals.
struct IntervalEnds {
    EventKind start = EventKind::final_contact;
    EventKind end = EventKind::initial_contact;
};

/// The ends of the intervals of a label definition: event_pairs [toe-off, heel-strike], foot_activity
/// [heel-off, foot-flat], stride_borders [initial contact, initial contact].
[[nodiscard]] IntervalEnds interval_ends(std::string_view label_definition) noexcept;

/// An interval and where it was read, for messages ("LeftFootEvents[3]", "line 12").
struct AnnotatedInterval {
    TimeRegion time;
    std::string place;
};

/// Events of `intervals` in time order. Intervals that overlap are merged into one: it lasts implausibly
/// long, so that nothing there is a label. Ends that two strides share are one event. Throws footfall::Error
/// naming `file` and the place when an interval does not end after it starts, or lies outside `within`.
[[nodiscard]] std::vector<Event> events_of(std::vector<AnnotatedInterval> intervals, const IntervalEnds& ends,
                                           const TimeRegion& within, const std::string& file);

/// Throws footfall::Error unless `interval` is in order and within the recording.
void check_interval(const AnnotatedInterval& interval, const TimeRegion& within, const std::string& file);

/// From the first sample of the feet to one sample after the last.
[[nodiscard]] TimeRegion extent_of(std::span<const FootTrack> feet);

}  // namespace footfall::io
