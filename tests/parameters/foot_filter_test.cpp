// The filter by hand, and its consistency: on data that are as it assumes, innovations are white and of the
// stated size, and errors as large as the covariance says.
#include "footfall/parameters/foot_filter.h"

#include <gtest/gtest.h>

#include <vector>

#include "tests/parameters/matched_steps.h"

namespace footfall {
namespace {

using algebra::Vector;

constexpr double kG = kGravityMps2;

TEST(FootFilter, StartsUprightWhateverTheSensorLeans) {
    FootFilter filter(100.0, {});
    // Nose down by a: gravity has a part -sin(a) along x.
    const double lean = 0.3;
    filter.start({{-std::sin(lean) * kG, 0.0, std::cos(lean) * kG}, {}, 200.0}, 0.003, 0.02);
    const Vector up = algebra::product(filter.state().attitude, Vector{-std::sin(lean), 0.0, std::cos(lean)});
    EXPECT_NEAR(up[2], 1.0, 1e-12);
    const Vector forward = algebra::product(filter.state().attitude, Vector{1.0, 0.0, 0.0});
    EXPECT_NEAR(forward[0], std::cos(lean), 1e-12);
    EXPECT_NEAR(forward[1], 0.0, 1e-12);
    EXPECT_NEAR(forward[2], -std::sin(lean), 1e-12);
}

TEST(FootFilter, KnowsThatAnAccelerometersBiasTiltsIt) {
    FootFilter::Sensor sensor;
    sensor.force_bias_mps2 = 0.4;
    FootFilter filter(100.0, sensor);
    filter.start({{0.0, 0.0, kG + 0.1}, {}, 200.0}, 0.003, 0.0);
    const ErrorMatrix& p = filter.covariance();
    // A bias b along x pulls "up" towards x: the true attitude is turned by b/g about y.
    EXPECT_NEAR(p[1][1], 0.16 / (kG * kG), 1e-12);
    EXPECT_NEAR(p[1][error_part::force_bias], 0.16 / kG, 1e-12);
    EXPECT_NEAR(p[0][error_part::force_bias + 1], -0.16 / kG, 1e-12);
    EXPECT_NEAR(p[error_part::force_bias + 2][error_part::force_bias + 2], 0.0, 1e-12);
    EXPECT_NEAR(filter.state().force_bias_mps2[2], 0.1, 1e-12);
    EXPECT_EQ(p[2][2], 0.0) << "the heading is 0 by definition";
}

TEST(FootFilter, IntegratesAPushByHand) {
    FootFilter filter(100.0, {});
    filter.start({{0.0, 0.0, kG}, {}, 200.0}, 0.003, 0.02);
    const FootMoment push{{2.0, 0.0, kG}, {}};
    for (int i = 0; i < 50; ++i) {
        (void)filter.predict(push, push, {});
    }
    EXPECT_NEAR(filter.state().velocity_mps[0], 1.0, 1e-9);  // 2 m/s2 for 0.5 s
    EXPECT_NEAR(filter.state().place_m[0], 0.25, 1e-9);      // a t^2 / 2
    EXPECT_NEAR(filter.state().place_m[2], 0.0, 1e-9);
}

TEST(FootFilter, CorrectsByHand) {
    // Nothing but the velocity is unsure: the start gives each axis a variance of 0.05^2.
    FootFilter filter(100.0, {0.0, 0.0, 0.0, 0.0});
    filter.start({{0.0, 0.0, kG}, {}, 200.0}, 0.003, 0.0);
    const FootMoment push{{10.0, 0.0, kG}, {}};
    (void)filter.predict(push, push, {});  // to 0.1 m/s
    const ZeroVelocity correction = filter.correct(0.05);
    EXPECT_NEAR(correction.innovation_mps[0], -0.1, 1e-12);
    EXPECT_NEAR(correction.variance[0], 2.0 * 0.0025, 1e-12);
    EXPECT_NEAR(filter.state().velocity_mps[0], 0.05, 1e-12) << "half way, as both are as sure";
    EXPECT_NEAR(filter.covariance()[error_part::velocity][error_part::velocity], 0.00125, 1e-12);
    EXPECT_NEAR(correction.normalised_square(), 0.01 / 0.005, 1e-9);
}

TEST(FootFilter, ANewOriginForgetsPlaceAndHeadingAlone) {
    FootFilter filter(100.0, {});
    filter.start({{0.0, 0.0, kG}, {}, 200.0}, 0.003, 0.02);
    const FootMoment push{{2.0, 0.0, kG}, {0.0, 1.0, 0.5}};
    for (int i = 0; i < 50; ++i) {
        (void)filter.predict(push, push, {0.01, 0.1});
    }
    const ErrorMatrix before = filter.covariance();
    filter.new_origin();
    EXPECT_EQ(filter.state().place_m, Vector{});
    for (std::size_t i = 0; i < kErrors; ++i) {
        for (const std::size_t gone : {std::size_t{2}, error_part::place, error_part::place + 2}) {
            EXPECT_EQ(filter.covariance()[i][gone], 0.0);
            EXPECT_EQ(filter.covariance()[gone][i], 0.0);
        }
    }
    EXPECT_EQ(filter.covariance()[3][3], before[3][3]);
    EXPECT_EQ(filter.covariance()[0][12], before[0][12]);
}

TEST(FootFilter, InnovationsAreWhiteAndOfTheStatedSize) {
    double sum = 0.0;
    double products = 0.0;
    double squares = 0.0;
    int count = 0;
    int pairs = 0;
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
        Vector last{};
        bool has_last = false;
        walk_matched_steps(seed, [&](const MatchedMoment& moment) {
            if (!moment.correction) {
                has_last = false;
                return;
            }
            sum += moment.correction->normalised_square();
            ++count;
            Vector whitened;
            for (std::size_t i = 0; i < 3; ++i) {
                whitened[i] =
                    moment.correction->innovation_mps[i] / std::sqrt(moment.correction->variance[i]);
                squares += whitened[i] * whitened[i];
            }
            if (has_last) {
                products += algebra::inner(whitened, last);
                pairs += 3;
            }
            last = whitened;
            has_last = true;
        });
    }
    // Chi-squared of 3 each, so the mean's standard deviation is sqrt(6 / count): four of them.
    ASSERT_GT(count, 2000);
    EXPECT_NEAR(sum / count, 3.0, 4.0 * std::sqrt(6.0 / count));
    EXPECT_NEAR(products / pairs, 0.0, 4.0 / std::sqrt(pairs)) << "white";
    EXPECT_NEAR(squares / (3.0 * count), 1.0, 0.1);
}

TEST(FootFilter, ErrorsAreAsLargeAsTheCovarianceSays) {
    std::array<double, 3> squares{};  // attitude, velocity, place
    int count = 0;
    for (std::uint64_t seed = 1; seed <= 150; ++seed) {
        walk_matched_steps(seed, [&](const MatchedMoment& moment) {
            if (moment.lands) {
                squares[0] += moment.normalised_square(error_part::attitude);
                squares[2] += moment.normalised_square(error_part::place);
                ++count;
            } else if (moment.swings) {
                squares[1] += moment.normalised_square(error_part::velocity);
            }
        });
    }
    // Footholds of one walk are not independent, walks are; their mean has a spread of about sqrt(6 / 150).
    for (const double total : squares) {
        EXPECT_NEAR(total / count, 3.0, 4.0 * std::sqrt(6.0 / 150.0));
    }
}

}  // namespace
}  // namespace footfall
