// Smooth functions of time with their first two derivatives.
#include "simulate/curve.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <span>

namespace footfall::simulate {
namespace {

/// A polynomial from its coefficients, lowest power first, by Horner's rule carried through two derivatives.
Jet polynomial(std::span<const double> coefficients, double x) noexcept {
    Jet jet;
    for (std::size_t i = coefficients.size(); i-- > 0;) {
        jet.acceleration = jet.acceleration * x + 2.0 * jet.rate;
        jet.rate = jet.rate * x + jet.value;
        jet.value = jet.value * x + coefficients[i];
    }
    return jet;
}

Jet product(const Jet& a, const Jet& b) noexcept {
    return {a.value * b.value, a.rate * b.value + a.value * b.rate,
            a.acceleration * b.value + 2.0 * a.rate * b.rate + a.value * b.acceleration};
}

}  // namespace

VectorJet along(Vector direction, const Jet& amount) noexcept {
    return {direction * amount.value, direction * amount.rate, direction * amount.acceleration};
}

VectorJet scaled(const VectorJet& v, const Jet& by) noexcept {
    return {v.value * by.value, v.rate * by.value + v.value * by.rate,
            v.acceleration * by.value + v.rate * (2.0 * by.rate) + v.value * by.acceleration};
}

Jet quintic(const Jet& from, const Jet& to, double duration_s, double time_s) noexcept {
    // In s = time / duration the two ends' derivatives are scaled; six conditions give six coefficients.
    const double from_rate = from.rate * duration_s;
    const double to_rate = to.rate * duration_s;
    const double from_acceleration = from.acceleration * duration_s * duration_s;
    const double to_acceleration = to.acceleration * duration_s * duration_s;
    const double rise = to.value - from.value;
    const std::array<double, 6> coefficients{
        from.value,
        from_rate,
        from_acceleration / 2.0,
        10.0 * rise - 6.0 * from_rate - 4.0 * to_rate - 1.5 * from_acceleration + 0.5 * to_acceleration,
        -15.0 * rise + 8.0 * from_rate + 7.0 * to_rate + 1.5 * from_acceleration - to_acceleration,
        6.0 * rise - 3.0 * from_rate - 3.0 * to_rate - 0.5 * from_acceleration + 0.5 * to_acceleration};
    return over(duration_s, polynomial(coefficients, time_s / duration_s));
}

Jet eased_step(double s, double early, double late) noexcept {
    if (s <= 0.0) {
        return {};
    }
    if (s >= 1.0) {
        return {1.0, 0.0, 0.0};
    }
    // Sum of the Bernstein terms 3 .. 7 written out in powers of s.
    const std::array<double, 8> coefficients{0.0,
                                             0.0,
                                             0.0,
                                             35.0 * early,
                                             -140.0 * early + 35.0 * late,
                                             210.0 * early - 105.0 * late + 21.0,
                                             -140.0 * early + 105.0 * late - 35.0,
                                             35.0 * early - 35.0 * late + 15.0};
    return polynomial(coefficients, s);
}

Jet bump(double s) noexcept {
    if (s <= 0.0 || s >= 1.0) {
        return {};
    }
    const std::array<double, 7> coefficients{0.0, 0.0, 0.0, 64.0, -192.0, 192.0, -64.0};
    return polynomial(coefficients, s);
}

Jet ring(double s, double cycles) noexcept {
    if (s <= 0.0 || s >= 1.0) {
        return {};
    }
    const std::array<double, 10> envelope{0.0, 0.0, 0.0, 1.0, -6.0, 15.0, -20.0, 15.0, -6.0, 1.0};
    const double turn = 2.0 * std::numbers::pi * cycles;
    const Jet wave{std::sin(turn * s), turn * std::cos(turn * s), -turn * turn * std::sin(turn * s)};
    return product(polynomial(envelope, s), wave);
}

double ring_peak(double cycles) noexcept {
    constexpr int kSteps = 100;
    double peak = 0.0;
    for (int i = 1; i < kSteps; ++i) {
        peak = std::max(peak, std::abs(ring(static_cast<double>(i) / kSteps, cycles).acceleration));
    }
    return peak;
}

}  // namespace footfall::simulate
