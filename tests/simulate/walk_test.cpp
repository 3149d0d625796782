// A simulated walk is consistent in itself: its events, its path, and what its sensors feel.
#include "simulate/walk.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "footfall/recording/error.h"

namespace footfall::simulate {
namespace {

Walker walker() { return draw_walker(3, AgeGroup::younger, Mounting::any, 11); }

/// Without noise, bias, clipping and loss.
Walker exact_walker() {
    Walker exact = walker();
    for (SensorSpec& sensor : exact.sensor) {
        SensorSpec perfect;
        perfect.mounting = sensor.mounting;
        perfect.place_m = sensor.place_m;
        sensor = perfect;
    }
    return exact;
}

Vector wide(Vec3<SensorFrame> v) {
    return {static_cast<double>(v.x), static_cast<double>(v.y), static_cast<double>(v.z)};
}

TEST(Walk, EventsAlternateInOrder) {
    const Recording recording = simulate_recording(walker(), {}, 5);
    ASSERT_EQ(recording.feet.size(), 2U);
    for (const FootTrack& track : recording.feet) {
        ASSERT_GT(track.reference.size(), 40U);
        ASSERT_EQ(track.reference.size() % 4, 0U);
        for (std::size_t i = 0; i < track.reference.size(); ++i) {
            constexpr std::array kOrder{EventKind::heel_off, EventKind::final_contact,
                                        EventKind::initial_contact, EventKind::foot_flat};
            EXPECT_EQ(track.reference[i].kind, kOrder.at(i % 4));
            EXPECT_TRUE(i == 0 || track.reference[i].time > track.reference[i - 1].time);
        }
        EXPECT_LT(track.reference.back().time, track.samples.back().time);
    }
}

TEST(Walk, OneFootIsAlwaysOnTheGround) {
    const Truth truth = simulate_walk(walker(), {}, 5).truth;
    for (std::size_t i = 1; i < truth.steps.size(); ++i) {
        const FootStep& before = truth.steps[i - 1].motion;
        const FootStep& now = truth.steps[i].motion;
        EXPECT_NE(before.foot(), now.foot());
        EXPECT_GT(now.times().final_contact_s, before.times().initial_contact_s);
    }
}

TEST(Walk, StridesAreAsConfigured) {
    Walker steady = walker();
    steady.variation = {0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0};
    steady.stance_asymmetry = 0.01;
    steady.step_time_asymmetry = 0.0;
    int checked = 0;
    const Truth truth = simulate_walk(steady, {}, 5).truth;
    for (const StrideTruth& stride : truth.strides) {
        // In the middle of a leg: neither starting, nor near a turn or the end.
        const bool steady_walking = std::abs(stride.length_m - steady.stride_length_m) < 0.02 &&
                                    std::abs(stride.end_s - stride.start_s - steady.stride_time_s) < 1e-9;
        if (steady_walking) {
            const double expected = steady.stance_share + (stride.foot == Foot::left ? 0.01 : -0.01);
            EXPECT_NEAR(stride.stance_share(), expected, 1e-9);
            ++checked;
        }
    }
    EXPECT_GT(checked, 12);
}

TEST(Walk, WalksThereAndBack) {
    WalkOptions options;
    options.course.seconds = 40.0;
    const SimulatedRecording simulated = simulate_walk(walker(), options, 6);
    const Truth& truth = simulated.truth;
    ASSERT_FALSE(truth.turns.empty());
    EXPECT_EQ(truth.turns.size(), simulated.recording.turns.size());
    EXPECT_NEAR(truth.foot_at(Foot::left, truth.turns[0].start_s).heel.value.x, options.course.leg_m, 1.5);
    double turned_rad = 0.0;
    for (const StrideTruth& stride : truth.strides) {
        if (stride.foot == Foot::left && stride.end_s < truth.turns[0].end_s + 3.0) {
            turned_rad += stride.turn_rad;
        }
    }
    EXPECT_NEAR(std::abs(turned_rad), options.course.turn_rad, 0.2);
    ASSERT_TRUE(simulated.recording.walk);
    EXPECT_LT(truth.end_s, options.course.seconds - options.course.stand_after_s + 1.0);
}

TEST(Walk, FootIsStillFromFootFlatToHeelOff) {
    const SimulatedRecording simulated = simulate_walk(exact_walker(), {}, 5);
    const Truth& truth = simulated.truth;
    for (const StrideTruth& stride : truth.strides) {
        EXPECT_GT(stride.heel_off_s, stride.foot_flat_s);
        const FootTrack& track = simulated.recording.feet[stride.foot == Foot::left ? 0 : 1];
        for (const ImuSample& sample : track.samples) {
            const double time_s = static_cast<double>(sample.time) * 1e-9;
            if (time_s > stride.foot_flat_s && time_s < stride.heel_off_s) {
                EXPECT_EQ(truth.foot_at(stride.foot, time_s).shoe_point({0.1, 0.0, 0.1}).rate, Vector{});
                EXPECT_NEAR(norm(wide(sample.imu.acceleration_mps2)), kGravityMps2, 1e-5);
                EXPECT_EQ(sample.imu.angular_rate_radps, Vec3<SensorFrame>{});
            }
        }
    }
}

TEST(Walk, StrapdownIntegrationReturnsThePath) {
    const Walker exact = exact_walker();
    WalkOptions options;
    options.rate_hz = 800.0;
    options.course.leg_m = 12.0;
    const SimulatedRecording simulated = simulate_walk(exact, options, 8);
    for (std::size_t foot = 0; foot < 2; ++foot) {
        const FootTrack& track = simulated.recording.feet[foot];
        const SensorSpec& sensor = exact.sensor[foot];
        const auto true_place = [&](double time_s) {
            return simulated.truth.foot_at(track.foot, time_s).shoe_point(sensor.place_m).value;
        };
        // From the start with the true pose, without any correction on the way, until 10 m are walked.
        const double dt_s = 1.0 / options.rate_hz;
        Rotation attitude = simulated.truth.foot_at(track.foot, 0.0).attitude * sensor.mounting.inverse();
        Vector speed;
        const Vector start = true_place(0.0);
        Vector place = start;
        const auto force = [&](const ImuSample& sample) {
            return attitude(wide(sample.imu.acceleration_mps2)) - Vector{0.0, 0.0, kGravityMps2};
        };
        Vector acceleration = force(track.samples.front());
        double worst_m = 0.0;
        double walked_m = 0.0;
        for (std::size_t i = 1; i < track.samples.size() && walked_m < 10.0; ++i) {
            const Vector turn = (wide(track.samples[i - 1].imu.angular_rate_radps) +
                                 wide(track.samples[i].imu.angular_rate_radps)) *
                                (0.5 * dt_s);
            if (norm(turn) > 0.0) {
                attitude = attitude * Rotation::about(turn, norm(turn));
            }
            const Vector next = force(track.samples[i]);
            place = place + speed * dt_s + (acceleration * 2.0 + next) * (dt_s * dt_s / 6.0);
            speed = speed + (acceleration + next) * (0.5 * dt_s);
            acceleration = next;
            const Vector truth = true_place(static_cast<double>(i) * dt_s);
            walked_m = norm(truth - start);
            worst_m = std::max(worst_m, norm(place - truth));
        }
        EXPECT_GE(walked_m, 10.0);
        EXPECT_LT(worst_m, 0.01) << to_string(track.foot);
    }
}

TEST(Walk, ClockOffsetMovesSamplesAndReferenceAlike) {
    Walker late = exact_walker();
    const Recording punctual = simulate_recording(late, {}, 5);
    late.sensor[1].clock_offset_s = 0.5;
    const Recording shifted = simulate_recording(late, {}, 5);
    EXPECT_EQ(punctual.feet[0].samples[700].imu, shifted.feet[0].samples[700].imu);
    EXPECT_EQ(punctual.feet[1].samples[750].imu, shifted.feet[1].samples[700].imu);
    EXPECT_NEAR(static_cast<double>(punctual.feet[1].reference[9].time - shifted.feet[1].reference[9].time),
                5e8, 1);
}

TEST(Walk, PressureIsHighInStanceAndLowInSwing) {
    WalkOptions options;
    options.pressure = true;
    const SimulatedRecording simulated = simulate_walk(walker(), options, 5);
    for (const FootTrack& track : simulated.recording.feet) {
        ASSERT_EQ(track.toe_pressure.size(), track.samples.size());
        ASSERT_EQ(track.heel_pressure.size(), track.samples.size());
        const auto mean = [&](const std::vector<float>& counts, double StrideTruth::*from,
                              double StrideTruth::*to) {
            double sum = 0.0;
            int n = 0;
            for (const StrideTruth& stride : simulated.truth.strides) {
                for (std::size_t i = 0; i < counts.size() && stride.foot == track.foot; ++i) {
                    const double time_s = static_cast<double>(track.samples[i].time) * 1e-9;
                    if (time_s > stride.*from && time_s < stride.*to) {
                        sum += static_cast<double>(counts[i]);
                        ++n;
                    }
                }
            }
            return sum / n;
        };
        const double toe_swing = mean(track.toe_pressure, &StrideTruth::final_contact_s, &StrideTruth::end_s);
        const double heel_swing =
            mean(track.heel_pressure, &StrideTruth::final_contact_s, &StrideTruth::end_s);
        EXPECT_GT(mean(track.toe_pressure, &StrideTruth::foot_flat_s, &StrideTruth::heel_off_s),
                  toe_swing + 15.0);
        EXPECT_GT(mean(track.heel_pressure, &StrideTruth::foot_flat_s, &StrideTruth::heel_off_s),
                  heel_swing + 15.0);
    }
}

TEST(Walk, ImpossibleOptionsAreRefused) {
    WalkOptions options;
    options.rate_hz = 0.0;
    EXPECT_THROW((void)simulate_recording(walker(), options, 1), Error);
    options = {};
    options.course.seconds = 5.0;
    EXPECT_THROW((void)simulate_recording(walker(), options, 1), Error);
}

TEST(WalkStream, GoesOnForAnHourWithoutHoldingIt) {
    WalkOptions options;
    options.rate_hz = 10.0;
    options.course.seconds = 3600.0;
    long steps = 0;
    WalkStream stream(walker(), options, 3, [&](const PlannedStep&) { ++steps; });
    SampleIndex samples = 0;
    double farthest_m = 0.0;
    while (const std::optional<WalkSample> sample = stream.next()) {
        EXPECT_EQ(sample->index, samples);
        ++samples;
        for (const std::optional<FootReading>& reading : sample->reading) {
            farthest_m = std::max(farthest_m, reading ? norm(wide(reading->imu.acceleration_mps2)) : 0.0);
        }
    }
    EXPECT_EQ(samples, 36'000);
    EXPECT_GT(steps, 5000);
    EXPECT_LT(farthest_m, 300.0);
}

}  // namespace
}  // namespace footfall::simulate
