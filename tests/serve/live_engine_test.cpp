// The engine: it says live what the offline chain says, bears what networks do, and keeps its bounds.
#include "serve/live_engine.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "footfall/core/random.h"
#include "footfall/recording/event_finder.h"
#include "footfall/recording/stream.h"
#include "serve/rate_limit.h"
#include "tests/phase/walks.h"
#include "tests/serve/played_walk.h"
#include "tests/serve/readings.h"

namespace footfall::serve {
namespace {

TEST(LiveEngine, SaysWhatTheOfflineChainSays) {
    const Recording recording = simulated_walk();
    Listener listener;
    LiveEngine engine(shipped(), {}, listener);
    play(engine, readings_of(recording, "P01"), 20 * kNanosecondsPerSecond);
    for (const FootTrack& track : recording.feet) {
        std::vector<PhaseEstimate> expected;
        std::vector<Stride> strides;
        EventFinder finder(shipped());
        (void)for_each_estimate(track, shipped(), std::nullopt, [&](const PhaseEstimate& estimate) {
            expected.push_back(estimate);
            if (const auto stride = finder.answer(estimate).stride) {
                strides.push_back(*stride);
            }
        });
        std::vector<LiveSample> samples;
        std::copy_if(listener.samples.begin(), listener.samples.end(), std::back_inserter(samples),
                     [&](const LiveSample& sample) { return sample.foot == track.foot; });
        ASSERT_EQ(samples.size(), expected.size());
        const Nanoseconds first = track.samples.front().time;
        for (std::size_t i = 0; i < samples.size(); ++i) {
            ASSERT_EQ(samples[i].stream_time + first, expected[i].sample.index * 10 * kMillisecond);
            ASSERT_EQ(samples[i].cycle, expected[i].sample.cycle);
            ASSERT_EQ(samples[i].phase, expected[i].sample.phase);
            ASSERT_EQ(samples[i].walking, expected[i].walking);
            // The same moment on the host's clock, but for the least delay, 3 ms.
            ASSERT_NEAR(static_cast<double>(samples[i].time - kStart),
                        static_cast<double>(samples[i].stream_time + first + 3 * kMillisecond), 1e3);
        }
        ASSERT_GT(strides.size(), 6U);
        std::size_t told = 0;
        for (const LiveStride& stride : listener.strides) {
            if (stride.foot == track.foot) {
                ASSERT_LT(told, strides.size());
                EXPECT_EQ(stride.stride.stride_time(), strides[told].stride_time());
                ++told;
            }
        }
        EXPECT_EQ(told, strides.size());
    }
    // While walking on: the cadence of the walker.
    ASSERT_GT(listener.gaits.size(), 12U);
    const LiveGait& gait = listener.gaits[listener.gaits.size() / 2];
    EXPECT_GT(gait.cadence_steps_per_min, 60.0);
    EXPECT_LT(gait.cadence_steps_per_min, 160.0);
    EXPECT_GT(gait.stance_share[0], 0.5);
    EXPECT_LT(gait.stance_share[1], 0.75);
    // And when the strides are old, nothing.
    EXPECT_TRUE(std::isnan(listener.gaits.back().cadence_steps_per_min));
    EXPECT_EQ(listener.gaits.back().strides[0], 0);
}

TEST(LiveEngine, DelaysAndDoublesChangeNothing) {
    const Recording recording = simulated_walk();
    LiveOptions patient;
    patient.patience = 150 * kMillisecond;
    const auto said = [&](std::vector<SensorReading> readings) {
        std::stable_sort(readings.begin(), readings.end(),
                         [](const auto& a, const auto& b) { return a.arrival < b.arrival; });
        Listener listener;
        LiveEngine engine(shipped(), patient, listener);
        play(engine, readings, kNanosecondsPerSecond);
        std::array<std::vector<std::pair<Nanoseconds, float>>, 2> cycles;
        for (const LiveSample& sample : listener.samples) {
            cycles[static_cast<std::size_t>(sample.foot)].emplace_back(sample.stream_time, sample.cycle);
        }
        return cycles;
    };
    const std::vector<SensorReading> readings = readings_of(recording, "P01");
    std::vector<SensorReading> disturbed = readings;
    Random random(3);
    for (const SensorReading& reading : readings) {
        if (random.uniform() < 0.1) {
            disturbed.push_back(reading);
        }
    }
    for (SensorReading& reading : disturbed) {
        reading.arrival += static_cast<Nanoseconds>(random.uniform() * 140e6);
    }
    EXPECT_EQ(said(disturbed), said(readings));
}

/// Keeps when each answer was given, by the time of its packet.
class Watch final : public LiveSink {
public:
    void sample(const std::string& /*person*/, const LiveSample& sample) override {
        worst = std::max(worst, now - sample.arrival);
        ++samples;
    }
    void event(const std::string& /*person*/, const LiveEvent& /*event*/) override {}
    void stride(const std::string& /*person*/, const LiveStride& /*stride*/) override {}
    void motion(const std::string& /*person*/, const LiveStride& /*stride*/) override {}
    void gait(const std::string& /*person*/, const LiveGait& /*gait*/) override {}
    void health(const std::string& /*person*/, Foot /*foot*/, const FootHealth& /*health*/) override {}

