// Late, doubled, lost and reordered packets, wrapping counters, drifting and restarting clocks.
#include "serve/live_timeline.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "footfall/core/random.h"
#include "tests/serve/readings.h"

namespace footfall::serve {
namespace {

constexpr Nanoseconds kPatience = 150 * kMillisecond;
constexpr Nanoseconds kPeriod = 10 * kMillisecond;
constexpr Nanoseconds kStart = 77 * kNanosecondsPerSecond;

/// Everything the timeline gives for these readings in order of arrival, time passing in between.
std::vector<TimedSample> play(LiveTimeline& timeline, std::vector<SensorReading> readings) {
    std::stable_sort(readings.begin(), readings.end(),
                     [](const SensorReading& a, const SensorReading& b) { return a.arrival < b.arrival; });
    std::vector<TimedSample> given;
    const auto take = [&] {
        while (const auto sample = timeline.next()) {
            given.push_back(*sample);
        }
    };
    Nanoseconds now = readings.front().arrival;
    for (const SensorReading& reading : readings) {
        for (; now < reading.arrival; now += 5 * kMillisecond) {
            timeline.advance(now);
            take();
        }
        timeline.push(reading);
        take();
    }
    timeline.advance(now + kNanosecondsPerSecond);
    take();
    const TimelineCounts& counts = timeline.counts();
    EXPECT_EQ(counts.received,
              counts.released + counts.doubled + counts.late + counts.astray + counts.mismatched);
    EXPECT_EQ(timeline.held(), 0U);
    for (std::size_t i = 1; i < given.size(); ++i) {
        EXPECT_LT(given[i - 1].sample.time, given[i].sample.time);
    }
    return given;
}

bool same(const std::vector<TimedSample>& a, const std::vector<TimedSample>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const TimedSample& x, const TimedSample& y) {
        return x.sample.time == y.sample.time && x.sample.imu == y.sample.imu;
    });
}

/// @param time_too with a device time that counts from another moment
/// @param counter_too false: the device time alone
std::vector<SensorReading> in_order(int count, const StreamKind& kind, bool counter_too = true,
                                    bool time_too = false, std::int64_t first = 0) {
    std::vector<SensorReading> readings;
    const double period = 1e9 / kind.rate_hz;
    for (std::int64_t i = first; i < first + count; ++i) {
        SensorReading reading =
            reading_of(i, kStart + std::llround(static_cast<double>(i - first) * period), kind);
        if (time_too || !counter_too) {
            reading.device_time = 5'000'000'123 + std::llround(static_cast<double>(i) * period);
        }
        if (!counter_too) {
            reading.counter.reset();
        }
        readings.push_back(reading);
    }
    return readings;
}

struct Way {
    const char* name;
    StreamKind kind;
    bool counter;
    bool time;
};

class LiveTimelineWays : public testing::TestWithParam<Way> {};

TEST_P(LiveTimelineWays, AnyPermutationWithinTheBoundGivesTheSameSamples) {
    const auto& [name, kind, counter, time] = GetParam();
    const std::vector<SensorReading> readings = in_order(400, kind, counter, time);
    LiveTimeline undisturbed(kind, kPatience);
    const std::vector<TimedSample> expected = play(undisturbed, readings);
    ASSERT_EQ(expected.size(), readings.size());
    EXPECT_EQ(expected.front().sample.time, 0);
    EXPECT_NEAR(static_cast<double>(expected.back().sample.time), 399 * 1e9 / kind.rate_hz, 2.0);
    Random random(11);
    for (int trial = 0; trial < 30; ++trial) {
        std::vector<SensorReading> delayed = readings;
        for (SensorReading& reading : delayed) {
            reading.arrival +=
                static_cast<Nanoseconds>(random.uniform() * static_cast<double>(kPatience - 1));
        }
        LiveTimeline timeline(kind, kPatience);
        EXPECT_TRUE(same(play(timeline, delayed), expected));
        EXPECT_EQ(timeline.counts().lost, 0U);
        EXPECT_EQ(timeline.counts().late, 0U);
        EXPECT_GT(timeline.counts().reordered, 100U);
    }
}

