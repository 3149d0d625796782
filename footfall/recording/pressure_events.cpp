// Gait events from pressure under toe and heel, the thresholds adapted to each channel.
//
// Channels differ in gain, rest above zero in swing, or hardly answer at all, so each gets its own thresholds
// between its own low and high: the 25th percentile while the foot is in use (swing takes more than a quarter
// of that time, so this is the level in swing, above the channel's slow creep) and the 95th. They lie low in
// that range, since contact begins and ends with little load - the heel's lowest, since it lands and leaves
// first - and apart (hysteresis), so that noise makes no events. Chosen for plausible stance shares and small
// spread against the angular rate over marpino2018.
#include "footfall/recording/pressure_events.h"

#include <algorithm>
#include <cmath>
#include <span>

namespace footfall {
namespace {

/// Of the channel's range: contact begins above the one and ends below the other.
struct Threshold {
    double contact_share;
    double release_share;
};
constexpr Threshold kToe{0.25, 0.15};
constexpr Threshold kHeel{0.15, 0.10};
constexpr double kLowPercentile = 0.25;
constexpr double kHighPercentile = 0.95;
constexpr float kWeakestRange = 100.0F;  // counts; a channel with less answers to nothing
constexpr float kInUseRadps = 2.0F;
constexpr Nanoseconds kInUseAround = 600'000'000;      // a sample is in use if the foot moves so near to it
constexpr Nanoseconds kShortestRelease = 100'000'000;  // shorter losses of contact are the foot rolling over
constexpr Nanoseconds kShortestContact = 200'000'000;  // shorter contacts are something else than a stance

/// Samples at most kInUseAround from one at which the foot turns fast.
std::vector<bool> in_use(const std::vector<ImuSample>& samples) {
    std::vector<bool> used(samples.size());
    const auto moves = [&](std::size_t i) {
        const auto w = samples[i].imu.angular_rate_radps;
        return dot(w, w) > kInUseRadps * kInUseRadps;
    };
    std::size_t from = 0;
    for (std::size_t i = 0; i < samples.size(); ++i) {
        if (!moves(i)) {
            continue;
        }
        while (samples[from].time < samples[i].time - kInUseAround) {
            ++from;
        }
        std::size_t k = from;
        for (; k < samples.size() && samples[k].time <= samples[i].time + kInUseAround; ++k) {
            used[k] = true;
        }
        from = std::max(from, i);
    }
    return used;
}

float percentile(std::vector<float>& values, double share) {
    const auto at = static_cast<std::ptrdiff_t>(share * static_cast<double>(values.size() - 1));
    std::nth_element(values.begin(), values.begin() + at, values.end());
    return values[static_cast<std::size_t>(at)];
}

/// Whether this channel is loaded, (sample). All false for a channel too weak to tell.
std::vector<bool> loaded(const std::vector<float>& pressure, const std::vector<bool>& used,
                         Threshold threshold) {
    std::vector<float> in_walking;
    for (std::size_t i = 0; i < pressure.size(); ++i) {
        if (used[i]) {
            in_walking.push_back(pressure[i]);
        }
    }
    std::vector<bool> result(pressure.size());
    if (in_walking.empty()) {
        return result;
    }
    const float low = percentile(in_walking, kLowPercentile);
    const float range = percentile(in_walking, kHighPercentile) - low;
    if (range < kWeakestRange) {
        return result;
    }
    bool contact = false;
    for (std::size_t i = 0; i < pressure.size(); ++i) {
        const double share = contact ? threshold.release_share : threshold.contact_share;
        contact = pressure[i] > low + static_cast<float>(share) * range;
        result[i] = contact;
    }
    return result;
}

/// Stretches in which `on` holds, those cut off by the recording's ends included.
std::vector<TimeRegion> stretches(const std::vector<ImuSample>& samples, const std::vector<bool>& on) {
    std::vector<TimeRegion> regions;
    for (std::size_t i = 0; i < on.size(); ++i) {
        if (!on[i]) {
            continue;
        }
        if (i == 0 || !on[i - 1]) {
            regions.push_back({samples[i].time, samples[i].time});
        }
        regions.back().end = i + 1 < on.size() ? samples[i + 1].time : samples[i].time;
    }
    return regions;
}

std::vector<TimeRegion> stances(const std::vector<ImuSample>& samples, const std::vector<bool>& toe,
                                const std::vector<bool>& heel) {
    std::vector<bool> either(toe.size());
    for (std::size_t i = 0; i < toe.size(); ++i) {
        either[i] = toe[i] || heel[i];
    }
    std::vector<TimeRegion> joined;
    for (const TimeRegion& contact : stretches(samples, either)) {
        if (!joined.empty() && contact.start - joined.back().end < kShortestRelease) {
            joined.back().end = contact.end;
        } else {
            joined.push_back(contact);
        }
    }
    std::erase_if(joined, [](const TimeRegion& contact) { return contact.length() < kShortestContact; });
    return joined;
}

}  // namespace

std::vector<Event> events_from_pressure(const FootTrack& track) {
    const std::vector<bool> used = in_use(track.samples);
    const std::vector<bool> toe = loaded(track.toe_pressure, used, kToe);
    const std::vector<bool> heel = loaded(track.heel_pressure, used, kHeel);
    const std::vector<TimeRegion> toe_contacts = stretches(track.samples, toe);
    const std::vector<TimeRegion> heel_contacts = stretches(track.samples, heel);
    const Nanoseconds first = track.samples.empty() ? 0 : track.samples.front().time;
    const Nanoseconds last = track.samples.empty() ? 0 : track.samples.back().time;

    std::vector<Event> events;
    for (const TimeRegion& stance : stances(track.samples, toe, heel)) {
        const auto add = [&](EventKind kind, Nanoseconds time) {
            // A stance cut off by the recording's end did not begin or end there.
            if (time > first && time < last) {
                events.push_back({kind, time});
            }
        };
        add(EventKind::initial_contact, stance.start);
        // Flat once the toe bears load too; the heel is off once it bears none for the rest of the stance.
        const auto toe_down =
            std::find_if(toe_contacts.begin(), toe_contacts.end(), [&](const TimeRegion& contact) {
                return contact.start > stance.start && contact.start < stance.end;
            });
        const auto heel_up =
            std::find_if(heel_contacts.rbegin(), heel_contacts.rend(), [&](const TimeRegion& contact) {
                return contact.end > stance.start && contact.start < stance.end;
            });
        if (toe_down != toe_contacts.end() && heel_up != heel_contacts.rend() && heel_up->end < stance.end &&
            toe_down->start < heel_up->end) {
            add(EventKind::foot_flat, toe_down->start);
            add(EventKind::heel_off, heel_up->end);
        }
        add(EventKind::final_contact, stance.end);
    }
    return events;
}

}  // namespace footfall
