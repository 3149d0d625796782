// Walking against everything else that feet do.
#include "footfall/phase/walking_gate.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "footfall/core/random.h"
#include "footfall/recording/gate_marks.h"
#include "footfall/recording/labels.h"
#include "tests/phase/walks.h"

namespace footfall {
namespace {

constexpr int kRateHz = 100;

Imu<SensorFrame> turning(double x_radps, double y_radps) {
    return {{0.0F, 0.0F, 9.81F}, {static_cast<float>(x_radps), static_cast<float>(y_radps), 0.0F}};
}

/// Feeds `seconds` of a foot turning at these rates; returns how many samples were called walking.
template <class Rate>
int called_walking(WalkingGate& gate, double seconds, Rate&& rate_radps) {
    int walking = 0;
    for (int i = 0; i < static_cast<int>(seconds * kRateHz); ++i) {
        walking += gate.update(turning(rate_radps(i), 0.0)) ? 1 : 0;
    }
    return walking;
}

/// A stride of `stride_s`: the foot is flat for two fifths of it.
double stride(int i, double stride_s) {
    const double at = std::fmod(static_cast<double>(i) / kRateHz, stride_s) / stride_s;
    return at < 0.4 ? 0.3 : 5.0 * std::sin(std::numbers::pi * (at - 0.4) / 0.6);
}

TEST(WalkingGate, AStandingFootDoesNotWalk) {
    WalkingGate gate(kRateHz);
    Random random(1);
    EXPECT_EQ(called_walking(gate, 60.0, [&](int) { return 0.1 * random.normal(); }), 0);
}

TEST(WalkingGate, ShufflingAndFidgetingDoNotWalk) {
    WalkingGate gate(kRateHz);
    Random random(2);
    // Irregular movements, each of its own size and pace, up to 1.6 rad/s; single knocks far beyond.
    double size = 1.0;
    double pace_hz = 1.0;
    EXPECT_EQ(called_walking(gate, 120.0,
                             [&](int i) {
                                 if (i % 60 == 0) {
                                     size = random.uniform(0.2, 1.6);
                                     pace_hz = random.uniform(0.5, 4.0);
                                 }
                                 const double t = static_cast<double>(i) / kRateHz;
                                 return i % 500 == 250
                                            ? 20.0
                                            : size * std::sin(2.0 * std::numbers::pi * pace_hz * t);
                             }),
              0);
}

TEST(WalkingGate, WalkingAtAnyPaceIsNotInterrupted) {
    for (const double stride_s : {0.7, 1.0, 1.3}) {
        WalkingGate gate(kRateHz);
        const auto rate = [&](int i) { return stride(i, stride_s); };
        (void)called_walking(gate, 2.0 * stride_s, rate);
        EXPECT_EQ(called_walking(gate, 20.0 * stride_s, rate), static_cast<int>(20.0 * stride_s * kRateHz));
    }
}

TEST(WalkingGate, GetsUsedToASlowWalker) {
    WalkingGate gate(kRateHz);
    const auto slow = [](int i) { return stride(i, 1.5); };
    EXPECT_LT(called_walking(gate, 1.5, slow), 150);  // longer than it would wait for somebody unknown
    (void)called_walking(gate, 3.0, slow);
    EXPECT_EQ(called_walking(gate, 15.0, slow), 1500);
    EXPECT_LE(called_walking(gate, 10.0, [](int) { return 0.05; }), 110);
}

TEST(WalkingGate, EndsWithinASecondOfStillness) {
    for (const double stride_s : {0.7, 1.3}) {
        WalkingGate gate(kRateHz);
        (void)called_walking(gate, 10.0 * stride_s, [&](int i) { return stride(i, stride_s); });
        const int called = called_walking(gate, 10.0, [](int) { return 0.05; });
        EXPECT_GE(called, 30);
        EXPECT_LE(called, 100);
    }
}

TEST(WalkingGate, AGapDoesNotEndAWalkAndDoesNotBeginOne) {
    WalkingGate gate(kRateHz);
    gate.interrupt();
    EXPECT_FALSE(gate.update(turning(0.0, 0.0)));
    (void)called_walking(gate, 5.0, [](int i) { return stride(i, 1.0); });
    gate.interrupt();
    EXPECT_TRUE(gate.update(turning(0.0, 0.0)));
    EXPECT_LE(called_walking(gate, 10.0, [](int) { return 0.05; }), 100);
}

TEST(WalkingGate, SimulatedPeopleStandAndWalk) {
    const SmallModel small;
    GateTally tally;
    for (const std::uint64_t seed : {1U, 2U, 3U, 4U, 5U, 6U}) {
        const Recording recording = simulated_walk(100.0, seed);
        for (const FootTrack& track : recording.feet) {
            GateMarker marker(recording, track, phase_set_named("stance_swing"));
            auto stream = PhaseEstimator::make(small.model(), options_of(track, Alignment::identity()));
            ASSERT_TRUE(stream);
            for (const PhaseEstimate& answer : answers_to(track.samples, *stream)) {
                marker.mark(answer.sample.index * 10'000'000, answer.walking);
            }
            tally.add(marker.tally());
        }
    }
    EXPECT_GT(tally.standing, 3000);
    EXPECT_GT(tally.gait, 15000);
    EXPECT_LT(tally.standing_share(), 0.02);
    EXPECT_LT(tally.gait_share(), 0.01);
}

}  // namespace
}  // namespace footfall
