// Raw samples come back as they were, and damage is found.
#include "serve/raw_samples.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "footfall/core/random.h"
#include "footfall/recording/error.h"
#include "serve/sample_grid.h"
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

/// A sensor that counts in 16 bits, with some noise.
std::vector<ImuSample> counted(std::size_t count, bool calibrated) {
    Random random(3);
    std::vector<ImuSample> samples(count);
    const auto value = [&](double mean, float step) {
        const auto counts =
            static_cast<float>(std::round(mean / static_cast<double>(step) + 3.0 * random.normal()));
        return calibrated ? counts * step * 1.003F + 0.017F : counts * step;
    };
    for (std::size_t i = 0; i < count; ++i) {
        const double phase = 0.057 * static_cast<double>(i);
        samples[i].time = static_cast<Nanoseconds>(i) * 10'000'000;
        samples[i].imu = {
            {value(20.0 * std::sin(phase), 0.004788F), value(0.0, 0.004788F), value(9.81, 0.004788F)},
            {value(8.0 * std::cos(phase), 0.0010653F), value(-3.0, 0.0010653F), value(0.1, 0.0010653F)}};
    }
    return samples;
}

TEST(RawSamples, WhatASensorCountedTakesTwoFifthsOfItsRoom) {
    const std::vector<ImuSample> samples = counted(100, false);
    EXPECT_TRUE(same_bits(back(packed(samples)), samples));
    EXPECT_LT(packed(samples).size(), samples.size() * 32 * 2 / 5);
    const std::vector<ImuSample> calibrated = counted(100, true);
    EXPECT_TRUE(same_bits(back(packed(calibrated)), calibrated));
}

TEST(RawSamples, AGridIsFoundWhereThereIsOneAndOnlyThere) {
    const std::vector<float> counts = {3 * 0.1F, -5 * 0.1F, 0.0F, 4 * 0.1F, 30'000 * 0.1F};
    const auto grid = grid_of(counts);
    ASSERT_TRUE(grid);
    EXPECT_NEAR(grid->step, 0.1, 1e-7);
    EXPECT_EQ(grid->counts, (std::vector<std::int32_t>{3, -5, 0, 4, 30'000}));
    EXPECT_FALSE(grid_of(std::vector<float>{0.1F, 0.27F, 3.14159F, -1.41421F}));
    EXPECT_FALSE(grid_of(std::vector<float>{1.0F, 2.0F, std::numeric_limits<float>::quiet_NaN()}));
    EXPECT_FALSE(grid_of(std::vector<float>{1.0F, 2.0F, -0.0F}));
    EXPECT_FALSE(grid_of(std::vector<float>{1.0F, 1.0F}));
    EXPECT_FALSE(grid_of(std::vector<float>{}));
    EXPECT_FALSE(grid_of(std::vector<float>{1e-38F, 2e-38F, 1e38F}));
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