TEST_P(LiveTimelineWays, LossAndDoublesAreCounted) {
    const auto& [name, kind, counter, time] = GetParam();
    Random random(12);
    for (int trial = 0; trial < 20; ++trial) {
        std::vector<SensorReading> sent;
        std::vector<std::int64_t> arrived;
        std::uint64_t doubles = 0;
        const std::vector<SensorReading> readings = in_order(500, kind, counter, time);
        for (std::size_t i = 0; i < readings.size(); ++i) {
            // The first and the last arrive, so that what is lost lies between two that did not.
            if (i > 0 && i + 1 < readings.size() && random.uniform() < 0.1) {
                continue;
            }
            arrived.push_back(static_cast<std::int64_t>(i));
            const int times = random.uniform() < 0.1 ? 2 : 1;
            doubles += static_cast<std::uint64_t>(times - 1);
            for (int k = 0; k < times; ++k) {
                sent.push_back(readings[i]);
                sent.back().arrival +=
                    static_cast<Nanoseconds>(random.uniform() * static_cast<double>(kPatience - 1));
            }
        }
        LiveTimeline timeline(kind, kPatience);
        const std::vector<TimedSample> given = play(timeline, sent);
        ASSERT_EQ(given.size(), arrived.size());
        for (std::size_t i = 0; i < given.size(); ++i) {
            EXPECT_EQ(given[i].sample.imu, readings[static_cast<std::size_t>(arrived[i])].imu);
            EXPECT_NEAR(static_cast<double>(given[i].sample.time),
                        static_cast<double>(arrived[i]) * 1e9 / kind.rate_hz, 2.0);
        }
        EXPECT_EQ(timeline.counts().lost, 500 - arrived.size());
        EXPECT_EQ(timeline.counts().doubled, doubles);
        EXPECT_EQ(timeline.counts().late, 0U);
    }
}

INSTANTIATE_TEST_SUITE_P(, LiveTimelineWays,
                         testing::Values(Way{"counter", {}, true, false}, Way{"both", {}, true, true},
                                         Way{"time", {}, false, true},
                                         Way{"counter16", {100.0, Gravity::included, 16}, true, false},
                                         Way{"uneven_rate", {204.8, Gravity::included, 32}, true, false},
                                         Way{"uneven_rate_time", {204.8}, false, true}),
                         [](const auto& way) { return way.param.name; });

TEST(LiveTimeline, WhatFollowsIsGivenAtOnce) {
    LiveTimeline timeline({}, kPatience);
    timeline.push(reading_of(0, kStart));
    EXPECT_FALSE(timeline.next()) << "the first may not be the first";
    timeline.advance(kStart + kPatience);
    EXPECT_TRUE(timeline.next());
    for (std::int64_t i = 1; i < 20; ++i) {
        timeline.push(reading_of(i, kStart + kPatience + i * kPeriod));
        ASSERT_TRUE(timeline.next()) << i;
        ASSERT_FALSE(timeline.next());
    }
}

TEST(LiveTimeline, WaitsForAMissingOneNoLongerThanStated) {
    LiveTimeline timeline({100.0, Gravity::included, 0, false, 1.0}, kPatience);
    const auto taken = [&] {
        int count = 0;
        while (timeline.next()) {
            ++count;
        }
        return count;
    };
    timeline.push(reading_of(0, kStart));
    timeline.advance(kStart + kPatience);
    EXPECT_EQ(taken(), 1);
    const Nanoseconds gap = kStart + kNanosecondsPerSecond;
    timeline.push(reading_of(2, gap));
    timeline.push(reading_of(3, gap + kPeriod));
    timeline.advance(gap + kPatience - 1);
    EXPECT_EQ(taken(), 0);
    timeline.advance(gap + kPatience);
    EXPECT_EQ(taken(), 2);
    EXPECT_EQ(timeline.counts().lost, 1U);
    timeline.push(reading_of(1, gap + kPatience + 1));
    EXPECT_EQ(taken(), 0);
    EXPECT_EQ(timeline.counts().late, 1U);
    timeline.push(reading_of(3, gap + kPatience + 2));
    EXPECT_EQ(timeline.counts().doubled, 1U);
}

TEST(LiveTimeline, AWayThatKeepsTheOrderIsNotWaitedFor) {
    LiveTimeline timeline({100.0, Gravity::included, 0, true, 1.0}, kPatience);
    for (const std::int64_t number : {0, 1, 5, 6}) {
        timeline.push(reading_of(number, kStart + number * kPeriod, timeline.kind()));
        EXPECT_TRUE(timeline.next()) << number;
    }
    EXPECT_EQ(timeline.counts().lost, 3U);
}

