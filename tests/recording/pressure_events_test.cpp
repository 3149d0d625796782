// Events from made-up toe and heel pressure whose contacts are known.
#include "footfall/recording/pressure_events.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>

#include "footfall/core/random.h"

namespace footfall {
namespace {

using enum EventKind;

constexpr Nanoseconds kMs = 1'000'000;

/// Of one stride, from 0 to 1000 ms: heel down 0 to 400, toe down 90 to 600, the foot swinging 600 to 1000.
struct Load {
    double heel = 0.0;
    double toe = 0.0;
};
Load load_in_stride(int ms) { return {ms < 400 ? 1.0 : 0.0, ms >= 90 && ms < 600 ? 1.0 : 0.0}; }

struct Channel {
    double rest = 20.0;
    double span = 800.0;
    double noise = 0.0;
    double creep = 0.0;  // counts a second
};

/// Strides of 1 s at 100 Hz from `first_ms` to `end_ms` of the stride's clock.
FootTrack track(const Channel& toe, const Channel& heel, int first_ms, int end_ms,
                const std::function<Load(int)>& load = load_in_stride) {
    FootTrack track;
    track.rate_hz = 100.0;
    Random random(1);
    const auto counts = [&](const Channel& channel, double share, int ms) {
        return static_cast<float>(channel.rest + channel.span * share + channel.noise * random.normal() +
                                  channel.creep * 0.001 * ms);
    };
    for (int ms = first_ms; ms < end_ms; ms += 10) {
        const int in_stride = ((ms % 1000) + 1000) % 1000;
        const float turning = in_stride < 600 ? 0.0F : 5.0F;
        track.samples.push_back({(ms - first_ms) * kMs, {{0.0F, 0.0F, 9.8F}, {0.0F, turning, 0.0F}}});
        const Load now = load(in_stride);
        track.toe_pressure.push_back(counts(toe, now.toe, ms));
        track.heel_pressure.push_back(counts(heel, now.heel, ms));
    }
    return track;
}

/// From mid-swing to mid-swing: `strides` stances, all complete.
FootTrack stances(const Channel& toe, const Channel& heel, int strides = 8) {
    return track(toe, heel, -200, strides * 1000 - 200);
}

void expect_every_event(const FootTrack& track, int strides, Nanoseconds tolerance) {
    const std::vector<Event> events = events_from_pressure(track);
    ASSERT_EQ(events.size(), static_cast<std::size_t>(4 * strides));
    for (std::size_t i = 0; i < events.size(); ++i) {
        constexpr EventKind kKinds[] = {initial_contact, foot_flat, heel_off, final_contact};
        constexpr Nanoseconds kAt[] = {0, 90 * kMs, 400 * kMs, 600 * kMs};
        const auto stride = static_cast<Nanoseconds>(i / 4);
        EXPECT_EQ(events[i].kind, kKinds[i % 4]) << i;
        EXPECT_LE(std::abs(events[i].time - (200 * kMs + stride * 1000 * kMs + kAt[i % 4])), tolerance) << i;
    }
}

TEST(PressureEvents, AllFourKindsInOrder) { expect_every_event(stances({}, {}), 8, 0); }

TEST(PressureEvents, ThresholdsFollowEachChannel) {
    expect_every_event(stances({.rest = 250.0}, {.rest = 5.0, .span = 900.0}), 8, 0);
    expect_every_event(stances({.span = 110.0}, {.rest = 180.0, .span = 130.0}), 8, 0);
}

TEST(PressureEvents, NoiseAndCreepMakeNoEvents) {
    expect_every_event(stances({.noise = 15.0}, {.noise = 10.0}), 8, 0);
    expect_every_event(stances({.creep = 5.0}, {.creep = -5.0}), 8, 0);
}

TEST(PressureEvents, AChannelTooWeakToTellLeavesContactToTheOther) {
    const auto events = events_from_pressure(stances({}, {.span = 30.0, .noise = 4.0}));
    ASSERT_EQ(events.size(), 16U);
    for (std::size_t i = 0; i < events.size(); ++i) {
        EXPECT_EQ(events[i].kind, i % 2 == 0 ? initial_contact : final_contact);
    }
    EXPECT_EQ(events[0].time, 290 * kMs);
    EXPECT_TRUE(events_from_pressure(stances({.span = 20.0}, {.span = 20.0})).empty());
}

TEST(PressureEvents, ContactsCutByTheEndsDoNotBeginOrEndThere) {
    // Begins and ends in mid-stance: the first foot's contact and the last one's end are not in the
    // recording.
    const auto events = events_from_pressure(track({}, {}, 200, 5300));
    ASSERT_FALSE(events.empty());
    EXPECT_NE(events.front().kind, initial_contact);
    EXPECT_EQ(
        std::count_if(events.begin(), events.end(), [](const Event& e) { return e.kind == initial_contact; }),
        5);
    EXPECT_EQ(
        std::count_if(events.begin(), events.end(), [](const Event& e) { return e.kind == final_contact; }),
        5);
    EXPECT_NE(events.back().kind, final_contact);
    EXPECT_TRUE(events_from_pressure({}).empty());
}

TEST(PressureEvents, ShortLossesAndShortContactsAreNoEvents) {
    const auto loads = [](int ms) {
        Load now = load_in_stride(ms);
        if (ms >= 500 && ms < 560) {
            now.toe = 0.0;  // rolling over
        }
        if (ms >= 750 && ms < 800) {
            now.toe = 1.0;  // something in swing
        }
        return now;
    };
    const auto events = events_from_pressure(track({}, {}, -150, 7850, loads));
    ASSERT_EQ(events.size(), 32U);
    EXPECT_EQ(events[3].time, (150 + 600) * kMs);
    EXPECT_EQ(events[4].time, (150 + 1000) * kMs);
}

TEST(PressureEvents, AHeelLoadedToTheEndOfStanceIsNeverOff) {
    const auto loads = [](int ms) {
        Load now = load_in_stride(ms);
        now.heel = ms < 600 && !(ms >= 200 && ms < 240) ? 1.0 : 0.0;
        return now;
    };
    for (const Event& event : events_from_pressure(track({}, {}, -200, 7800, loads))) {
        EXPECT_TRUE(event.kind == initial_contact || event.kind == final_contact);
    }
}

}  // namespace
}  // namespace footfall
