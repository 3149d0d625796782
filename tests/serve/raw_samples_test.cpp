// Raw samples come back as they were, and damage is found.
#include "serve/raw_samples.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "footfall/recording/error.h"
#include "tests/serve/store_fixtures.h"

namespace footfall::serve {
namespace {

std::vector<ImuSample> back(const std::vector<std::byte>& chunk) {
    std::vector<ImuSample> samples;
    unpack(chunk, "store", "chunk 0", samples);
    return samples;
}

TEST(RawSamples, SimulatedWalksComeBackInEveryBitAndTakeLessRoom) {
    for (const FootTrack& track : simulated_tracks()) {
        const std::vector<ImuSample> second(track.samples.begin(), track.samples.begin() + 100);
        EXPECT_TRUE(same_bits(back(packed(second)), second));
        const std::vector<std::byte> chunk = packed(track.samples);
        EXPECT_TRUE(same_bits(back(chunk), track.samples));
        EXPECT_LT(chunk.size(), track.samples.size() * sizeof(ImuSample) * 3 / 4);
    }
}

TEST(RawSamples, WhatNoSensorSaysComesBackToo) {
    using Limits = std::numeric_limits<float>;
    std::vector<ImuSample> samples(6);
    samples[0].imu.acceleration_mps2 = {Limits::quiet_NaN(), -0.0F, Limits::infinity()};
    samples[1].imu.acceleration_mps2 = {-Limits::infinity(), Limits::denorm_min(), Limits::max()};
    samples[2].imu.angular_rate_radps = {-Limits::max(), Limits::lowest(), -Limits::quiet_NaN()};
    const Nanoseconds times[] = {std::numeric_limits<Nanoseconds>::min(),
                                 std::numeric_limits<Nanoseconds>::max(),
                                 -1,
                                 0,
                                 0,
                                 10'000'000};
    for (std::size_t i = 0; i < samples.size(); ++i) {
        samples[i].time = times[i];
    }
    EXPECT_TRUE(same_bits(back(packed(samples)), samples));
    samples.resize(1);
    EXPECT_TRUE(same_bits(back(packed(samples)), samples));
}

TEST(RawSamples, EvenTimesTakeNextToNothing) {
    std::vector<ImuSample> samples(1000);
    for (std::size_t i = 0; i < samples.size(); ++i) {
        samples[i].time = static_cast<Nanoseconds>(i) * 10'000'000;
    }
    EXPECT_LT(packed(samples).size(), 150U);
}

TEST(RawSamples, EveryDamagedByteAndEveryCutIsFound) {
    std::vector<ImuSample> samples = simulated_tracks()[0].samples;
    samples.resize(50);
    const std::vector<std::byte> chunk = packed(samples);
    for (std::size_t i = 0; i < chunk.size(); ++i) {
        std::vector<std::byte> damaged = chunk;
        damaged[i] ^= std::byte{0x41};
        bool is_found = false;
        try {
            is_found = same_bits(back(damaged), samples);  // a bit that zlib's header doesn't use
        } catch (const Error& error) {
            is_found =
                std::string(error.what()).starts_with("store: chunk 0: expected a chunk of raw samples");
        }
        EXPECT_TRUE(is_found) << "byte " << i;
        EXPECT_THROW(back({chunk.begin(), chunk.begin() + static_cast<std::ptrdiff_t>(i)}), Error) << i;
    }
    std::vector<std::byte> longer = chunk;
    longer.push_back(std::byte{0});
    EXPECT_THROW(back(longer), Error);
}

}  // namespace
}  // namespace footfall::serve