TEST(LiveTimeline, CountersWrap) {
    for (const int bits : {16, 32}) {
        const StreamKind kind{100.0, Gravity::included, bits, false, 1.0};
        const std::int64_t turn = std::int64_t{1} << bits;
        // Doubles, loss and delays across the turn, twice for 16 bits.
        std::vector<SensorReading> sent;
        const int count = bits == 16 ? 70'000 + 65'536 : 2'000;
        Random random(4);
        std::size_t kept = 0;
        for (SensorReading& reading : in_order(count, kind, true, false, turn - 1'000)) {
            if (random.uniform() < 0.01 && kept > 0) {
                continue;
            }
            ++kept;
            reading.arrival += static_cast<Nanoseconds>(random.uniform() * 1e8);
            sent.push_back(reading);
        }
        LiveTimeline timeline(kind, kPatience);
        const std::vector<TimedSample> given = play(timeline, sent);
        EXPECT_EQ(given.size(), kept);
        EXPECT_EQ(timeline.counts().restarts, 0U);
        EXPECT_NEAR(static_cast<double>(given.back().sample.time), (count - 1) * 1e7, 5e7);
    }
}

TEST(LiveTimeline, ACounterThatWrapsInASilenceIsPlacedByTheTimePassed) {
    const StreamKind kind{100.0, Gravity::included, 16, false, 1.0};
    LiveTimeline timeline(kind, kPatience);
    std::vector<SensorReading> sent = in_order(100, kind);
    // Silent for 1000 s, one and a half turns, by a clock that loses 100 ppm.
    for (std::int64_t i = 100'000; i < 100'100; ++i) {
        sent.push_back(reading_of(i, kStart + i * (kPeriod + 1000), kind));
    }
    const std::vector<TimedSample> given = play(timeline, sent);
    ASSERT_EQ(given.size(), 200U);
    EXPECT_EQ(given[100].sample.time, 100'000 * kPeriod);
    EXPECT_EQ(timeline.counts().lost, 99'900U);
}

TEST(LiveTimeline, ToldOnTheHostsClockThroughAnHourOfDrift) {
    for (const double ppm : {-200.0, 200.0}) {
        LiveTimeline timeline({}, kPatience);
        Random random(9);
        double worst_s = 0.0;
        Nanoseconds moment = 0;
        for (std::int64_t i = 0; i < 360'000; ++i) {
            moment = kStart + std::llround(static_cast<double>(i) * 1e7 * (1.0 - ppm * 1e-6));
            timeline.push(reading_of(i, moment + static_cast<Nanoseconds>(random.uniform() * 2e6)));
            while (const auto sample = timeline.next()) {
                const double error_s =
                    static_cast<double>(timeline.to_host(sample->sample.time) - moment) * 1e-9;
                worst_s = i > 6'000 ? std::max(worst_s, std::abs(error_s)) : 0.0;
            }
        }
        EXPECT_LT(worst_s, 0.002) << "without following the drift it would be 0.72 s";
        EXPECT_NEAR(timeline.drift_ppm(), ppm, 2.0);
        EXPECT_EQ(timeline.counts().released, 360'000U);
    }
}

TEST(LiveTimeline, ASensorThatBeginsAnewGoesOnInTime) {
    LiveTimeline timeline({}, kPatience);
    std::vector<SensorReading> sent = in_order(1'000, {}, true, false, 1'000'000);
    for (std::int64_t i = 0; i < 500; ++i) {  // 3 s later, from 0
        sent.push_back(reading_of(i, kStart + 13 * kNanosecondsPerSecond + i * kPeriod));
    }
    const std::vector<TimedSample> given = play(timeline, sent);
    EXPECT_EQ(timeline.counts().restarts, 1U);
    EXPECT_EQ(timeline.counts().astray, static_cast<std::uint64_t>(LiveTimeline::kRestart - 1));
    ASSERT_EQ(given.size(), 1'491U);
    // The tenth of the new ones, 13.09 s after the first of all.
    EXPECT_NEAR(static_cast<double>(given[1'000].sample.time), 13.09e9, 1e6);
    EXPECT_EQ(given.back().sample.time - given[1'000].sample.time, 490 * kPeriod);
    EXPECT_NEAR(static_cast<double>(timeline.to_host(given.back().sample.time)),
                static_cast<double>(sent.back().arrival), 1e6);
}

TEST(LiveTimeline, ACounterThatBeginsAnewWhileTimeGoesOnIsFollowed) {
    LiveTimeline timeline({}, kPatience);
    std::vector<SensorReading> sent = in_order(1'000, {}, true, true, 5'000);
    for (std::size_t i = 500; i < sent.size(); ++i) {
        sent[i].counter = static_cast<std::int64_t>(i - 500);
    }
    const std::vector<TimedSample> given = play(timeline, sent);
    EXPECT_EQ(timeline.counts().restarts, 1U);
    EXPECT_EQ(timeline.counts().astray, static_cast<std::uint64_t>(LiveTimeline::kRestart - 1));
    EXPECT_EQ(timeline.counts().late, 0U);
    ASSERT_EQ(given.size(), 991U);
    EXPECT_NEAR(static_cast<double>(given.back().sample.time), 9.99e9, 1e6);
}

TEST(LiveTimeline, AWildCounterWithASaneTimeDisturbsNothing) {
    const std::vector<SensorReading> readings = in_order(300, {}, true, true, 5'000);
    LiveTimeline undisturbed({}, kPatience);
    const std::vector<TimedSample> expected = play(undisturbed, readings);
    for (const std::int64_t wrong : {std::int64_t{0}, std::int64_t{6'000}, kLargestCounter}) {
        std::vector<SensorReading> sent = readings;
        SensorReading wild = readings[100];
        wild.counter = wrong;
        wild.arrival += kMillisecond;
        sent.push_back(wild);
        LiveTimeline timeline({}, kPatience);
        EXPECT_TRUE(same(play(timeline, sent), expected)) << wrong;
        EXPECT_EQ(timeline.counts().astray, 1U);
    }
}

TEST(LiveTimeline, OneReadingGoneAstrayDisturbsNothing) {
    const std::vector<SensorReading> readings = in_order(300, {}, true, true);
    LiveTimeline undisturbed({}, kPatience);
    const std::vector<TimedSample> expected = play(undisturbed, readings);
    for (const std::int64_t wrong : {std::int64_t{0}, std::int64_t{1} << 40, kLargestCounter}) {
        std::vector<SensorReading> sent = readings;
        for (const std::size_t at : {100U, 150U, 200U}) {
            SensorReading astray = readings[at];
            astray.counter = wrong;
            astray.device_time = wrong == 0 ? -kLatestDeviceTime : kLatestDeviceTime;
            astray.arrival += kMillisecond;
            sent.push_back(astray);
        }
        LiveTimeline timeline({}, kPatience);
        EXPECT_TRUE(same(play(timeline, sent), expected)) << wrong;
        EXPECT_EQ(timeline.counts().astray, 3U);
    }
}

TEST(LiveTimeline, AnotherKindIsNotMixedIn) {
    LiveTimeline timeline({}, 0);
    timeline.push(reading_of(0, kStart));
    timeline.push(reading_of(1, kStart + kPeriod, {200.0}));
    SensorReading timed = reading_of(1, kStart + kPeriod);
    timed.device_time = 5;
    timeline.push(timed);
    timed.counter.reset();
    timeline.push(timed);
    EXPECT_EQ(timeline.counts().mismatched, 3U);
    EXPECT_EQ(timeline.counts().released, 1U);
}

TEST(LiveTimeline, HoldsNoMoreThanItsBound) {
    LiveTimeline timeline({}, 3600 * kNanosecondsPerSecond);
    for (std::int64_t i = 0; i < 2'000; ++i) {
        timeline.push(reading_of(i * 2, kStart + i * 2 * kPeriod));
        ASSERT_LE(timeline.held(), LiveTimeline::kMostHeld);
    }
    EXPECT_EQ(timeline.counts().released, 2'000 - LiveTimeline::kMostHeld);
}

TEST(LiveTimeline, AnythingAtAllIsTaken) {
    Random random(8);
    for (int trial = 0; trial < 40; ++trial) {
        const StreamKind kind{100.0, Gravity::included, trial % 3 == 0 ? 16 : 0, false,
                              trial % 4 == 0 ? 3.0 : 1.0};
        LiveTimeline timeline(kind, kPatience);
        Nanoseconds last = -1;
        Nanoseconds now = kStart;
        for (int i = 0; i < 2'000; ++i) {
            now += static_cast<Nanoseconds>(random.uniform() * 3e7);
            SensorReading reading = reading_of(i, now, kind);
            if (random.uniform() < 0.3) {
                const double scale = std::pow(10.0, random.uniform() * 15.9);
                reading.counter = std::min<std::int64_t>(static_cast<std::int64_t>(scale),
                                                         kind.counter_bits == 16 ? 65'535 : kLargestCounter);
            }
            if (trial % 2 == 0) {
                reading.device_time = random.uniform() < 0.3
                                          ? static_cast<Nanoseconds>((random.uniform() - 0.5) * 9.2e18)
                                          : i * kPeriod;
            }
            timeline.push(reading);
            while (const auto sample = timeline.next()) {
                ASSERT_GT(sample->sample.time, last);
                last = sample->sample.time;
                (void)timeline.to_host(last);
            }
        }
    }
}

}  // namespace
}  // namespace footfall::serve
