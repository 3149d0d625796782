// Augmentation does what it is asked, and nothing when asked for nothing.
#include "train/augmentation.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <numbers>
#include <vector>

#include "footfall/core/imu_sample.h"

namespace footfall::train {
namespace {

constexpr int kWindow = 20;
constexpr int kAnswered = 15;
constexpr std::size_t kTarget = 100;
constexpr int kDraws = 4000;

using Window = std::array<float, std::size_t{kWindow} * kChannels>;

Augmentation nothing() {
    Augmentation how;
    how.acceleration_noise_mps2 = how.angular_rate_noise_radps = 0.0;
    how.acceleration_bias_mps2 = how.angular_rate_bias_radps = 0.0;
    how.scale = how.rotation_deg = how.time_warp = 0.0;
    return how;
}

float at(const Window& window, int step, int channel) {
    return window[static_cast<std::size_t>(step) * kChannels + static_cast<std::size_t>(channel)];
}

class Augmented : public testing::Test {
protected:
    Augmented() {
        Random random(7);
        for (std::size_t i = 0; i < std::size_t{200} * kChannels; ++i) {
            signal_.push_back(static_cast<float>(2.0 * random.normal()));
        }
    }

    void fill(float value) { signal_.assign(signal_.size(), value); }

    /// Channels rise by one a sample, from a value of 0 at the answered one.
    void ramp() {
        for (std::size_t i = 0; i < signal_.size(); ++i) {
            const std::size_t sample = i / kChannels;
            signal_[i] = static_cast<float>(sample) - static_cast<float>(kTarget);
        }
    }

    [[nodiscard]] Window plain() const {
        Window window;
        cutter_.plain(signal_, kTarget, window.data());
        return window;
    }

    [[nodiscard]] Window draw(const Augmentation& how) {
        Window window;
        cutter_.augmented(signal_, kTarget, how, random_, window.data());
        return window;
    }

    /// Standard deviation over many draws of what `pick` takes from a window.
    template <class Pick>
    [[nodiscard]] double deviation(const Augmentation& how, Pick&& pick) {
        double sum = 0.0;
        double squares = 0.0;
        for (int i = 0; i < kDraws; ++i) {
            const double value = pick(draw(how));
            sum += value;
            squares += value * value;
        }
        const double mean = sum / kDraws;
        return std::sqrt(squares / kDraws - mean * mean);
    }

