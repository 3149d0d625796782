// Strides of simulated walks against their exact truth, and what a meter does with all that isn't a walk.
#include "footfall/parameters/stride_meter.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/parameters/walked.h"

namespace footfall {
namespace {

constexpr double kSpeeds_mps[] = {0.6, 0.9, 1.2, 1.5, 1.8};

/// Of the smallest number of degrees.
double wrapped(double angle_rad) {
    return angle_rad - 2.0 * std::numbers::pi * std::round(angle_rad / (2.0 * std::numbers::pi));
}

TEST(StrideMeter, LengthsAreWithinTwoCentimetresAtEverySpeed) {
    for (const double speed : kSpeeds_mps) {
        double squares = 0.0;
        int count = 0;
        for (int person = 1; person <= 6; ++person) {
            const Walked walk = walked(speed, person, person % 2 == 0 ? Foot::right : Foot::left, 30.0);
            const Measurements found = measured(walk);
            const auto truths = truths_of(walk);
            ASSERT_EQ(found.motions.size(), truths.size());
            for (std::size_t i = 0; i < truths.size(); ++i) {
                ASSERT_TRUE(found.motions[i].motion.length_m.known()) << speed << ' ' << person << ' ' << i;
                const double error = found.motions[i].motion.length_m.value - truths[i].length_m;
                squares += error * error;
                ++count;
            }
        }
        EXPECT_LT(std::sqrt(squares / count), 0.02) << speed << " m/s";
    }
}

TEST(StrideMeter, StatedErrorsHoldAsOftenAsTheyShould) {
    int length_inside = 0;
    int turn_inside = 0;
    int count = 0;
    for (const double speed : kSpeeds_mps) {
        for (int person = 1; person <= 6; ++person) {
            const Walked walk = walked(speed, person, person % 2 == 0 ? Foot::right : Foot::left, 30.0);
            const Measurements found = measured(walk);
            const auto truths = truths_of(walk);
            for (std::size_t i = 0; i < truths.size(); ++i) {
                const StrideMotion& motion = found.motions[i].motion;
                length_inside += std::abs(motion.length_m.value - truths[i].length_m) <= motion.length_m.sd;
                turn_inside +=
                    std::abs(wrapped(motion.turn_rad.value - truths[i].turn_rad)) <= motion.turn_rad.sd;
                ++count;
            }
        }
    }
    ASSERT_GT(count, 300);
    const double length_share = static_cast<double>(length_inside) / count;
    EXPECT_NEAR(length_share, 0.68, 0.05);
    const double turn_share = static_cast<double>(turn_inside) / count;
    EXPECT_GT(turn_share, 0.63);
    RecordProperty("length_inside_percent", std::to_string(100.0 * length_share));
    RecordProperty("turn_inside_percent", std::to_string(100.0 * turn_share));
}

TEST(StrideMeter, TwoHundredMetresWithTurnsAreWithinOneAndAHalfPercent) {
    const Walked walk = walked(1.2, 4, Foot::right, 190.0, 20.0);
    double found_m = 0.0;
    double true_m = 0.0;
    const Measurements found = measured(walk);
    const auto truths = truths_of(walk);
    ASSERT_EQ(found.motions.size(), truths.size());
    for (std::size_t i = 0; i < truths.size(); ++i) {
        found_m += found.motions[i].motion.length_m.value;
        true_m += truths[i].length_m;
    }
    ASSERT_GT(true_m, 180.0);
    EXPECT_NEAR(found_m / true_m, 1.0, 0.01);
}

TEST(StrideMeter, TheFootsPathIsTheTrueOne) {
    const Walked walk = walked(1.2, 1);
    const Measurements found = measured(walk);
    const simulate::Truth& truth = walk.simulated.truth;
    const simulate::Vector sensor =
        simulate::draw_walker(1, simulate::AgeGroup::younger, simulate::Mounting::aligned, 7)
            .sensor[0]
            .place_m;
    const auto at = [&](SampleIndex index) {
        return truth.foot_at(Foot::left, 0.01 * static_cast<double>(index)).point(sensor).value;
    };
    ASSERT_FALSE(found.places.empty());
    // The world begins where the foot first stood, x the way it pointed.
    const simulate::Vector from = at(found.places.front().index - 1);
    const double heading = truth.start[0].yaw_rad;
    double squares = 0.0;
    SampleIndex last = found.places.front().index - 1;
    for (const FootPlace& place : found.places) {
        EXPECT_EQ(place.index, last + 1) << "every sample once, in order";
        last = place.index;
        const simulate::Vector to = at(place.index) - from;
        const double x = std::cos(heading) * to.x + std::sin(heading) * to.y;
        const double y = -std::sin(heading) * to.x + std::cos(heading) * to.y;
        squares +=
            (place.place_m[0] - x) * (place.place_m[0] - x) + (place.place_m[1] - y) * (place.place_m[1] - y);
    }
    EXPECT_LT(std::sqrt(squares / static_cast<double>(found.places.size())), 0.4) << "over 30 m, with turns";
    EXPECT_TRUE(found.places.front().new_world);
    // Strides follow each other in it.
    for (std::size_t i = 1; i < found.motions.size(); ++i) {
        EXPECT_EQ(found.motions[i].motion.from_m, found.motions[i - 1].motion.to_m);
    }
}

TEST(StrideMeter, ClearanceAndAnglesAreTheSensorsAndTheSoles) {
    const Walked walk = walked(1.3, 3);
    const Measurements found = measured(walk);
    const simulate::Truth& truth = walk.simulated.truth;
    const simulate::Vector sensor =
        simulate::draw_walker(3, simulate::AgeGroup::younger, simulate::Mounting::aligned, 7)
            .sensor[0]
            .place_m;
    const auto pitch = [&](Nanoseconds time) {
        return std::asin(truth.foot_at(Foot::left, 1e-9 * static_cast<double>(time))
                             .attitude(simulate::Vector{1.0, 0.0, 0.0})
                             .z);
    };
    double clearance = 0.0;
    double landing = 0.0;
    double leaving = 0.0;
    for (const MeasuredMotion& stride : found.motions) {
        double lowest = 1.0;
        for (int i = 0; i <= 100; ++i) {
            const double share = 0.3 + 0.5 * i / 100.0;
            const double time_s = 1e-9 * (static_cast<double>(stride.stride.final_contact) +
                                          share * static_cast<double>(stride.stride.swing_time()));
            lowest = std::min(lowest, truth.foot_at(Foot::left, time_s).point(sensor).value.z - sensor.z);
        }
        clearance += std::pow(stride.motion.clearance_m.value - lowest, 2.0);
        landing += std::pow(stride.motion.initial_contact_angle_rad.value - pitch(stride.stride.end), 2.0);
        leaving +=
            std::pow(stride.motion.final_contact_angle_rad.value - pitch(stride.stride.final_contact), 2.0);
    }
    const auto count = static_cast<double>(found.motions.size());
    EXPECT_LT(std::sqrt(clearance / count), 0.015);
    EXPECT_LT(std::sqrt(landing / count), 0.03);
    EXPECT_LT(std::sqrt(leaving / count), 0.04);
}

TEST(StrideMeter, HowTheSensorIsTurnedDoesNotMatterWhenTheAlignmentGoesWithIt) {
    // Turned about the vertical by the alignment's error, and leaning: lengths stay, the way turns along.
    const Walked walk = walked(1.2, 1);
    const algebra::Matrix lean = algebra::rotation({0.2, -0.1, 0.7});
    std::vector<MotionSample> leant = walk.samples;
    for (MotionSample& sample : leant) {
        for (Vec3<FootFrame>* v : {&sample.imu.acceleration_mps2, &sample.imu.angular_rate_radps}) {
            const algebra::Vector turned = algebra::product(lean, algebra::vector_of(*v));
            *v = {static_cast<float>(turned[0]), static_cast<float>(turned[1]),
                  static_cast<float>(turned[2])};
        }
    }
    const Measurements straight = measured(walk);
    const Measurements turned =
        measured(leant, walk.strides, meter_for(StrideMeterOptions::for_recordings(walk.foot, 100.0, true)));
    ASSERT_EQ(turned.motions.size(), straight.motions.size());
    for (std::size_t i = 0; i < straight.motions.size(); ++i) {
        const StrideMotion& a = straight.motions[i].motion;
        const StrideMotion& b = turned.motions[i].motion;
        EXPECT_NEAR(std::hypot(a.to_m[0] - a.from_m[0], a.to_m[1] - a.from_m[1]),
                    std::hypot(b.to_m[0] - b.from_m[0], b.to_m[1] - b.from_m[1]), 2e-3);
        EXPECT_NEAR(a.turn_rad.value, b.turn_rad.value, 0.01);
        EXPECT_NEAR(a.rise_m.value, b.rise_m.value, 2e-3);
    }
}

TEST(StrideMeter, GoesOnPastTwoToTheThirtyTwo) {
    const Walked walk = walked(1.2, 1, Foot::left, 20.0);
    const SampleIndex later = (SampleIndex{1} << 32) - 900;
    std::vector<MotionSample> samples = walk.samples;
    std::vector<Stride> strides = walk.strides;
    for (MotionSample& sample : samples) {
        sample.index += later;
    }
    for (Stride& stride : strides) {
        stride.start += later * 10'000'000;
        stride.final_contact += later * 10'000'000;
        stride.end += later * 10'000'000;
    }
    const Measurements now = measured(walk);
    const Measurements then =
        measured(samples, strides, meter_for(StrideMeterOptions::for_recordings(walk.foot, 100.0, true)));
    ASSERT_EQ(now.motions.size(), then.motions.size());
    for (std::size_t i = 0; i < now.motions.size(); ++i) {
        EXPECT_EQ(now.motions[i].motion.length_m.value, then.motions[i].motion.length_m.value);
        EXPECT_NEAR(now.motions[i].motion.initial_contact_angle_rad.value,
                    then.motions[i].motion.initial_contact_angle_rad.value, 1e-4);
    }
}

TEST(StrideMeter, LiveTheSameStridesAreKnownWithinAStride) {
    const Walked walk = walked(1.2, 2);
    StrideMeterOptions live;
    live.foot = walk.foot;
    StrideMeter meter = meter_for(live);
    const auto truths = truths_of(walk);
    std::size_t next = 0;
    std::size_t given = 0;
    double squares = 0.0;
    for (const MotionSample& sample : walk.samples) {
        std::optional<Stride> stride;
        if (next < walk.strides.size() && sample.index * 10'000'000 >= walk.strides[next].end + 60'000'000) {
            stride = walk.strides[next++];
        }
        meter.update(sample, stride);
        for (const MeasuredMotion& motion : meter.measured()) {
            if (given + 1 < walk.strides.size()) {
                EXPECT_LT(sample.index * 10'000'000 - motion.stride.end, motion.stride.stride_time());
            }
            const double error = motion.motion.length_m.value - truths[given++].length_m;
            squares += error * error;
        }
    }
    EXPECT_GE(given + 1, walk.strides.size());
    EXPECT_LT(std::sqrt(squares / static_cast<double>(given)), 0.02);
    const Measurements all = measured(walk);
    EXPECT_EQ(all.motions.size(), walk.strides.size());
}

TEST(StrideMeter, AStrideOverAGapIsGivenWithoutFigures) {
    Walked walk = walked(1.2, 1);
    const Stride& lost = walk.strides[5];
    const auto within = [&](const MotionSample& sample) {
        const Nanoseconds time = sample.index * 10'000'000;
        return time > lost.final_contact - 100'000'000 && time < lost.end - 100'000'000;
    };
    std::erase_if(walk.samples, within);
    for (std::size_t i = 1; i < walk.samples.size(); ++i) {
        walk.samples[i].after_gap = walk.samples[i].index != walk.samples[i - 1].index + 1;
    }
    const Measurements found = measured(walk);
    const auto truths = truths_of(walk);
    ASSERT_EQ(found.motions.size(), truths.size());
    int worlds = 0;
    for (const FootPlace& place : found.places) {
        worlds += place.new_world ? 1 : 0;
    }
    EXPECT_EQ(worlds, 2);
    for (std::size_t i = 0; i < truths.size(); ++i) {
        EXPECT_EQ(found.motions[i].stride, walk.strides[i]) << "each once, in order";
        const Measured& length = found.motions[i].motion.length_m;
        if (i == 5) {
            EXPECT_FALSE(length.known());
        } else {
            ASSERT_TRUE(length.known()) << i;
            EXPECT_NEAR(length.value, truths[i].length_m, 0.05);
        }
    }
}

TEST(StrideMeter, AFifthOfThePacketsLostIsInTheStatedError) {
    Walked walk = walked(1.2, 3);
    Random random(5);
    // Runs of two, bridged by straight lines.
    for (std::size_t i = 1; i + 3 < walk.samples.size(); ++i) {
        if (random.uniform() < 0.11) {
            const Imu<FootFrame> from = walk.samples[i - 1].imu;
            const Imu<FootFrame> to = walk.samples[i + 2].imu;
            for (std::size_t k = 0; k < 2; ++k) {
                const float share = static_cast<float>(k + 1) / 3.0F;
                walk.samples[i + k].imu = {
                    from.acceleration_mps2 * (1.0F - share) + to.acceleration_mps2 * share,
                    from.angular_rate_radps * (1.0F - share) + to.angular_rate_radps * share};
                walk.samples[i + k].bridged = true;
            }
            i += 2;
        }
    }
    const Measurements found = measured(walk);
    const auto truths = truths_of(walk);
    double normalised = 0.0;
    double squares = 0.0;
    for (std::size_t i = 0; i < truths.size(); ++i) {
        const Measured& length = found.motions[i].motion.length_m;
        ASSERT_TRUE(length.known());
        normalised += std::pow((length.value - truths[i].length_m) / length.sd, 2.0);
        squares += std::pow(length.value - truths[i].length_m, 2.0);
    }
    const auto count = static_cast<double>(truths.size());
    EXPECT_LT(normalised / count, 2.0);
    EXPECT_LT(std::sqrt(squares / count), 0.08);
}

TEST(StrideMeter, SaturatedImpactsAreInTheStatedError) {
    double normalised = 0.0;
    double stated = 0.0;
    double unclipped = 0.0;
    int count = 0;
    for (int person = 1; person <= 4; ++person) {
        const Walked walk = walked(1.2, person, Foot::left, 40.0, 12.0, 39.2);  // 4 g
        const Measurements found = measured(walk);
        const Measurements whole = measured(walked(1.2, person));
        const auto truths = truths_of(walk);
        for (std::size_t i = 0; i < truths.size(); ++i) {
            const Measured& length = found.motions[i].motion.length_m;
            normalised += std::min(std::pow((length.value - truths[i].length_m) / length.sd, 2.0), 25.0);
            stated += length.sd;
            unclipped += whole.motions[i].motion.length_m.sd;
            ++count;
        }
    }
    EXPECT_GT(stated, 3.0 * unclipped);
    EXPECT_LT(normalised / count, 3.0);
}

TEST(StrideMeter, SaysWhatCannotBeMeasured) {
    Walked walk = walked(1.2, 1, Foot::left, 20.0);
    StrideMeterOptions without = StrideMeterOptions::for_recordings(walk.foot, 100.0, false);
    StrideMeter meter = meter_for(without);
    EXPECT_NE(std::string(meter.unmeasurable()), "") << "nothing was seen yet";
    std::size_t given = 0;
    std::size_t next = 0;
    for (const MotionSample& sample : walk.samples) {
        std::optional<Stride> stride;
        if (next < walk.strides.size() && sample.index * 10'000'000 >= walk.strides[next].end) {
            stride = walk.strides[next++];
        }
        meter.update(sample, stride);
        for (const MeasuredMotion& motion : meter.measured()) {
            ++given;
            EXPECT_FALSE(motion.motion.length_m.known());
            EXPECT_FALSE(motion.motion.turn_rad.known());
        }
    }
    EXPECT_EQ(given, walk.strides.size());
    EXPECT_NE(std::string(meter.unmeasurable()).find("no gravity"), std::string::npos);

    // In units of g, as if they were m/s2.
    for (MotionSample& sample : walk.samples) {
        sample.imu.acceleration_mps2 = sample.imu.acceleration_mps2 * 0.102F;
    }
    StrideMeter other = meter_for(StrideMeterOptions::for_recordings(walk.foot, 100.0, true));
    for (const MotionSample& sample : walk.samples) {
        other.update(sample);
    }
    EXPECT_NE(std::string(other.unmeasurable()).find("not gravity's"), std::string::npos);
    EXPECT_EQ(StrideMeter::make({Foot::left, 5.0}).reason(),
              std::string("the grid's rate is not between 20 and 2000 Hz"));
}

TEST(StrideMeter, StandingMeasuresNothing) {
    Walked walk = walked(1.2, 1, Foot::left, 20.0);
    walk.samples.resize(350);
    const Measurements found = measured(walk.samples, {}, meter_for({}));
    EXPECT_TRUE(found.motions.empty());
    EXPECT_TRUE(found.places.empty());
}

}  // namespace
}  // namespace footfall
