// A simulated foot as a network sees it: labels against the exact truth, whatever happens to the packets.
#include "footfall/recording/foot_signal.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "footfall/core/random.h"
#include "footfall/recording/error.h"
#include "simulate/walk.h"

namespace footfall {
namespace {

simulate::SimulatedRecording walk(double rate_hz = 100.0, bool pressure = false) {
    simulate::Walker walker =
        simulate::draw_walker(5, simulate::AgeGroup::younger, simulate::Mounting::any, 21);
    for (simulate::SensorSpec& sensor : walker.sensor) {
        sensor.lost_share = 0.0;
        sensor.clock_offset_s = 0.0;
    }
    simulate::WalkOptions options;
    options.rate_hz = rate_hz;
    options.course.seconds = 24.0;
    options.course.stand_before_s = 2.0;
    options.course.stand_after_s = 2.0;
    options.course.leg_m = 8.0;
    options.pressure = pressure;
    return simulate::simulate_walk(walker, options, 2);
}

const PhaseSet& stance_swing() { return phase_set_named("stance_swing"); }

struct Known {
    const float* channels = nullptr;
    SampleLabel label;
};

std::map<SampleIndex, Known> by_index(const FootSignal& signal) {
    std::map<SampleIndex, Known> known;
    for (const SignalSegment& segment : signal.segments) {
        for (std::size_t i = 0; i < segment.length(); ++i) {
            known[segment.first + static_cast<SampleIndex>(i)] = {&segment.channels[i * kChannels],
                                                                  segment.labels[i]};
        }
    }
    return known;
}

/// Expects equal labels, and the share of samples whose angular rates agree to 0.25 rad/s to be at least
/// this.
void expect_alike(const FootSignal& expected, const FootSignal& found, double share) {
    const auto a = by_index(expected);
    std::size_t alike = 0;
    std::size_t compared = 0;
    for (const auto& [index, now] : by_index(found)) {
        const auto before = a.find(index);
        if (before == a.end()) {
            continue;
        }
        const Known& then = before->second;
        ++compared;
        EXPECT_EQ(now.label.phase, then.label.phase) << index;
        EXPECT_EQ(std::isnan(now.label.cycle), std::isnan(then.label.cycle)) << index;
        EXPECT_TRUE(std::isnan(now.label.cycle) || now.label.cycle == then.label.cycle) << index;
        bool same = true;
        for (std::size_t channel = 3; channel < kChannels; ++channel) {
            same = same && std::abs(now.channels[channel] - then.channels[channel]) < 0.25F;
        }
        alike += same ? 1 : 0;
    }
    EXPECT_GT(static_cast<double>(compared), 0.9 * static_cast<double>(a.size()));
    EXPECT_GT(static_cast<double>(alike), share * static_cast<double>(compared));
}

TEST(FootSignal, LabelsAgreeWithTheExactTruth) {
    for (const double rate_hz : {100.0, 51.2, 204.8}) {
        const simulate::SimulatedRecording simulated = walk(rate_hz);
        for (const FootTrack& track : simulated.recording.feet) {
            const FootSignal signal = prepare(simulated.recording, track, {}, stance_swing());
            ASSERT_EQ(signal.segments.size(), 1U);
            EXPECT_EQ(signal.foot, track.foot);
            EXPECT_EQ(signal.segments[0].channels.size(), signal.segments[0].length() * kChannels);
            EXPECT_GT(signal.cycles.size(), 8U);
            std::size_t labelled = 0;
            for (const auto& [index, known] : by_index(signal)) {
                const double time_s = static_cast<double>(index) * 0.01;
                const auto& strides = simulated.truth.strides;
                const auto stride = std::find_if(strides.begin(), strides.end(), [&](const auto& one) {
                    return one.foot == track.foot && time_s >= one.start_s && time_s < one.end_s;
                });
                if (std::isnan(known.label.cycle)) {
                    continue;  // truth goes on where a stride is too odd for a label
                }
                ++labelled;
                ASSERT_NE(stride, strides.end());
                const double cycle = (time_s - stride->start_s) / (stride->end_s - stride->start_s);
                EXPECT_NEAR(static_cast<double>(known.label.cycle), cycle, 1e-5);
                EXPECT_EQ(known.label.phase, time_s < stride->final_contact_s ? 0 : 1);
            }
            EXPECT_GT(labelled, 900U);
        }
    }
}

TEST(FootSignal, AGridOfAnotherRateFindsTheSameMounting) {
    const Recording recording = walk().recording;
    const FootSignal expected = prepare(recording, recording.feet[1], {}, stance_swing());
    for (const double rate_hz : {40.0, 50.0, 200.0}) {
        Preprocessing how;
        how.rate_hz = rate_hz;
        const FootSignal signal = prepare(recording, recording.feet[1], how, stance_swing());
        EXPECT_EQ(signal.grid_period, std::llround(1e9 / rate_hz));
        for (std::size_t axis = 0; axis < 3; ++axis) {
            EXPECT_EQ(signal.alignment.rows[axis], expected.alignment.rows[axis]) << rate_hz;
        }
    }
}

TEST(FootSignal, ALongGapSplitsTheSignal) {
    Recording recording = walk().recording;
    std::vector<ImuSample>& samples = recording.feet[0].samples;
    std::erase_if(samples, [](const ImuSample& sample) {
        return sample.time > 9'995'000'000 && sample.time < 10'395'000'000;  // samples 1000 to 1039
    });
    const FootSignal signal = prepare(recording, recording.feet[0], {}, stance_swing());
    ASSERT_EQ(signal.segments.size(), 2U);
    EXPECT_EQ(signal.segments[0].first, 0);
    EXPECT_EQ(signal.segments[0].length(), 1000U);
    EXPECT_EQ(signal.segments[1].first, 1040);
    EXPECT_EQ(signal.segments[1].length(), 2400U - 1040U);
}

TEST(FootSignal, TurningIsMarked) {
    const Recording recording = walk().recording;
    ASSERT_FALSE(recording.turns.empty());
    const FootSignal signal = prepare(recording, recording.feet[0], {}, stance_swing());
    const SignalSegment& segment = signal.segments.front();
    ASSERT_EQ(segment.turning.size(), segment.length());
    std::size_t turning = 0;
    for (std::size_t i = 0; i < segment.length(); ++i) {
        const auto time = (segment.first + static_cast<SampleIndex>(i)) * signal.grid_period;
        bool within = false;
        for (const TimeRegion& turn : recording.turns) {
            within = within || turn.contains(time);
        }
        EXPECT_EQ(segment.turning[i] != 0, within) << i;
        turning += segment.turning[i];
    }
    EXPECT_GT(turning, 50U);
}

TEST(FootSignal, TheLeftFootIsMirrored) {
    Recording recording = walk().recording;
    for (const bool align : {true, false}) {
        Preprocessing how;
        how.align = align;
        FootTrack track = recording.feet[0];
        const FootSignal left = prepare(recording, track, how, stance_swing());
        track.foot = Foot::right;
        const FootSignal right = prepare(recording, track, how, stance_swing());
        constexpr float kSign[kChannels] = {1.0F, -1.0F, 1.0F, -1.0F, 1.0F, -1.0F};
        for (std::size_t i = 0; i < left.segments[0].channels.size(); ++i) {
            EXPECT_EQ(left.segments[0].channels[i], kSign[i % kChannels] * right.segments[0].channels[i]);
        }
        const auto& unaligned = track.samples[500].imu;
        if (!align) {
            EXPECT_EQ(left.segments[0].channels[500 * kChannels + 1], -unaligned.acceleration_mps2.y);
        }
    }
}

TEST(FootSignal, LostPacketsDoNotShiftTime) {
    const Recording whole = walk().recording;
    const FootSignal expected = prepare(whole, whole.feet[1], {}, stance_swing());
    for (std::uint64_t seed = 0; seed < 5; ++seed) {
        Recording lossy = whole;
        Random random(seed);
        std::erase_if(lossy.feet[1].samples,
                      [&](const ImuSample& sample) { return sample.time > 0 && random.uniform() < 0.2; });
        expect_alike(expected, prepare(lossy, lossy.feet[1], {}, stance_swing()), 0.9);
    }
}

TEST(FootSignal, DoubledSamplesDoNotShiftTime) {
    const Recording whole = walk().recording;
    const FootSignal expected = prepare(whole, whole.feet[0], {}, stance_swing());
    Recording doubled = whole;
    std::vector<ImuSample>& samples = doubled.feet[0].samples;
    for (std::size_t i = 1; i < samples.size(); i += 2) {
        samples[i].imu = samples[i - 1].imu;
    }
    expect_alike(expected, prepare(doubled, doubled.feet[0], {}, stance_swing()), 0.8);
}

TEST(FootSignal, TurningTheSensorChangesNothing) {
    const Recording recording = walk().recording;
    Random random(6);
    for (const FootTrack& track : recording.feet) {
        const FootSignal expected = prepare(recording, track, {}, stance_swing());
        for (int i = 0; i < 6; ++i) {
            const simulate::Rotation mounting =
                simulate::Rotation::about({0, 0, 1}, random.uniform(-3.1, 3.1)) *
                simulate::Rotation::about({0, 1, 0}, std::acos(random.uniform(-1.0, 1.0))) *
                simulate::Rotation::about({0, 0, 1}, random.uniform(-3.1, 3.1));
            const auto turned = [&](Vec3<SensorFrame> v) -> Vec3<SensorFrame> {
                const auto w =
                    mounting({static_cast<double>(v.x), static_cast<double>(v.y), static_cast<double>(v.z)});
                return {static_cast<float>(w.x), static_cast<float>(w.y), static_cast<float>(w.z)};
            };
            FootTrack other = track;
            for (ImuSample& sample : other.samples) {
                sample.imu = {turned(sample.imu.acceleration_mps2), turned(sample.imu.angular_rate_radps)};
            }
            const FootSignal found = prepare(recording, other, {}, stance_swing());
            const auto& a = expected.segments[0].channels;
            const auto& b = found.segments[0].channels;
            ASSERT_EQ(a.size(), b.size());
            for (std::size_t k = 0; k < a.size(); ++k) {
                ASSERT_NEAR(a[k], b[k], 0.02F) << k;
            }
        }
    }
}

TEST(FootSignal, PressureLabelsOnlyWhatIsLabelledByPressure) {
    Recording recording = walk(100.0, true).recording;
    const FootSignal exact = prepare(recording, recording.feet[0], {}, stance_swing());
    EXPECT_EQ(exact.cycles.front().time.start % 10'000'000 == 0,
              false);  // truth is off the grid, pressure on it
    recording.label_definition = label_definition::kToeHeelPressure;
    const FootSignal pressed = prepare(recording, recording.feet[0], {}, stance_swing());
    ASSERT_FALSE(pressed.cycles.empty());
    EXPECT_EQ(pressed.cycles.front().time.start % 10'000'000, 0);
    recording.label_definition = label_definition::kNone;
    recording.feet[0].reference.clear();
    EXPECT_TRUE(prepare(recording, recording.feet[0], {}, stance_swing()).cycles.empty());
}

TEST(FootSignal, StandingAloneIsAnError) {
    Recording recording = walk().recording;
    recording.id = "P05-1";
    recording.feet[1].samples.resize(100);
    try {
        (void)prepare(recording, recording.feet[1], {}, stance_swing());
        FAIL();
    } catch (const Error& error) {
        EXPECT_STREQ(error.what(),
                     "P05-1: right foot: expected walking to learn the mounting from, found less than "
                     "half a second of fast foot movement");
    }
    Preprocessing how;
    how.align = false;
    EXPECT_EQ(prepare(recording, recording.feet[1], how, stance_swing()).segments.size(), 1U);
}

}  // namespace
}  // namespace footfall