    std::vector<float> signal_;
    WindowCutter cutter_{kWindow, kAnswered, Normalization{}};
    Random random_{1};
};

double of(const Window& window, int step, int channel) {
    return static_cast<double>(at(window, step, channel));
}

TEST_F(Augmented, ByNothingIsPlainToTheLastBit) {
    EXPECT_EQ(draw(nothing()), plain());
    Normalization normalization;
    normalization.mean = {0.1F, 0.2F, 0.3F, 0.4F, 0.5F, 0.6F};
    normalization.inverse_sd = {3.0F, 0.3F, 7.0F, 1.1F, 1.2F, 1.3F};
    cutter_ = WindowCutter(kWindow, kAnswered, normalization);
    const Window window = plain();
    EXPECT_EQ(draw(nothing()), window);
    const float first = signal_[(kTarget - kAnswered) * kChannels + 1];
    EXPECT_FLOAT_EQ(at(window, 0, 1), (first - 0.2F) * 0.3F);
}

TEST_F(Augmented, NoiseHasItsDeviationAndDiffersFromSampleToSample) {
    fill(0.0F);
    Augmentation how = nothing();
    how.acceleration_noise_mps2 = 0.2;
    how.angular_rate_noise_radps = 0.05;
    for (int c = 0; c < kChannels; ++c) {
        const double expected = c < 3 ? 0.2 : 0.05;
        EXPECT_NEAR(deviation(how, [&](const Window& w) { return of(w, 3, c); }), expected, 0.05 * expected);
        const auto step_to_step = [&](const Window& w) { return of(w, 4, c) - of(w, 3, c); };
        EXPECT_NEAR(deviation(how, step_to_step), std::numbers::sqrt2 * expected, 0.07 * expected);
    }
}

TEST_F(Augmented, BiasIsOneForEachAxisOfAWindow) {
    fill(1.0F);
    Augmentation how = nothing();
    how.acceleration_bias_mps2 = 0.3;
    how.angular_rate_bias_radps = 0.02;
    const Window window = draw(how);
    for (int c = 0; c < kChannels; ++c) {
        for (int step = 1; step < kWindow; ++step) {
            EXPECT_EQ(at(window, step, c), at(window, 0, c));
        }
        const double expected = c < 3 ? 0.3 : 0.02;
        EXPECT_NEAR(deviation(how, [&](const Window& w) { return of(w, 0, c); }), expected, 0.05 * expected);
    }
    EXPECT_NE(at(window, 0, 0), at(window, 0, 1));
}

TEST_F(Augmented, ScaleIsOneForEachSensor) {
    fill(2.0F);
    Augmentation how = nothing();
    how.scale = 0.05;
    const Window window = draw(how);
    EXPECT_EQ(at(window, 0, 0), at(window, 9, 2));
    EXPECT_EQ(at(window, 0, 3), at(window, 9, 5));
    EXPECT_NE(at(window, 0, 0), at(window, 0, 3));
    for (const int c : {0, 3}) {
        EXPECT_NEAR(deviation(how, [&](const Window& w) { return of(w, 0, c); }), 0.1, 0.005);
    }
}

TEST_F(Augmented, RotationKeepsLengthsAndTurnsAsAsked) {
    Augmentation how = nothing();
    how.rotation_deg = 4.0;
    const Window before = plain();
    const Window after = draw(how);
    EXPECT_NE(before, after);
    for (int step = 0; step < kWindow; ++step) {
        for (const int sensor : {0, 3}) {
            const auto length = [&](const Window& w) {
                return std::hypot(of(w, step, sensor), of(w, step, sensor + 1), of(w, step, sensor + 2));
            };
            EXPECT_NEAR(length(after), length(before), 1e-5);
        }
    }
    // A vector along x leans to y by the turn about z, and to z by the turn about y.
    fill(0.0F);
    for (std::size_t i = 0; i < signal_.size(); i += 3) {
        signal_[i] = 1.0F;
    }
    const double turn = 4.0 * std::numbers::pi / 180.0;
    EXPECT_NEAR(deviation(how, [&](const Window& w) { return of(w, 0, 1); }), turn, 0.05 * turn);
    EXPECT_NEAR(deviation(how, [&](const Window& w) { return of(w, 0, 5); }), turn, 0.05 * turn);
}

TEST_F(Augmented, TimeWarpStretchesAboutTheAnsweredSample) {
    ramp();
    Augmentation how = nothing();
    how.time_warp = 0.05;
    for (int i = 0; i < 20; ++i) {
        const Window window = draw(how);
        EXPECT_EQ(at(window, kAnswered, 0), 0.0F);
        const double tempo = of(window, kAnswered + 1, 0);
        for (int step = 0; step < kWindow; ++step) {
            EXPECT_NEAR(of(window, step, 2), (step - kAnswered) * tempo, 1e-4);
        }
    }
    // Draws beyond 2.5 deviations are brought back to it, which takes a hundredth off the deviation.
    EXPECT_NEAR(deviation(how, [](const Window& w) { return of(w, kAnswered + 1, 0); }), 0.05, 0.003);
}

TEST_F(Augmented, TimeWarpStaysWithinTheSegment) {
    ramp();
    signal_.resize(static_cast<std::size_t>(kWindow) * kChannels);
    Augmentation how = nothing();
    how.time_warp = 0.3;
    for (int i = 0; i < 200; ++i) {
        Window window;
        cutter_.augmented(signal_, kAnswered, how, random_, window.data());
        for (int step = 0; step < kWindow; ++step) {
            ASSERT_GE(at(window, step, 0), signal_.front());
            ASSERT_LE(at(window, step, 0), signal_.back());
        }
    }
}

TEST_F(Augmented, IsTheSameForASeed) {
    const Window first = draw({});
    EXPECT_NE(draw({}), first);
    random_ = Random(1);
    EXPECT_EQ(draw({}), first);
}

}  // namespace
}  // namespace footfall::train
