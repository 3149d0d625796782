// How still a foot is said to be, and which moment is its foothold.
#include "footfall/parameters/foothold_finder.h"

#include <gtest/gtest.h>

#include <vector>

namespace footfall {
namespace {

/// A foot that turns about y and feels its weight.
MotionSample turning(SampleIndex index, double rate_radps, float stance, bool walking = true) {
    MotionSample sample;
    sample.index = index;
    sample.imu.acceleration_mps2 = {0.0F, 0.0F, static_cast<float>(kGravityMps2)};
    sample.imu.angular_rate_radps = {0.0F, static_cast<float>(rate_radps), 0.0F};
    sample.stance_probability = stance;
    sample.walking = walking;
    return sample;
}

std::vector<JudgedSample> judged(const std::vector<MotionSample>& samples) {
    FootholdFinder finder(100.0);
    std::vector<JudgedSample> result;
    for (const MotionSample& sample : samples) {
        if (const auto now = finder.update(sample, {})) {
            result.push_back(*now);
        }
    }
    while (const auto now = finder.drain()) {
        result.push_back(*now);
    }
    return result;
}

std::vector<SampleIndex> footholds(const std::vector<JudgedSample>& samples) {
    std::vector<SampleIndex> result;
    for (const JudgedSample& sample : samples) {
        if (sample.foothold) {
            result.push_back(sample.sample.index);
        }
    }
    return result;
}

TEST(FootholdFinder, AFootIsAsStillAsItTurnsSlowly) {
    std::vector<MotionSample> samples;
    for (int i = 0; i < 100; ++i) {
        samples.push_back(turning(i, i < 50 ? 0.0 : 0.5, 1.0F));
    }
    const auto found = judged(samples);
    ASSERT_EQ(found.size(), samples.size());
    EXPECT_NEAR(found[20].speed_sd_mps, 0.005, 1e-9);
    // 0.12 m times 0.5 rad/s, for ten samples that err alike: by the root of ten more.
    const double noise = 3.0 * 0.012 * 0.012;
    EXPECT_NEAR(found[80].speed_sd_mps, std::sqrt(0.005 * 0.005 + 0.12 * 0.12 * 10.0 * (0.25 - noise)), 1e-6);
}

TEST(FootholdFinder, NotInSwingNorFastNorWhereTheNetworkSaysNothing) {
    std::vector<MotionSample> samples;
    for (int i = 0; i < 40; ++i) {
        samples.push_back(turning(i, 0.1, 0.3F));  // swing
    }
    for (int i = 40; i < 80; ++i) {
        samples.push_back(turning(i, 1.6, 1.0F));  // too fast
    }
    for (int i = 80; i < 120; ++i) {
        samples.push_back(turning(i, 0.1, std::numeric_limits<float>::quiet_NaN()));
    }
    for (int i = 120; i < 160; ++i) {
        samples.push_back(turning(i, 0.1, 1.0F));
        samples.back().imu.acceleration_mps2.x = 9.0F;  // more than its weight
    }
    for (int i = 160; i < 200; ++i) {
        samples.push_back(turning(i, 0.4, 0.0F, false));  // nobody walks, but it moves
    }
    for (const JudgedSample& sample : judged(samples)) {
        EXPECT_FALSE(sample.still()) << sample.sample.index;
    }
    EXPECT_TRUE(judged({200, turning(0, 0.1, 0.0F, false)})[100].still()) << "standing";
}

TEST(FootholdFinder, OneAStanceSoonAfterItIsStill) {
    std::vector<MotionSample> samples;
    for (int i = 0; i < 400; ++i) {
        const int in = i % 100;
        samples.push_back(turning(i, in < 40 ? 4.0 : in < 50 ? 1.0 : 0.0, in < 40 ? 0.0F : 1.0F));
    }
    const auto found = footholds(judged(samples));
    ASSERT_EQ(found.size(), 4U);
    for (std::size_t i = 0; i < found.size(); ++i) {
        // Still from 50 on; the window of 2 samples to each side has to be, and there are to be 5 of them.
        EXPECT_EQ(found[i], static_cast<SampleIndex>(100 * i + 56)) << i;
    }
}

TEST(FootholdFinder, ElseTheCalmestMoment) {
    std::vector<MotionSample> samples;
    for (int i = 0; i < 200; ++i) {
        const int in = i % 100;
        samples.push_back(turning(i, in < 60 ? 4.0 : 0.4 + 0.05 * std::abs(in - 75), in < 60 ? 0.0F : 1.0F));
    }
    EXPECT_EQ(footholds(judged(samples)), (std::vector<SampleIndex>{75, 175}));
}

TEST(FootholdFinder, GivesEverySampleBackInOrder) {
    std::vector<MotionSample> samples;
    for (int i = 0; i < 100; ++i) {
        samples.push_back(turning(i, 0.0, 1.0F));
    }
    FootholdFinder finder(100.0);
    SampleIndex next = 0;
    for (const MotionSample& sample : samples) {
        const auto now = finder.update(sample, {});
        EXPECT_EQ(now.has_value(), sample.index >= 40) << "held back for 0.4 s";
        if (now) {
            EXPECT_EQ(now->sample.index, next++);
        }
    }
    while (const auto now = finder.drain()) {
        EXPECT_EQ(now->sample.index, next++);
    }
    EXPECT_EQ(next, 100);
}

}  // namespace
}  // namespace footfall