    Nanoseconds now = 0;
    Nanoseconds worst = 0;
    int samples = 0;
};

TEST(LiveEngine, LossKeepsNoAnswerLongerThan20Ms) {
    const SmallModel small;
    Watch watch;
    LiveEngine engine(small.model(), {}, watch);
    Random random(7);
    std::int64_t sent = 0;
    for (watch.now = kStart; watch.now < kStart + 10 * kNanosecondsPerSecond; watch.now += kMillisecond) {
        if (watch.now % (10 * kMillisecond) == 0 && (++sent < 3 || random.uniform() >= 0.05)) {
            engine.take(reading_of(sent, watch.now));
        }
        if (watch.now % (5 * kMillisecond) == 0) {
            engine.advance(watch.now);
        }
    }
    EXPECT_GT(watch.samples, 900);
    EXPECT_GT(watch.worst, 10 * kMillisecond) << "some were waited for";
    EXPECT_LE(watch.worst, 20 * kMillisecond);
}

TEST(LiveEngine, WhatIsOfNoUseIsNoSignOfLife) {
    const SmallModel small;
    Listener listener;
    LiveEngine engine(small.model(), {}, listener);
    for (std::int64_t i = 0; i < 100; ++i) {
        engine.take(reading_of(i, kStart + 10 * i * kMillisecond));
    }
    const Nanoseconds end = kStart + kNanosecondsPerSecond;
    for (std::int64_t i = 0; i < 200; ++i) {  // the same again for two seconds, doubled or late
        const Nanoseconds now = end + 10 * i * kMillisecond;
        engine.take(reading_of(i % 2 == 0 ? 50 : -1, now));
        engine.advance(now);
    }
    const FootHealth health = engine.find("P01")->health(Foot::left);
    EXPECT_EQ(health.state, FootState::gone);
    EXPECT_EQ(health.last_arrival, end - 10 * kMillisecond);
    EXPECT_EQ(health.counts.dropped(), 200U);
}

TEST(LiveEngine, LossIsToldAndWalkedThrough) {
    const Recording recording = simulated_walk();
    std::vector<SensorReading> readings = readings_of(recording, "P01");
    Random random(5);
    std::erase_if(readings, [&](const SensorReading&) { return random.uniform() < 0.05; });
    Listener listener;
    LiveEngine engine(shipped(), {}, listener);
    play(engine, readings, kNanosecondsPerSecond);
    const FootHealth health = engine.find("P01")->health(Foot::left);
    EXPECT_NEAR(static_cast<double>(health.counts.lost), 0.05 * 2400, 40.0);
    EXPECT_GT(std::count_if(listener.samples.begin(), listener.samples.end(),
                            [](const LiveSample& sample) { return sample.bridged; }),
              100);
    EXPECT_GT(listener.strides.size(), 12U);
}

TEST(LiveEngine, AFootThatStopsSendingIsGoneAndComesBack) {
    const SmallModel small;
    std::vector<SensorReading> readings = readings_of(simulated_walk(), "P01");
    std::erase_if(readings, [](const SensorReading& reading) {
        const Nanoseconds at = reading.arrival - kStart;
        return reading.stream.foot == Foot::right && at > 5 * kNanosecondsPerSecond &&
               at < 8 * kNanosecondsPerSecond;
    });
    Listener listener;
    LiveEngine engine(small.model(), {}, listener);
    play(engine, readings);
    ASSERT_EQ(listener.healths.size(), 4U);
    EXPECT_EQ(listener.healths[2].foot, Foot::right);
    EXPECT_EQ(listener.healths[2].health.state, FootState::gone);
    EXPECT_EQ(listener.healths[3].foot, Foot::right);
    EXPECT_EQ(listener.healths[3].health.state, FootState::sending);
    EXPECT_EQ(engine.find("P01")->health(Foot::left).state, FootState::sending);
    const auto after =
        std::find_if(listener.samples.begin() + 1'000, listener.samples.end(),
                     [](const LiveSample& sample) { return sample.foot == Foot::right && sample.after_gap; });
    ASSERT_NE(after, listener.samples.end());
    EXPECT_GT(after->time - kStart, 8 * kNanosecondsPerSecond);
}

TEST(LiveEngine, AGoneFootMayComeBackAsAnotherKindWithItsMounting) {
    std::vector<SensorReading> readings = readings_of(simulated_walk(), "P01");
    std::vector<SensorReading> later = readings;
    for (SensorReading& reading : later) {
        reading.arrival += 60 * kNanosecondsPerSecond;
        reading.kind.counter_bits = 16;
    }
    Listener listener;
    LiveEngine engine(shipped(), {}, listener);
    play(engine, readings, 2 * kNanosecondsPerSecond);
    ASSERT_TRUE(engine.find("P01")->alignment(Foot::left));
    const std::size_t said = listener.samples.size();
    play(engine, later);
    EXPECT_EQ(engine.find("P01")->health(Foot::left).kind.counter_bits, 16);
    EXPECT_TRUE(listener.samples[said].mounting_known) << "at once";
    EXPECT_FALSE(listener.samples[0].mounting_known);
}

TEST(LiveEngine, KeepsItsBounds) {
    const SmallModel small;
    Listener listener;
    LiveOptions options;
    options.forget_after = 10 * kNanosecondsPerSecond;
    LiveEngine engine(small.model(), options, listener);
    for (int person = 0; person < 200; ++person) {
        SensorReading reading = reading_of(0, kStart);
        reading.stream.person = fmt::format("P{}", person);
        engine.take(reading);
    }
    EXPECT_EQ(engine.people(), LiveEngine::kMostPeople);
    EXPECT_EQ(engine.refused(), 200 - LiveEngine::kMostPeople);
    EXPECT_EQ(engine.find("P150"), nullptr);
    int seen = 0;
    engine.for_each([&](const LiveSession&) { ++seen; });
    EXPECT_EQ(seen, 128);
    // One that sends a hundred times as fast as it says.
    for (std::int64_t i = 0; i < 20'000; ++i) {
        SensorReading reading = reading_of(i, kStart + i * kMillisecond / 10);
        reading.stream.person = "P0";
        engine.take(reading);
    }
    const FootHealth health = engine.find("P0")->health(Foot::left);
    EXPECT_NEAR(static_cast<double>(health.counts.received), 500 + 2 * 200, 2.0);
    EXPECT_GT(health.too_fast, 19'000U);
    EXPECT_TRUE(engine.forget("P0"));
    EXPECT_FALSE(engine.forget("P0"));
    engine.advance(kStart + 13 * kNanosecondsPerSecond);
    EXPECT_EQ(engine.people(), 0U);
}

/// Has sessions of some people.
class Keeper final : public LiveSink {
public:
    void sample(const std::string& /*person*/, const LiveSample& /*sample*/) override {}
    void event(const std::string& /*person*/, const LiveEvent& /*event*/) override {}
    void stride(const std::string& /*person*/, const LiveStride& /*stride*/) override {}
    void motion(const std::string& /*person*/, const LiveStride& /*stride*/) override {}
    void gait(const std::string& /*person*/, const LiveGait& /*gait*/) override {}
    void health(const std::string& /*person*/, Foot /*foot*/, const FootHealth& /*health*/) override {}
    [[nodiscard]] bool needs(const std::string& person) const override { return person == "P0"; }
};

TEST(LiveEngine, WhoHasBeenGoneForLongestMakesRoom) {
    const SmallModel small;
    Keeper keeper;
    LiveEngine engine(small.model(), {}, keeper);
    const auto take = [&](int person, Nanoseconds arrival) {
        SensorReading reading = reading_of(0, arrival);
        reading.stream.person = fmt::format("P{}", person);
        return engine.take(reading);
    };
    for (int person = 0; person < 128; ++person) {
        EXPECT_TRUE(take(person, kStart + person * kMillisecond));
    }
    EXPECT_FALSE(take(500, kStart + 900 * kMillisecond)) << "all of them are there";
    EXPECT_TRUE(take(501, kStart + 1'100 * kMillisecond));
    EXPECT_NE(engine.find("P0"), nullptr) << "who has a session";
    EXPECT_EQ(engine.find("P1"), nullptr) << "who has been gone for longest";
    EXPECT_NE(engine.find("P2"), nullptr);
    EXPECT_NE(engine.find("P501"), nullptr);
    EXPECT_EQ(engine.people(), LiveEngine::kMostPeople);
    EXPECT_EQ(engine.refused(), 1U);
}

TEST(LatestStrides, HandComputed) {
    LatestStrides latest;
    EXPECT_TRUE(std::isnan(latest.gait().cadence_steps_per_min));
    const auto stride = [](Foot foot, std::int64_t stance_ms, std::int64_t stride_ms) {
        return LiveStride{foot, 0, {0, stance_ms * kMillisecond, stride_ms * kMillisecond}, {}};
    };
    for (int i = 0; i < 3; ++i) {
        EXPECT_TRUE(std::isnan(latest.gait().stance_symmetry_percent));
        latest.add(stride(Foot::left, 660, 1000), i);
        latest.add(stride(Foot::right, 600, 1000), i);
    }
    LiveGait gait = latest.gait();
    EXPECT_DOUBLE_EQ(gait.cadence_steps_per_min, 120.0);
    EXPECT_DOUBLE_EQ(gait.stance_share[0], 0.66);
    EXPECT_DOUBLE_EQ(gait.stance_share[1], 0.6);
    EXPECT_DOUBLE_EQ(gait.stride_time_s[1], 1.0);
    EXPECT_NEAR(gait.stance_symmetry_percent, 100.0 * 0.06 / 0.63, 1e-9);
    EXPECT_TRUE(std::isnan(gait.speed_mps));
    LiveStride measured = stride(Foot::right, 600, 1000);
    measured.motion.length_m.value = 1.3;
    latest.add_motion(measured);
    EXPECT_DOUBLE_EQ(latest.gait().speed_mps, 1.3);
    for (int i = 0; i < 20; ++i) {
        latest.add(stride(Foot::left, 1200, 2000), kNanosecondsPerSecond);
    }
    gait = latest.gait();
    EXPECT_EQ(gait.strides[0], 10);
    EXPECT_DOUBLE_EQ(gait.stance_share[0], 0.6);
    EXPECT_FALSE(latest.forget_old(LatestStrides::kOldest));
    EXPECT_TRUE(latest.forget_old(LatestStrides::kOldest + 1));
    EXPECT_EQ(latest.gait().strides[1], 2);
}

TEST(RateLimit, HandComputed) {
    RateLimit limit(10.0);  // a burst of 50, then 20 a second
    int taken = 0;
    for (int i = 0; i < 100; ++i) {
        taken += limit.take(kStart) ? 1 : 0;
    }
    EXPECT_EQ(taken, 50);
    EXPECT_FALSE(limit.take(kStart + 40 * kMillisecond));
    EXPECT_TRUE(limit.take(kStart + 60 * kMillisecond));
    EXPECT_FALSE(limit.take(kStart + 60 * kMillisecond));
}

}  // namespace
}  // namespace footfall::serve
