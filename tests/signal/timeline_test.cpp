// The timeline's promises: what is on the grid, what is interpolated, what is averaged, and what is a gap.
#include "footfall/signal/timeline.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numbers>
#include <vector>

#include "footfall/core/random.h"

namespace footfall {
namespace {

constexpr Nanoseconds kMs = 1'000'000;

/// `value` in every channel but one, which holds the time so that no two samples are equal.
ImuSample sample(Nanoseconds time, double value) {
    const auto v = static_cast<float>(value);
    return {time,
            {{v, 2.0F * v, -v}, {3.0F * v, static_cast<float>(static_cast<double>(time) * 1e-9), 0.5F * v}}};
}

std::vector<GridSample> played(Timeline& timeline, const std::vector<ImuSample>& samples) {
    std::vector<GridSample> grid;
    for (const ImuSample& now : samples) {
        timeline.push(now);
        while (const auto on_grid = timeline.pull()) {
            grid.push_back(*on_grid);
        }
    }
    return grid;
}

double value_of(const GridSample& on_grid) { return static_cast<double>(on_grid.imu.acceleration_mps2.x); }

Nanoseconds time_at(int i, double rate_hz) { return std::llround(1e9 * i / rate_hz); }

TEST(Timeline, SamplesOnTheGridComeBackExactly) {
    Random random(1);
    std::vector<ImuSample> samples;
    samples.reserve(100);
    for (Nanoseconds i = 0; i < 100; ++i) {
        samples.push_back(sample(i * 10 * kMs, random.normal()));
    }
    Timeline timeline({});
    const std::vector<GridSample> grid = played(timeline, samples);
    ASSERT_EQ(grid.size(), samples.size());
    for (std::size_t i = 0; i < grid.size(); ++i) {
        EXPECT_EQ(grid[i].index, static_cast<SampleIndex>(i));
        EXPECT_EQ(grid[i].imu, samples[i].imu);
        EXPECT_EQ(grid[i].after_gap, i == 0);
    }
    EXPECT_EQ(timeline.dropped() + timeline.repeated(), 0);
}

TEST(Timeline, LostPacketsAreInterpolated) {
    Timeline timeline({});
    const auto grid = played(timeline, {sample(0, 5.0), sample(10 * kMs, 1.0), sample(40 * kMs, 7.0)});
    ASSERT_EQ(grid.size(), 5U);
    EXPECT_FLOAT_EQ(grid[2].imu.acceleration_mps2.x, 3.0F);
    EXPECT_FLOAT_EQ(grid[2].imu.acceleration_mps2.y, 6.0F);
    EXPECT_FLOAT_EQ(grid[3].imu.acceleration_mps2.z, -5.0F);
    EXPECT_FLOAT_EQ(grid[3].imu.angular_rate_radps.x, 15.0F);
    EXPECT_FLOAT_EQ(grid[3].imu.angular_rate_radps.y, 0.03F);
    EXPECT_FLOAT_EQ(grid[3].imu.angular_rate_radps.z, 2.5F);
    EXPECT_FLOAT_EQ(grid[4].imu.acceleration_mps2.x, 7.0F);
    EXPECT_FALSE(grid[2].after_gap || grid[3].after_gap || grid[4].after_gap);
}

TEST(Timeline, SaysWhichSamplesLieAcrossALoss) {
    Timeline timeline(Timeline::options_for(100.0, 100.0));
    const auto grid = played(
        timeline, {sample(0, 1.0), sample(10 * kMs, 2.0), sample(40 * kMs, 7.0), sample(50 * kMs, 3.0)});
    ASSERT_EQ(grid.size(), 6U);
    for (const GridSample& on_grid : grid) {
        EXPECT_EQ(on_grid.bridged, on_grid.index == 2 || on_grid.index == 3) << on_grid.index;
    }
    // Averaging: every cell that touches the loss.
    Timeline averaging(Timeline::options_for(200.0, 100.0));
    const auto cells = played(averaging, {sample(0, 1.0), sample(5 * kMs, 2.0), sample(10 * kMs, 3.0),
                                          sample(15 * kMs, 2.0), sample(32 * kMs, 4.0), sample(37 * kMs, 1.0),
                                          sample(42 * kMs, 2.0), sample(47 * kMs, 1.0)});
    ASSERT_EQ(cells.size(), 4U);
    for (const GridSample& cell : cells) {
        EXPECT_EQ(cell.bridged, cell.index == 2 || cell.index == 3) << cell.index;
    }
}

TEST(Timeline, TheLongestDistanceIsInterpolatedAndALongerOneIsAGap) {
    Timeline bridged({});
    EXPECT_EQ(played(bridged, {sample(0, 0.0), sample(150 * kMs, 1.0)}).size(), 16U);

    Timeline timeline({});
    const auto grid =
        played(timeline, {sample(0, 0.0), sample(10 * kMs, 1.0), sample(10 * kMs + 150 * kMs + 1, 2.0),
                          sample(170 * kMs, 3.0), sample(180 * kMs, 4.0)});
    ASSERT_EQ(grid.size(), 4U);
    EXPECT_EQ(grid[1].index, 1);
    EXPECT_EQ(grid[2].index, 17);
    EXPECT_TRUE(grid[2].after_gap);
    EXPECT_FLOAT_EQ(grid[2].imu.acceleration_mps2.x, 3.0F);
    EXPECT_EQ(grid[3].index, 18);
    EXPECT_FALSE(grid[3].after_gap);
}

TEST(Timeline, NoGridSampleLiesInAGapWhenAveraging) {
    std::vector<ImuSample> samples;
    for (int i = 0; i < 200; ++i) {
        const Nanoseconds time = time_at(i, 200.0);
        if (time < 303 * kMs || time > 504 * kMs) {
            samples.push_back(sample(time, static_cast<double>(time) * 1e-6));
        }
    }
    Timeline timeline(Timeline::options_for(200.0, 100.0));
    int gaps = -1;
    for (const GridSample& on_grid : played(timeline, samples)) {
        gaps += on_grid.after_gap ? 1 : 0;
        // The cell [index - 1/2, index + 1/2] has to lie wholly on one side of the gap, 300 to 505 ms.
        EXPECT_TRUE(on_grid.index * 10 + 5 <= 300 || on_grid.index * 10 - 5 >= 505) << on_grid.index;
        EXPECT_NEAR(value_of(on_grid), static_cast<double>(on_grid.index * 10), 1e-3);
        EXPECT_EQ(on_grid.after_gap, on_grid.index == 1 || on_grid.index == 51);
    }
    EXPECT_EQ(gaps, 1);
}

TEST(Timeline, ADoubledTrackIsBroughtBackToItsTrueRate) {
    Random random(2);
    std::vector<ImuSample> doubled;
    std::vector<ImuSample> once;
    for (Nanoseconds i = 0; i < 50; ++i) {
        once.push_back(sample(i * 20 * kMs, random.normal()));
        doubled.push_back(once.back());
        doubled.push_back(once.back());
        doubled.back().time += 10 * kMs;
    }
    Timeline timeline({});
    Timeline reference({});
    const auto grid = played(timeline, doubled);
    const auto expected = played(reference, once);
    EXPECT_EQ(timeline.repeated(), 50);
    EXPECT_EQ(timeline.dropped(), 0);
    ASSERT_EQ(grid.size(), expected.size());
    for (std::size_t i = 0; i < grid.size(); ++i) {
        EXPECT_EQ(grid[i].imu, expected[i].imu);
    }
    EXPECT_NEAR(value_of(grid[1]), 0.5 * (value_of(grid[0]) + value_of(grid[2])), 1e-6);
}

TEST(Timeline, WhatIsNotFiniteOrNotLaterIsDropped) {
    Timeline timeline({});
    ImuSample broken = sample(20 * kMs, 9.0);
    broken.imu.angular_rate_radps.z = std::numeric_limits<float>::quiet_NaN();
    ImuSample infinite = sample(21 * kMs, 9.0);
    infinite.imu.acceleration_mps2.y = -std::numeric_limits<float>::infinity();
    const auto grid = played(timeline, {broken, sample(0, 0.0), sample(10 * kMs, 1.0), broken, infinite,
                                        sample(10 * kMs, 9.0), sample(5 * kMs, 9.0), sample(30 * kMs, 3.0)});
    EXPECT_EQ(timeline.dropped(), 5);
    ASSERT_EQ(grid.size(), 4U);
    for (std::size_t i = 0; i < grid.size(); ++i) {
        EXPECT_FLOAT_EQ(grid[i].imu.acceleration_mps2.x, static_cast<float>(i));
    }
}

TEST(Timeline, AveragesOnlyWhatIsFasterThanTheGrid) {
    EXPECT_TRUE(Timeline::options_for(204.8, 100.0).average);
    EXPECT_FALSE(Timeline::options_for(102.4, 100.0).average);
    EXPECT_FALSE(Timeline::options_for(51.2, 100.0).average);
    EXPECT_EQ(Timeline::options_for(100.0, 102.4).grid_period, 9'765'625);
}

TEST(Timeline, TheMeanOfACellIsThatOfTheLineThroughItsSamples) {
    Timeline timeline({.average = true});
    const auto grid = played(timeline, {sample(0, 0.0), sample(4 * kMs, 4.0), sample(8 * kMs, 0.0),
                                        sample(12 * kMs, 8.0), sample(16 * kMs, 0.0)});
    // From 5 to 15 ms: triangles and a trapezium of 3·3/2 + 4·8/2 + 3·(8+2)/2 = 35.5 over 10 ms.
    ASSERT_EQ(grid.size(), 1U);
    EXPECT_EQ(grid[0].index, 1);
    EXPECT_FLOAT_EQ(grid[0].imu.acceleration_mps2.x, 3.55F);
}

TEST(Timeline, AveragingKeepsConstantsAndLinesWhateverIsLost) {
    for (const double slope : {0.0, 3.0}) {
        Random random(3);
        std::vector<ImuSample> samples;
        for (int i = 0; i < 600; ++i) {
            const Nanoseconds time = time_at(i, 204.8);
            if (random.uniform() < 0.8) {
                samples.push_back(sample(time, 1.5 + slope * static_cast<double>(time) * 1e-9));
            }
        }
        Timeline timeline(Timeline::options_for(204.8, 100.0));
        const auto grid = played(timeline, samples);
        ASSERT_GT(grid.size(), 285U);
        for (std::size_t i = 0; i < grid.size(); ++i) {
            EXPECT_NEAR(value_of(grid[i]), 1.5 + slope * 0.01 * static_cast<double>(grid[i].index), 1e-5);
            EXPECT_TRUE(i == 0 || grid[i].index == grid[i - 1].index + 1);
        }
    }
}

TEST(Timeline, AveragingWeakensWhatTheGridCannotHold) {
    const auto amplitude_of = [](double frequency_hz) {
        std::vector<ImuSample> samples;
        for (int i = 0; i < 1024; ++i) {
            const Nanoseconds time = time_at(i, 204.8);
            samples.push_back(sample(
                time, std::sin(2.0 * std::numbers::pi * frequency_hz * static_cast<double>(time) * 1e-9)));
        }
        Timeline timeline(Timeline::options_for(204.8, 100.0));
        double greatest = 0.0;
        for (const GridSample& on_grid : played(timeline, samples)) {
            greatest = std::max(greatest, std::abs(value_of(on_grid)));
        }
        return greatest;
    };
    EXPECT_GT(amplitude_of(5.0), 0.97);
    EXPECT_LT(amplitude_of(73.0), 0.45);  // the box leaves sin(0.73 π) / (0.73 π) = 0.33
    EXPECT_LT(amplitude_of(97.0), 0.1);
}

TEST(Timeline, ASlowerTrackIsInterpolated) {
    std::vector<ImuSample> samples;
    for (int i = 0; i < 103; ++i) {
        const Nanoseconds time = time_at(i, 51.2);
        samples.push_back(sample(time, 2.0 - static_cast<double>(time) * 1e-9));
    }
    Timeline timeline(Timeline::options_for(51.2, 100.0));
    const auto grid = played(timeline, samples);
    ASSERT_EQ(grid.size(), 200U);  // the last input lies at 1.992 s
    for (std::size_t i = 0; i < grid.size(); ++i) {
        EXPECT_EQ(grid[i].index, static_cast<SampleIndex>(i));
        EXPECT_NEAR(value_of(grid[i]), 2.0 - 0.01 * static_cast<double>(i), 1e-6);
    }
}

TEST(Timeline, AtRandomLossesTheGridIsTheInterpolationOfWhatIsLeft) {
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        Random random(seed);
        std::vector<ImuSample> left;
        for (Nanoseconds i = 0; i < 300; ++i) {
            const auto jitter = static_cast<Nanoseconds>(random.below(4'000'000));
            const ImuSample now = sample(i * 10 * kMs + jitter, random.normal());
            if (random.uniform() < 0.7) {
                left.push_back(now);
            }
        }
        Timeline timeline({});
        const auto grid = played(timeline, left);
        std::size_t before = 0;
        std::size_t checked = 0;
        SampleIndex index = (left.front().time + 10 * kMs - 1) / (10 * kMs);
        for (; index * 10 * kMs <= left.back().time; ++index) {
            const Nanoseconds time = index * 10 * kMs;
            while (left[before + 1].time < time) {
                ++before;
            }
            const ImuSample& a = left[before];
            const ImuSample& b = left[before + 1];
            if (b.time - a.time > 150 * kMs) {
                continue;
            }
            const double share = static_cast<double>(time - a.time) / static_cast<double>(b.time - a.time);
            const auto from = static_cast<double>(a.imu.acceleration_mps2.x);
            const auto to = static_cast<double>(b.imu.acceleration_mps2.x);
            ASSERT_LT(checked, grid.size());
            EXPECT_EQ(grid[checked].index, index);
            EXPECT_NEAR(value_of(grid[checked]), from + share * (to - from), 1e-6);
            ++checked;
        }
        EXPECT_EQ(checked, grid.size());
    }
}

TEST(Timeline, PullingMoreOftenChangesNothing) {
    for (const double rate_hz : {60.0, 100.0, 256.0}) {
        Random random(4);
        Timeline eager(Timeline::options_for(rate_hz, 100.0));
        Timeline plain(Timeline::options_for(rate_hz, 100.0));
        std::vector<ImuSample> samples;
        std::vector<GridSample> grid;
        for (int i = 0; i < 300; ++i) {
            samples.push_back(sample(time_at(i, rate_hz), random.normal()));
            eager.push(samples.back());
            for (std::uint64_t more = random.below(3) + 4; more > 0; --more) {
                if (const auto on_grid = eager.pull()) {
                    grid.push_back(*on_grid);
                }
            }
        }
        const auto expected = played(plain, samples);
        ASSERT_EQ(grid.size(), expected.size());
        for (std::size_t i = 0; i < grid.size(); ++i) {
            EXPECT_EQ(grid[i].index, expected[i].index);
            EXPECT_EQ(grid[i].imu, expected[i].imu);
        }
    }
}

TEST(Timeline, WhatIsNotTakenIsLostAsInAGap) {
    for (const double rate_hz : {60.0, 100.0, 250.0}) {
        Random random(5);
        Timeline timeline(Timeline::options_for(rate_hz, 100.0));
        SampleIndex expected = -1;
        int gaps = 0;
        for (int i = 0; i < 400; ++i) {
            const Nanoseconds time = time_at(i, rate_hz);
            timeline.push(sample(time, static_cast<double>(time) * 1e-9));
            while (random.uniform() < 0.7) {
                const auto on_grid = timeline.pull();
                if (!on_grid) {
                    break;
                }
                EXPECT_NEAR(value_of(*on_grid), 0.01 * static_cast<double>(on_grid->index), 1e-6);
                EXPECT_TRUE(on_grid->after_gap || on_grid->index == expected) << on_grid->index;
                gaps += on_grid->after_gap ? 1 : 0;
                expected = on_grid->index + 1;
            }
        }
        EXPECT_GT(gaps, 10);
    }
}

TEST(Timeline, AStreamThatStartsLateBeginsAtTheNextGridSample) {
    Timeline point({});
    const auto points = played(point, {sample(25 * kMs, 0.0), sample(35 * kMs, 1.0)});
    ASSERT_EQ(points.size(), 1U);
    EXPECT_EQ(points[0].index, 3);
    EXPECT_TRUE(points[0].after_gap);
    EXPECT_FLOAT_EQ(points[0].imu.acceleration_mps2.x, 0.5F);
    for (const auto& [start_ms, first] : {std::pair{25, 3}, std::pair{26, 4}}) {
        std::vector<ImuSample> samples;
        samples.reserve(10);
        for (int i = 0; i < 10; ++i) {
            samples.push_back(sample((start_ms + 5 * i) * kMs, 1.0));
        }
        Timeline averaged({.average = true});
        EXPECT_EQ(played(averaged, samples).front().index, first);
    }
}

TEST(Timeline, GoesOnBeyondTwoToTheThirtyTwoSamples) {
    const SampleIndex far = (SampleIndex{1} << 32U) + 5;
    Timeline timeline({});
    const auto grid = played(timeline, {sample(0, 1.0), sample(10 * kMs, 2.0), sample(far * 10 * kMs, 3.0),
                                        sample((far + 2) * 10 * kMs, 5.0)});
    ASSERT_EQ(grid.size(), 5U);
    EXPECT_EQ(grid[2].index, far);
    EXPECT_TRUE(grid[2].after_gap);
    EXPECT_EQ(grid[3].index, far + 1);
    EXPECT_FLOAT_EQ(grid[3].imu.acceleration_mps2.x, 4.0F);
}

}  // namespace
}  // namespace footfall
