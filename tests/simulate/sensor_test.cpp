// A sensor's errors are as large as stated, and a mounting changes no magnitude.
#include "simulate/sensor.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace footfall::simulate {
namespace {

using Measured = std::optional<Imu<SensorFrame>>;

std::vector<Measured> at_rest(const SensorSpec& spec, int samples) {
    Sensor sensor(spec, 100.0, Random(7));
    std::vector<Measured> measured;
    measured.reserve(static_cast<std::size_t>(samples));
    for (int i = 0; i < samples; ++i) {
        measured.push_back(sensor.measure(standing({})));
    }
    return measured;
}

FootState moving(double time_s) {
    return FootStep(Foot::left, {{0.0, 0.0, 0.0}, 0.0}, {{1.3, 0.0, 0.0}, 0.3}, {0.0, 0.3, 0.7, 0.8},
                    StepShape{})
        .at(time_s);
}

TEST(Sensor, FeelsGravityUpAtRest) {
    const Measured measured = at_rest({}, 1).front();
    EXPECT_NEAR(static_cast<double>(measured->acceleration_mps2.z), 9.81, 0.005);
    EXPECT_EQ(measured->acceleration_mps2.x, 0.0F);
    EXPECT_EQ(measured->angular_rate_radps, Vec3<SensorFrame>{});
}

TEST(Sensor, FeelsNothingAtRestWhenGravityIsRemoved) {
    SensorSpec spec;
    spec.gravity = Gravity::removed;
    EXPECT_EQ(at_rest(spec, 1).front()->acceleration_mps2, Vec3<SensorFrame>{});
}

TEST(Sensor, StrapWobblesWithTheMotionAndLeavesRestAlone) {
    SensorSpec spec;
    spec.wobble_share = 0.2;
    EXPECT_EQ(*at_rest(spec, 50).back(), felt(standing({}), spec));
    Sensor sensor(spec, 100.0, Random(3));
    const FootState swing = moving(0.5);
    const double exact = static_cast<double>(felt(swing, spec).angular_rate_radps.y);
    double squares = 0.0;
    constexpr int kSamples = 20'000;
    for (int i = 0; i < kSamples; ++i) {
        const double off = static_cast<double>(sensor.measure(swing)->angular_rate_radps.y) - exact;
        squares += off * off / kSamples;
    }
    EXPECT_NEAR(std::sqrt(squares), 0.2 * norm(swing.angular_rate_radps),
                0.02 * norm(swing.angular_rate_radps));
}

TEST(Sensor, StrapKeepsTheSensorOnTheFoot) {
    SensorSpec spec;
    spec.wobble_share = 0.2;
    Sensor sensor(spec, 100.0, Random(3));
    const FootState swing = moving(0.5);
    const Imu<SensorFrame> exact = felt(swing, spec);
    // What it turns, and how fast it goes, against a sensor that does not shift.
    double turned_rad = 0.0;
    double speed_mps = 0.0;
    double most_turned_rad = 0.0;
    double most_speed_mps = 0.0;
    for (int i = 0; i < 2000; ++i) {
        const Imu<SensorFrame> now = *sensor.measure(swing);
        turned_rad += 0.01 * static_cast<double>(now.angular_rate_radps.y - exact.angular_rate_radps.y);
        speed_mps += 0.01 * static_cast<double>(now.acceleration_mps2.x - exact.acceleration_mps2.x);
        most_turned_rad = std::max(most_turned_rad, std::abs(turned_rad));
        most_speed_mps = std::max(most_speed_mps, std::abs(speed_mps));
    }
    EXPECT_GT(most_turned_rad, 0.01);
    EXPECT_LT(most_turned_rad, 0.4) << "in 20 s; as a random walk it were radians";
    EXPECT_LT(most_speed_mps, 1.5);
}

TEST(Sensor, NoiseAndBiasAreAsStated) {
    SensorSpec spec;
    spec.acceleration_noise_mps2 = 0.2;
    spec.angular_rate_noise_radps = 0.01;
    spec.acceleration_bias_mps2 = {0.3, 0.0, 0.0};
    spec.angular_rate_bias_radps = {0.0, -0.05, 0.0};
    constexpr int kSamples = 40'000;
    double sum_x = 0.0;
    double squares_x = 0.0;
    double sum_y = 0.0;
    double squares_y = 0.0;
    for (const Measured& measured : at_rest(spec, kSamples)) {
        const auto x = static_cast<double>(measured->acceleration_mps2.x);
        const auto y = static_cast<double>(measured->angular_rate_radps.y);
        sum_x += x;
        squares_x += x * x;
        sum_y += y;
        squares_y += y * y;
    }
    const double mean_x = sum_x / kSamples;
    const double mean_y = sum_y / kSamples;
    EXPECT_NEAR(mean_x, 0.3, 0.005);
    EXPECT_NEAR(mean_y, -0.05, 0.0003);
    EXPECT_NEAR(std::sqrt(squares_x / kSamples - mean_x * mean_x), 0.2, 0.003);
    EXPECT_NEAR(std::sqrt(squares_y / kSamples - mean_y * mean_y), 0.01, 0.0002);
}

TEST(Sensor, MountingChangesNoMagnitude) {
    SensorSpec straight;
    straight.place_m = {0.14, 0.0, 0.07};
    SensorSpec turned = straight;
    turned.mounting = Rotation::about({1.0, -2.0, 0.5}, 2.1);
    for (int i = 0; 0.02 * i < 0.8; ++i) {
        const double time_s = 0.02 * i;
        const Imu<SensorFrame> a = felt(moving(time_s), straight);
        const Imu<SensorFrame> b = felt(moving(time_s), turned);
        const auto size = [](Vec3<SensorFrame> v) { return std::sqrt(static_cast<double>(dot(v, v))); };
        EXPECT_NEAR(size(a.acceleration_mps2), size(b.acceleration_mps2), 1e-4);
        EXPECT_NEAR(size(a.angular_rate_radps), size(b.angular_rate_radps), 1e-5);
    }
}

TEST(Sensor, LosesPacketsAtTheStatedRateInRuns) {
    SensorSpec spec;
    spec.lost_share = 0.05;
    spec.lost_run = 3.0;
    constexpr int kSamples = 200'000;
    const std::vector<Measured> measured = at_rest(spec, kSamples);
    int lost = 0;
    int runs = 0;
    for (std::size_t i = 1; i < measured.size(); ++i) {
        lost += measured[i] ? 0 : 1;
        runs += !measured[i] && measured[i - 1] ? 1 : 0;
    }
    EXPECT_TRUE(measured.front());
    EXPECT_NEAR(static_cast<double>(lost) / kSamples, 0.05, 0.004);
    EXPECT_NEAR(static_cast<double>(lost) / runs, 3.0, 0.15);
}

TEST(Sensor, DoublesSamplesExactly) {
    SensorSpec spec;
    spec.doubled = true;
    spec.acceleration_noise_mps2 = 0.1;
    const std::vector<Measured> measured = at_rest(spec, 100);
    for (std::size_t i = 0; i + 2 < measured.size(); i += 2) {
        EXPECT_EQ(*measured[i], *measured[i + 1]);
        EXPECT_NE(*measured[i + 1], *measured[i + 2]);
    }
}

TEST(Sensor, ClipsAtItsRangeAndRoundsToItsSteps) {
    SensorSpec spec;
    spec.acceleration_range_mps2 = 5.0;
    EXPECT_EQ(at_rest(spec, 1).front()->acceleration_mps2.z, 5.0F);
    spec.acceleration_range_mps2 = 0.0;
    spec.acceleration_step_mps2 = 0.5;
    EXPECT_EQ(at_rest(spec, 1).front()->acceleration_mps2.z, 10.0F);
}

}  // namespace
}  // namespace footfall::simulate
