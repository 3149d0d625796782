// The stream against the offline chain, bit for bit, and what it does with imperfect input.
#include "footfall/phase/phase_estimator.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <thread>

#include "footfall/nn/decode.h"
#include "footfall/recording/foot_signal.h"
#include "footfall/recording/labels.h"
#include "tests/phase/walks.h"

namespace footfall {
namespace {

/// What the offline chain says: the whole signal prepared, then each window on its own.
std::vector<PhaseSample> offline(const Recording& recording, const FootTrack& track, const Model& model) {
    const FootSignal signal = prepare(recording, track, model.preprocessing, model.phases);
    Result<Inference> inference = Inference::make(model);
    std::vector<PhaseSample> answers;
    const auto window = static_cast<std::size_t>(model.network.window);
    for (const SignalSegment& segment : signal.segments) {
        for (std::size_t first = 0; first + window <= segment.length(); ++first) {
            const NetworkOutput output =
                inference->whole({segment.channels.data() + first * kChannels, window * kChannels});
            const auto index =
                segment.first + static_cast<SampleIndex>(first + window - 1) - model.network.look_ahead;
            answers.push_back(decode(output.cycle[0], output.cycle[1], {output.phase.data(), 2}, index));
        }
    }
    return answers;
}

PhaseEstimator stream_of(const Model& model, const StreamOptions& options) {
    Result<PhaseEstimator> made = PhaseEstimator::make(model, options);
    EXPECT_TRUE(made) << made.reason();
    return std::move(*made);
}

Alignment alignment_of(const Recording& recording, const FootTrack& track) {
    return learn_alignment(recording, track, {});
}

void expect_same(const std::vector<PhaseEstimate>& found, const std::vector<PhaseSample>& expected) {
    ASSERT_EQ(found.size(), expected.size());
    for (std::size_t i = 0; i < found.size(); ++i) {
        ASSERT_TRUE(same(found[i].sample, expected[i])) << expected[i].index;
    }
}

TEST(PhaseEstimator, SaysWhatTheOfflineChainSays) {
    for (const double model_rate_hz : {100.0, 64.0}) {
        const SmallModel small(20, 5, model_rate_hz);
        for (const double rate_hz : {50.0, 100.0, 204.8}) {
            const Recording recording = simulated_walk(rate_hz);
            for (const FootTrack& track : recording.feet) {
                const Alignment alignment = alignment_of(recording, track);
                PhaseEstimator stream = stream_of(small.model(), options_of(track, alignment));
                const auto found = answers_to(track.samples, stream);
                expect_same(found, offline(recording, track, small.model()));
                EXPECT_GT(found.size(), static_cast<std::size_t>(23.0 * model_rate_hz));
                EXPECT_TRUE(found.front().after_gap);
                EXPECT_EQ(std::count_if(found.begin(), found.end(),
                                        [](const PhaseEstimate& one) { return one.after_gap; }),
                          1);
            }
        }
    }
}

TEST(PhaseEstimator, PreparingAheadChangesNothing) {
    const SmallModel small;
    const Recording recording = simulated_walk();
    const FootTrack& track = recording.feet[0];
    const StreamOptions options = options_of(track, alignment_of(recording, track));
    PhaseEstimator plain = stream_of(small.model(), options);
    PhaseEstimator prepared = stream_of(small.model(), options);
    const auto expected = answers_to(track.samples, plain);
    std::vector<PhaseEstimate> found;
    for (std::size_t i = 0; i < track.samples.size(); ++i) {
        const auto now = prepared.update(track.samples[i]);
        found.insert(found.end(), now.begin(), now.end());
        if (i % 3 != 0) {
            prepared.prepare();
        }
    }
    ASSERT_EQ(found.size(), expected.size());
    for (std::size_t i = 0; i < found.size(); ++i) {
        EXPECT_TRUE(same(found[i].sample, expected[i].sample));
        EXPECT_EQ(found[i].walking, expected[i].walking);
    }
}

TEST(PhaseEstimator, LostPacketsUpToTheLimitAreInterpolatedAsOffline) {
    const SmallModel small;
    Recording recording = simulated_walk();
    Random random(3);
    for (FootTrack& track : recording.feet) {
        std::erase_if(track.samples, [&](const ImuSample& sample) {
            return random.uniform() < 0.15 || (sample.time / 10'000'000) % 300 < 13;  // 140 ms apart
        });
        const Alignment alignment = alignment_of(recording, track);
        PhaseEstimator stream = stream_of(small.model(), options_of(track, alignment));
        std::size_t most = 0;
        for (const ImuSample& sample : track.samples) {
            most = std::max(most, stream.update(sample).size());
        }
        EXPECT_GE(most, 13U);
        EXPECT_LE(most, stream.answers_at_once());
        PhaseEstimator again = stream_of(small.model(), options_of(track, alignment));
        expect_same(answers_to(track.samples, again), offline(recording, track, small.model()));
    }
}

TEST(PhaseEstimator, HandsOutTheSampleThatItSpeaksOf) {
    const SmallModel small;
    const Recording recording = simulated_walk();
    FootTrack track = recording.feet[0];
    track.samples.erase(track.samples.begin() + 900, track.samples.begin() + 903);
    const Alignment alignment = alignment_of(recording, track);
    for (const std::size_t batch : {1U, 7U}) {
        StreamOptions options = options_of(track, alignment);
        options.batch = batch;
        PhaseEstimator stream = stream_of(small.model(), options);
        std::size_t next = 0;
        int bridged = 0;
        const auto check = [&](std::span<const PhaseEstimate> answers) {
            for (const PhaseEstimate& answer : answers) {
                const Nanoseconds time = answer.sample.index * 10'000'000;
                while (next < track.samples.size() && track.samples[next].time < time) {
                    ++next;
                }
                if (answer.bridged) {
                    EXPECT_GE(answer.sample.index, 900);
                    EXPECT_LE(answer.sample.index, 902);
                    ++bridged;
                } else {
                    ASSERT_EQ(track.samples[next].time, time);
                    EXPECT_EQ(answer.imu, track.samples[next].imu);
                }
            }
        };
        for (const ImuSample& sample : track.samples) {
            check(stream.update(sample));
        }
        check(stream.finish());
        EXPECT_EQ(bridged, 3);
        EXPECT_GT(next, 2000U);
    }
}

TEST(PhaseEstimator, NothingIsSaidAfterAGapUntilTheWindowHasRefilled) {
    const SmallModel small(20, 5);
    Recording recording = simulated_walk();
    FootTrack& track = recording.feet[1];
    // The sensor stops at 8 s, comes back at 12 s, and once more at 12.3 s after 0.2 s.
    std::erase_if(track.samples, [](const ImuSample& sample) {
        return (sample.time > 8'000'000'000 && sample.time < 12'000'000'000) ||
               (sample.time > 12'100'000'000 && sample.time < 12'300'000'000);
    });
    PhaseEstimator stream = stream_of(small.model(), options_of(track, alignment_of(recording, track)));
    const auto found = answers_to(track.samples, stream);
    std::vector<SampleIndex> after_gap;
    for (std::size_t i = 0; i < found.size(); ++i) {
        const SampleIndex index = found[i].sample.index;
        if (found[i].after_gap) {
            after_gap.push_back(index);
        } else {
            EXPECT_EQ(index, found[i - 1].sample.index + 1);
        }
        EXPECT_FALSE(index > 800 - 5 && index < 1230 + 14) << index;  // 1200 to 1210 are too few for a window
    }
    EXPECT_EQ(after_gap, (std::vector<SampleIndex>{14, 1230 + 14}));
    expect_same(found, offline(recording, track, small.model()));
}

TEST(PhaseEstimator, SamplesThatCannotBeMeasuredCountAsLost) {
    const SmallModel small;
    const Recording recording = simulated_walk();
    const FootTrack& track = recording.feet[0];
    const StreamOptions options = options_of(track, alignment_of(recording, track));
    constexpr float kInfinite = std::numeric_limits<float>::infinity();
    std::vector<ImuSample> lost;
    std::vector<ImuSample> spoilt;
    Random random(4);
    for (std::size_t i = 0; i < track.samples.size(); ++i) {
        ImuSample sample = track.samples[i];
        if (random.uniform() >= 0.3) {
            lost.push_back(sample);
        } else {
            switch (random.below(5)) {
                case 0: sample.imu.acceleration_mps2.y = std::numeric_limits<float>::quiet_NaN(); break;
                case 1: sample.imu.angular_rate_radps.z = -kInfinite; break;
                case 2: sample.imu.acceleration_mps2.x = std::numeric_limits<float>::max(); break;
                case 3: sample.time = std::numeric_limits<Nanoseconds>::max(); break;
                default: sample.time = std::numeric_limits<Nanoseconds>::min(); break;
            }
        }
        spoilt.push_back(sample);
    }
    PhaseEstimator expected = stream_of(small.model(), options);
    PhaseEstimator found = stream_of(small.model(), options);
    const auto a = answers_to(lost, expected);
    const auto b = answers_to(spoilt, found);
    ASSERT_EQ(a.size(), b.size());
    for (std::size_t i = 0; i < a.size(); ++i) {
        ASSERT_TRUE(same(a[i].sample, b[i].sample));
        ASSERT_TRUE(std::isfinite(b[i].sample.cycle) && std::isfinite(b[i].sample.probability[0]));
    }
}

TEST(PhaseEstimator, SamplesOutOfOrderAndTwiceCountOnce) {
    const SmallModel small;
    const Recording recording = simulated_walk();
    const FootTrack& track = recording.feet[0];
    const StreamOptions options = options_of(track, alignment_of(recording, track));
    std::vector<ImuSample> untidy;
    for (std::size_t i = 0; i < track.samples.size(); ++i) {
        untidy.push_back(track.samples[i]);
        if (i % 7 == 3) {
            untidy.push_back(track.samples[i]);
        }
        if (i % 11 == 5) {
            untidy.push_back(track.samples[i - 4]);
        }
    }
    PhaseEstimator expected = stream_of(small.model(), options);
    PhaseEstimator found = stream_of(small.model(), options);
    const auto a = answers_to(track.samples, expected);
    const auto b = answers_to(untidy, found);
    ASSERT_EQ(a.size(), b.size());
    for (std::size_t i = 0; i < a.size(); ++i) {
        ASSERT_TRUE(same(a[i].sample, b[i].sample));
    }
}

TEST(PhaseEstimator, AFrozenSensorFallsSilentAndAClippedOneIsAnswered) {
    const SmallModel small;
    const Recording recording = simulated_walk();
    const FootTrack& track = recording.feet[0];
    const StreamOptions options = options_of(track, alignment_of(recording, track));
    PhaseEstimator stream = stream_of(small.model(), options);
    std::vector<ImuSample> samples = track.samples;
    for (std::size_t i = 1000; i < 1400; ++i) {
        samples[i].imu = samples[999].imu;  // its last value again and again
    }
    const auto found = answers_to(samples, stream);
    for (const PhaseEstimate& one : found) {
        EXPECT_FALSE(one.sample.index > 999 - 5 && one.sample.index < 1400 + 14) << one.sample.index;
    }
    samples = track.samples;
    for (ImuSample& sample : samples) {
        auto& a = sample.imu.acceleration_mps2;
        a = {std::clamp(a.x, -12.0F, 12.0F), std::clamp(a.y, -12.0F, 12.0F), std::clamp(a.z, -12.0F, 12.0F)};
    }
    PhaseEstimator clipped = stream_of(small.model(), options);
    EXPECT_EQ(answers_to(samples, clipped).size(), track.samples.size() - 19);
}

TEST(PhaseEstimator, TimeGoesOnAcrossTwoToTheThirtyTwoSamples) {
    const SmallModel small;
    const Recording recording = simulated_walk();
    const FootTrack& track = recording.feet[0];
    const StreamOptions options = options_of(track, alignment_of(recording, track));
    PhaseEstimator near = stream_of(small.model(), options);
    PhaseEstimator far = stream_of(small.model(), options);
    const auto expected = answers_to(track.samples, near);
    const SampleIndex start = (SampleIndex{1} << 32U) - 1000;
    std::vector<ImuSample> later = track.samples;
    for (ImuSample& sample : later) {
        sample.time += start * 10'000'000;
    }
    const auto found = answers_to(later, far);
    ASSERT_EQ(found.size(), expected.size());
    for (std::size_t i = 0; i < found.size(); ++i) {
        PhaseSample back = found[i].sample;
        back.index -= start;
        EXPECT_TRUE(same(back, expected[i].sample));
        EXPECT_EQ(found[i].walking, expected[i].walking);
    }
    EXPECT_GT(found.back().sample.index, SampleIndex{1} << 32U);
}

TEST(PhaseEstimator, AnythingAtAllDoesNotBreakIt) {
    const SmallModel small;
    Random random(9);
    PhaseEstimator stream = stream_of(small.model(), {});
    Nanoseconds time = 0;
    for (int i = 0; i < 50'000; ++i) {
        const auto step = static_cast<Nanoseconds>(random.below(3) == 0 ? random.below(1'000'000'000)
                                                                        : random.below(20'000'000));
        time += random.below(10) == 0 ? -step : step;
        ImuSample sample{random.below(1000) == 0 ? static_cast<Nanoseconds>(random.next()) : time, {}};
        const double size = std::pow(10.0, random.uniform(-3.0, 4.5));
        auto& [a, w] = sample.imu;
        for (float* value : {&a.x, &a.y, &a.z, &w.x, &w.y, &w.z}) {
            *value = static_cast<float>(size * random.normal());
        }
        for (const PhaseEstimate& one : stream.update(sample)) {
            ASSERT_TRUE(one.sample.cycle >= 0.0F && one.sample.cycle < 1.0F);
        }
    }
}

TEST(PhaseEstimator, ThreadsShareAModel) {
    const SmallModel small;
    const Recording recording = simulated_walk();
    std::vector<std::vector<PhaseEstimate>> found(4);
    std::vector<std::thread> threads;
    for (std::size_t i = 0; i < found.size(); ++i) {
        threads.emplace_back([&, i] {
            const FootTrack& track = recording.feet[i % 2];
            PhaseEstimator stream = stream_of(small.model(), options_of(track, std::nullopt));
            found[i] = answers_to(track.samples, stream);
        });
    }
    for (std::thread& thread : threads) {
        thread.join();
    }
    for (std::size_t i = 0; i < found.size(); ++i) {
        ASSERT_EQ(found[i].size(), found[i % 2].size());
        for (std::size_t k = 0; k < found[i].size(); ++k) {
            ASSERT_TRUE(same(found[i][k].sample, found[i % 2][k].sample));
        }
    }
}

TEST(PhaseEstimator, WhatCannotBeRunIsRefused) {
    const SmallModel small;
    StreamOptions options;
    for (const double rate_hz : {0.0, -100.0, 1e9, std::numeric_limits<double>::quiet_NaN()}) {
        options.input_rate_hz = rate_hz;
        const auto made = PhaseEstimator::make(small.model(), options);
        ASSERT_FALSE(made) << rate_hz;
        EXPECT_STREQ(made.reason(), "the sensor's rate is not between 1 and 100000 Hz");
    }
    options = {};
    options.alignment = Alignment::identity();
    options.alignment->rows[1].y = -1.0F;  // left-handed
    EXPECT_STREQ(PhaseEstimator::make(small.model(), options).reason(), "the alignment is not a rotation");
    options.alignment->rows[1].y = std::numeric_limits<float>::quiet_NaN();
    EXPECT_FALSE(PhaseEstimator::make(small.model(), options));
    Model broken = small.model();
    broken.weights = {};
    EXPECT_FALSE(PhaseEstimator::make(broken, {}));
}

}  // namespace
}  // namespace footfall
