// The backward pass gives what the joint distribution of earlier and later states gives, and its errors are
// as large as it says.
#include "footfall/parameters/motion_smoother.h"

#include <gtest/gtest.h>

#include <vector>

#include "tests/parameters/matched_steps.h"

namespace footfall {
namespace {

using algebra::Matrix;
using algebra::Vector;

TEST(MotionSmoother, OneLaterCorrectionIsTheConditionalMean) {
    FootFilter filter(100.0, {});
    filter.start({{0.1, -0.2, kGravityMps2}, {0.01, 0.0, 0.0}, 100.0}, 0.005, 0.05);
    const SampleNoise noise{0.02, 0.3};
    std::vector<MotionRecord> records;
    std::vector<ErrorTransition> transitions;
    ErrorMatrix early{};  // covariance after the first record
    for (int i = 0; i < 30; ++i) {
        const double angle = 0.2 * i;
        const FootMoment now{{3.0 * std::sin(angle), 1.0, kGravityMps2}, {0.2, 4.0 * std::cos(angle), 0.1}};
        const ErrorTransition& transition = filter.predict(now, now, noise);
        records.push_back(record_of(filter, transition));
        transitions.push_back(transition);
        if (i == 0) {
            early = filter.covariance();
        }
    }
    const ErrorMatrix late = filter.covariance();
    const Vector velocity = filter.state().velocity_mps;
    const double sd = 0.02;
    add(filter.correct(sd), records.back());

    // The covariance of the first state and the last velocity: P F' ... F' with the velocity's columns.
    std::array<ErrorVector, 3> gradient{};
    Matrix innovation_covariance{};
    for (std::size_t axis = 0; axis < 3; ++axis) {
        gradient[axis][error_part::velocity + axis] = 1.0;
        for (std::size_t i = transitions.size(); i-- > 1;) {
            carry_back(transitions[i], gradient[axis]);
        }
        for (std::size_t other = 0; other < 3; ++other) {
            innovation_covariance[axis][other] =
                late[error_part::velocity + axis][error_part::velocity + other] +
                (axis == other ? sd * sd : 0.0);
        }
    }
    const auto cross = [&](std::size_t row) {
        Vector result{};
        for (std::size_t axis = 0; axis < 3; ++axis) {
            for (std::size_t j = 0; j < kErrors; ++j) {
                result[axis] += early[row][j] * gradient[axis][j];
            }
        }
        return result;
    };

    MotionSmoother smoother(100.0);
    for (std::size_t i = records.size(); i-- > 1;) {
        smoother.enter(records[i]);
        smoother.leave(records[i]);
    }
    smoother.enter(records[0]);
    const SmoothedMoment moment = smoother.moment(records[0]);
    const auto covariance = smoother.covariance(records[0]);
    for (std::size_t i = 0; i < 3; ++i) {
        const Vector with = cross(error_part::place + i);
        const double correction = -algebra::inner(with, solved(innovation_covariance, velocity));
        EXPECT_NEAR(moment.place_m[i] - static_cast<double>(records[0].place_m[i]), correction,
                    1e-5 * std::abs(correction) + 1e-9);
        const double variance = early[error_part::place + i][error_part::place + i] -
                                algebra::inner(with, solved(innovation_covariance, with));
        EXPECT_NEAR(covariance[3 + i][3 + i], variance, 1e-4 * variance);
    }
    const Vector with = cross(2);
    EXPECT_NEAR(moment.turned_rad, -algebra::inner(with, solved(innovation_covariance, velocity)), 1e-7);
}

TEST(MotionSmoother, WithoutLaterCorrectionsTheFiltersWordStands) {
    FootFilter filter(100.0, {});
    filter.start({{0.0, 0.0, kGravityMps2}, {}, 100.0}, 0.005, 0.05);
    const FootMoment now{{2.0, 0.0, kGravityMps2}, {0.0, 1.0, 0.0}};
    MotionRecord record = record_of(filter, filter.predict(now, now, {0.02, 0.3}));
    const MotionSmoother smoother(100.0);
    EXPECT_EQ(smoother.moment(record).turned_rad, 0.0);
    EXPECT_NEAR(smoother.moment(record).place_m[0], filter.state().place_m[0], 1e-9);
    EXPECT_NEAR(smoother.covariance(record)[3][3], filter.covariance()[6][6], 1e-9);
}

TEST(MotionSmoother, ErrorsInMidSwingAreAsLargeAsItSaysAndSmallerThanTheFilters) {
    double normalised = 0.0;
    double smoothed_square = 0.0;
    double filtered_square = 0.0;
    int count = 0;
    for (std::uint64_t seed = 1; seed <= 100; ++seed) {
        std::vector<MotionRecord> records;
        std::vector<Vector> truth;
        walk_matched_steps(seed, [&](const MatchedMoment& moment) {
            MotionRecord record = record_of(moment.filter, *moment.transition);
            if (moment.correction) {
                add(*moment.correction, record);
            }
            record.origin = moment.lands;
            records.push_back(record);
            truth.push_back(moment.truth.place_m);
        });
        MotionSmoother smoother(100.0);
        for (std::size_t i = records.size(); i-- > 0;) {
            smoother.enter(records[i]);
            if (i % 100 == 70 && i > 100) {  // mid-swing: records begin with a stance
                const SmoothedMoment moment = smoother.moment(records[i]);
                const auto all = smoother.covariance(records[i]);
                Matrix covariance{};
                Vector error{};
                for (std::size_t row = 0; row < 3; ++row) {
                    error[row] = truth[i][row] - moment.place_m[row];
                    const double off = truth[i][row] - static_cast<double>(records[i].place_m[row]);
                    filtered_square += off * off;
                    for (std::size_t column = 0; column < 3; ++column) {
                        covariance[row][column] = all[3 + row][3 + column];
                    }
                }
                smoothed_square += algebra::inner(error, error);
                normalised += algebra::inner(error, solved(covariance, error));
                ++count;
            }
            smoother.leave(records[i]);
        }
    }
    ASSERT_GE(count, 600);
    EXPECT_NEAR(normalised / count, 3.0, 4.0 * std::sqrt(6.0 / 100.0));
    EXPECT_LT(smoothed_square, 0.8 * filtered_square);
}

}  // namespace
}  // namespace footfall
