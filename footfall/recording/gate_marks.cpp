// How well walking is told from standing.
#include "footfall/recording/gate_marks.h"

#include <algorithm>
#include <limits>

#include "footfall/recording/labels.h"

namespace footfall {
namespace {

/// Of a foot that has no stance annotated: what most people's lasts.
constexpr Nanoseconds kUsualStance = 700'000'000;

Nanoseconds median_stance(const std::vector<ReferenceCycle>& cycles) {
    std::vector<Nanoseconds> stances;
    for (const ReferenceCycle& cycle : cycles) {
        if (cycle.phase_starts.size() == 2) {
            stances.push_back(cycle.phase_starts[1] - cycle.phase_starts[0]);
        }
    }
    if (stances.empty()) {
        return kUsualStance;
    }
    const auto middle = stances.begin() + static_cast<std::ptrdiff_t>(stances.size() / 2);
    std::nth_element(stances.begin(), middle, stances.end());
    return *middle;
}

bool contains(const std::vector<TimeRegion>& regions, Nanoseconds time) noexcept {
    return std::any_of(regions.begin(), regions.end(),
                       [&](const TimeRegion& region) { return region.contains(time); });
}

double share_of(std::int64_t part, std::int64_t whole) noexcept {
    return whole > 0 ? static_cast<double>(part) / static_cast<double>(whole)
                     : std::numeric_limits<double>::quiet_NaN();
}

}  // namespace

void GateTally::add(const GateTally& other) noexcept {
    standing += other.standing;
    standing_called_gait += other.standing_called_gait;
    gait += other.gait;
    gait_called_none += other.gait_called_none;
}

double GateTally::standing_share() const noexcept { return share_of(standing_called_gait, standing); }

double GateTally::gait_share() const noexcept { return share_of(gait_called_none, gait); }

GateMarker::GateMarker(const Recording& recording, const FootTrack& track, const PhaseSet& phases)
    : knows_standing_(recording.walk.has_value()) {
    const Plausibility plausibility = plausibility_of(recording.label_definition);
    const std::vector<Event>& own = track.reference;
    if (own.size() > 1 && own[0].kind == EventKind::final_contact &&
        own[1].kind == EventKind::initial_contact) {
        gait_.push_back({own[0].time, own[1].time});
    }
    for (const ReferenceCycle& cycle : cycles_from(own, phases, plausibility)) {
        gait_.push_back(cycle.time);
    }
    if (recording.walk) {
        not_standing_.push_back({recording.walk->start, recording.walk->end + 1});
    }
    for (const FootTrack& foot : recording.feet) {
        const Nanoseconds stance = median_stance(cycles_from(foot.reference, phases, plausibility));
        for (const Event& event : foot.reference) {
            not_standing_.push_back({event.time - stance + 1, event.time + stance});
        }
    }
}

void GateMarker::mark(Nanoseconds time, bool walking) noexcept {
    if (is_gait(time)) {
        ++tally_.gait;
        tally_.gait_called_none += walking ? 0 : 1;
    } else if (is_standing(time)) {
        ++tally_.standing;
        tally_.standing_called_gait += walking ? 1 : 0;
    }
}

bool GateMarker::is_gait(Nanoseconds time) const noexcept { return contains(gait_, time); }

bool GateMarker::is_standing(Nanoseconds time) const noexcept {
    return knows_standing_ && !contains(not_standing_, time);
}

}  // namespace footfall
