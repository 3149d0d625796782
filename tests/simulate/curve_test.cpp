// Every curve's derivatives are its own: checked against differences, and at the joints.
#include "simulate/curve.h"

#include <gtest/gtest.h>

#include <array>
#include <functional>

namespace footfall::simulate {
namespace {

void expect_own_derivatives(const std::function<Jet(double)>& curve, double from, double to) {
    constexpr double kStep = 1e-5;
    for (int i = 1; i < 40; ++i) {
        const double at = from + (to - from) * i / 40.0 + 1e-3;
        const Jet before = curve(at - kStep);
        const Jet now = curve(at);
        const Jet after = curve(at + kStep);
        const double scale = 1.0 + std::abs(now.rate) + std::abs(now.acceleration);
        EXPECT_NEAR((after.value - before.value) / (2.0 * kStep), now.rate, 1e-5 * scale) << "at " << at;
        EXPECT_NEAR((after.rate - before.rate) / (2.0 * kStep), now.acceleration, 1e-3 * scale)
            << "at " << at;
    }
}

TEST(Curve, DerivativesAreTheCurvesOwn) {
    expect_own_derivatives([](double s) { return eased_step(s, 0.3, 0.75); }, 0.0, 1.0);
    expect_own_derivatives([](double s) { return bump(s); }, 0.0, 1.0);
    expect_own_derivatives([](double s) { return ring(s, 2.3); }, 0.0, 1.0);
    expect_own_derivatives(
        [](double t) {
            return quintic({1.0, -2.0, 30.0}, {0.5, 4.0, -8.0}, 0.4, t);
        },
        0.0, 0.4);
}

TEST(Curve, EndsJoinStillnessSmoothly) {
    for (const double end : {1e-9, 1.0 - 1e-9}) {
        for (const Jet& jet : {eased_step(end, 0.4, 0.6), bump(end), ring(end, 1.7)}) {
            EXPECT_NEAR(jet.rate, 0.0, 1e-6);
            EXPECT_NEAR(jet.acceleration, 0.0, 1e-6);
        }
    }
    EXPECT_NEAR(eased_step(1.0 - 1e-9, 0.4, 0.6).value, 1.0, 1e-12);
    EXPECT_DOUBLE_EQ(bump(0.5).value, 1.0);
}

TEST(Curve, KnotsAreMetFromBothSides) {
    const KnotCurve<3> curve({{{1.0, {}}, {1.5, {2.0, -3.0, 40.0}}, {1.8, {-1.0, 0.0, 0.0}}}});
    for (const double side : {-1e-9, 1e-9}) {
        const Jet jet = curve(1.5 + side);
        EXPECT_NEAR(jet.value, 2.0, 1e-6);
        EXPECT_NEAR(jet.rate, -3.0, 1e-6);
        EXPECT_NEAR(jet.acceleration, 40.0, 1e-4);
    }
    EXPECT_EQ(curve(0.0).value, 0.0);
    EXPECT_EQ(curve(2.0).value, -1.0);
    EXPECT_EQ(curve(2.0).rate, 0.0);
}

TEST(Curve, RingPeakIsItsGreatestAcceleration) {
    for (const double cycles : {1.2, 2.0, 3.0}) {
        double greatest = 0.0;
        for (int i = 0; 1e-4 * i < 1.0; ++i) {
            const double s = 1e-4 * i;
            greatest = std::max(greatest, std::abs(ring(s, cycles).acceleration));
        }
        EXPECT_NEAR(ring_peak(cycles) / greatest, 1.0, 0.01);
    }
}

}  // namespace
}  // namespace footfall::simulate
