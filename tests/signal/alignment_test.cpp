// The foot's axes are found from any mounting, and turning the sensor changes nothing in the foot frame.
#include "footfall/signal/alignment.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string_view>

#include "walk_samples.h"

namespace footfall {
namespace {

using simulate::Rotation;
using simulate::Vector;

simulate::WalkOptions short_walk() {
    simulate::WalkOptions options;
    options.course.seconds = 20.0;
    return options;
}

simulate::Walker person(int number, simulate::Mounting mounting, Gravity gravity = Gravity::included) {
    const auto age = number % 2 == 0 ? simulate::AgeGroup::older : simulate::AgeGroup::younger;
    simulate::Walker walker = simulate::draw_walker(number, age, mounting, 17);
    for (simulate::SensorSpec& sensor : walker.sensor) {
        sensor.gravity = gravity;
        sensor.lost_share = 0.0;
    }
    return walker;
}

double degrees_between(Vec3<SensorFrame> a, Vec3<SensorFrame> b) {
    return std::acos(std::clamp(static_cast<double>(dot(a, b)), -1.0, 1.0)) / simulate::radians(1.0);
}

/// The foot's axes as the sensor truly sees them.
Alignment true_alignment(const Rotation& mounting) {
    const auto seen = [&](Vec3<SensorFrame> axis) { return turned(axis, mounting); };
    return {{seen({1, 0, 0}), seen({0, 1, 0}), seen({0, 0, 1})}};
}

/// The largest difference between two aligned signals over the size of the first.
double relative_difference(const std::vector<GridSample>& a, const Alignment& align_a,
                           const std::vector<GridSample>& b, const Alignment& align_b) {
    double difference = 0.0;
    double size = 0.0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        const Imu<FootFrame> x = align_a.apply(a[i].imu);
        const Imu<FootFrame> y = align_b.apply(b[i].imu);
        for (const auto& [p, q] : {std::pair{x.acceleration_mps2, y.acceleration_mps2},
                                   std::pair{x.angular_rate_radps, y.angular_rate_radps}}) {
            const auto d = p - q;
            difference = std::max(difference, static_cast<double>(dot(d, d)));
            size = std::max(size, static_cast<double>(dot(p, p)));
        }
    }
    return std::sqrt(difference / size);
}

TEST(Alignment, FindsTheTrueAxesFromAnyMounting) {
    for (int number = 1; number <= 6; ++number) {
        const simulate::Walker walker = person(number, simulate::Mounting::any);
        const Recording recording = simulate::simulate_recording(walker, short_walk(), 3);
        for (std::size_t foot = 0; foot < 2; ++foot) {
            const Result<Alignment> found = alignment_of(on_grid(recording.feet[foot]));
            ASSERT_TRUE(found) << found.reason();
            const Alignment truth = true_alignment(walker.sensor[foot].mounting);
            for (std::size_t axis = 0; axis < 3; ++axis) {
                EXPECT_LT(degrees_between(found->rows[axis], truth.rows[axis]), 15.0)
                    << "person " << number << " foot " << foot << " axis " << axis;
            }
        }
    }
}

TEST(Alignment, FindsTheTrueAxesUpsideDown) {
    const simulate::Walker walker = person(1, simulate::Mounting::instep);
    for (const Vector axis : {Vector{1, 0, 0}, Vector{0, 1, 0}, Vector{0, 0, 1}}) {
        simulate::Walker turned_over = walker;
        turned_over.sensor[1].mounting =
            Rotation::about(axis, simulate::radians(180.0)) * walker.sensor[1].mounting;
        const Recording recording = simulate::simulate_recording(turned_over, short_walk(), 3);
        const Result<Alignment> found = alignment_of(on_grid(recording.feet[1]));
        ASSERT_TRUE(found);
        const Alignment truth = true_alignment(turned_over.sensor[1].mounting);
        for (std::size_t row = 0; row < 3; ++row) {
            EXPECT_LT(degrees_between(found->rows[row], truth.rows[row]), 15.0) << row;
        }
    }
}

TEST(Alignment, IsARotation) {
    const Recording recording =
        simulate::simulate_recording(person(3, simulate::Mounting::any), short_walk(), 4);
    const Result<Alignment> learned = alignment_of(on_grid(recording.feet[0]));
    ASSERT_TRUE(learned);
    const Alignment& found = *learned;
    for (std::size_t i = 0; i < 3; ++i) {
        for (std::size_t j = 0; j < 3; ++j) {
            EXPECT_NEAR(dot(found.rows[i], found.rows[j]), i == j ? 1.0F : 0.0F, 1e-5F);
        }
    }
    const auto z = cross(found.rows[0], found.rows[1]);
    EXPECT_NEAR(dot(z, found.rows[2]), 1.0F, 1e-5F);
}

TEST(Alignment, TurningTheSensorChangesNothing) {
    Random random(5);
    for (const Gravity gravity : {Gravity::included, Gravity::removed}) {
        const bool included = gravity == Gravity::included;
        const Recording recording =
            simulate::simulate_recording(person(2, simulate::Mounting::instep, gravity), short_walk(), 6);
        for (const FootTrack& track : recording.feet) {
            const std::vector<GridSample> grid = on_grid(track);
            const Result<Alignment> straight = alignment_of(grid, included);
            ASSERT_TRUE(straight);
            for (int i = 0; i < 20; ++i) {
                const std::vector<GridSample> other = turned(grid, random_rotation(random));
                const Result<Alignment> found = alignment_of(other, included);
                ASSERT_TRUE(found);
                EXPECT_LT(relative_difference(grid, *straight, other, *found), 1e-3);
            }
        }
    }
}

TEST(Alignment, WithoutGravityLeftIsLeftAndForwardIsForward) {
    for (int number = 1; number <= 6; ++number) {
        const simulate::Walker walker = person(number, simulate::Mounting::any, Gravity::removed);
        const Recording recording = simulate::simulate_recording(walker, short_walk(), 7);
        for (std::size_t foot = 0; foot < 2; ++foot) {
            const Result<Alignment> found = alignment_of(on_grid(recording.feet[foot]), false);
            ASSERT_TRUE(found);
            const Alignment truth = true_alignment(walker.sensor[foot].mounting);
            EXPECT_LT(degrees_between(found->rows[1], truth.rows[1]), 15.0) << number << ' ' << foot;
            EXPECT_LT(degrees_between(found->rows[2], truth.rows[2]), 35.0) << number << ' ' << foot;
        }
    }
}

TEST(Alignment, AMirroredFootGivesTheMirroredSignal) {
    const Recording recording =
        simulate::simulate_recording(person(4, simulate::Mounting::any), short_walk(), 8);
    const std::vector<GridSample> right = on_grid(recording.feet[1]);
    std::vector<GridSample> left = right;
    for (GridSample& sample : left) {
        auto& a = sample.imu.acceleration_mps2;
        auto& w = sample.imu.angular_rate_radps;
        a.y = -a.y;
        w.x = -w.x;
        w.z = -w.z;
    }
    const Result<Alignment> of_right = alignment_of(right);
    const Result<Alignment> of_left = alignment_of(left);
    ASSERT_TRUE(of_right && of_left);
    for (std::size_t i = 0; i < right.size(); ++i) {
        const Imu<FootFrame> expected = of_right->apply(right[i].imu);
        const Imu<FootFrame> found = mirrored(of_left->apply(left[i].imu));
        EXPECT_NEAR(found.acceleration_mps2.y, expected.acceleration_mps2.y, 0.01F);
        EXPECT_NEAR(found.acceleration_mps2.x, expected.acceleration_mps2.x, 0.01F);
        EXPECT_NEAR(found.angular_rate_radps.y, expected.angular_rate_radps.y, 0.01F);
        EXPECT_NEAR(found.angular_rate_radps.z, expected.angular_rate_radps.z, 0.01F);
    }
}

TEST(Alignment, StandingAloneIsNotEnough) {
    AlignmentEstimator estimator(true);
    Random random(9);
    for (int i = 0; i < 3000; ++i) {
        const auto noise = [&] { return static_cast<float>(0.02 * random.normal()); };
        estimator.update({{noise(), noise(), 9.81F + noise()}, {noise(), noise(), noise()}}, i == 0);
    }
    const Result<Alignment> found = estimator.estimate();
    ASSERT_FALSE(found);
    EXPECT_EQ(std::string_view(found.reason()), "less than half a second of fast foot movement");
}

TEST(Alignment, GravityThatIsNotThereIsSaid) {
    const Recording recording =
        simulate::simulate_recording(person(2, simulate::Mounting::any, Gravity::removed), short_walk(), 6);
    const Result<Alignment> found = alignment_of(on_grid(recording.feet[0]), true);
    ASSERT_FALSE(found);
    EXPECT_EQ(std::string_view(found.reason()), "no gravity in the acceleration");
}

TEST(Alignment, TurningWithoutGoingAnywhereIsNotEnough) {
    AlignmentEstimator estimator(true);
    for (int i = 0; i < 3000; ++i) {
        const float rate = i % 100 < 40 ? (i % 100 < 20 ? 5.0F : -5.0F) : 0.0F;
        estimator.update({{0.0F, 0.0F, 9.81F}, {0.0F, 0.0F, rate}}, i == 0);
    }
    const Result<Alignment> found = estimator.estimate();
    ASSERT_FALSE(found);
    EXPECT_EQ(std::string_view(found.reason()), "no step from rest to rest that tells forward from backward");
}

}  // namespace
}  // namespace footfall
