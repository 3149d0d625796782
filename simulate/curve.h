// Smooth functions of time with their first two derivatives: what foot motion is put together from.
#pragma once

#include <array>
#include <cstddef>

#include "simulate/geometry.h"

namespace footfall::simulate {

/// A value and its first and second derivative in time, in the value's unit, /s and /s².
struct Jet {
    double value = 0.0;
    double rate = 0.0;
    double acceleration = 0.0;
};

struct VectorJet {
    Vector value;
    Vector rate;
    Vector acceleration;

    friend constexpr VectorJet operator+(const VectorJet& a, const VectorJet& b) noexcept {
        return {a.value + b.value, a.rate + b.rate, a.acceleration + b.acceleration};
    }
};

/// A scalar function of time along a constant direction.
[[nodiscard]] VectorJet along(Vector direction, const Jet& amount) noexcept;
/// The product rule, twice.
[[nodiscard]] VectorJet scaled(const VectorJet& v, const Jet& by) noexcept;

/// Quintic Hermite pieces between knots: continuous up to the second derivative; constant beyond the ends.
template <std::size_t knots>
class KnotCurve {
public:
    struct Knot {
        double time_s = 0.0;
        Jet jet;
    };

    KnotCurve() = default;
    /// @param at times strictly increasing
    explicit KnotCurve(const std::array<Knot, knots>& at) noexcept : at_(at) {}

    [[nodiscard]] Jet operator()(double time_s) const noexcept;

private:
    std::array<Knot, knots> at_{};
};

/// From 0 at s = 0 to 1 at s = 1, first and second derivatives 0 at both ends: a Bernstein polynomial of
/// degree 7 with coefficients 0 0 0 early late 1 1 1. Derivatives are with respect to s.
[[nodiscard]] Jet eased_step(double s, double early, double late) noexcept;

/// 0 at s = 0 and s = 1 with two derivatives, 1 at s = 1/2. Derivatives are with respect to s.
[[nodiscard]] Jet bump(double s) noexcept;

/// A decaying oscillation that is over at s = 1: s^3 (1-s)^6 sin(2 pi cycles s). Two derivatives vanish at
/// both ends. Derivatives are with respect to s.
[[nodiscard]] Jet ring(double s, double cycles) noexcept;

/// The greatest size of the ring's second derivative.
[[nodiscard]] double ring_peak(double cycles) noexcept;

/// Derivatives with respect to time of a jet over s = (t - start) / duration.
[[nodiscard]] constexpr Jet over(double duration_s, const Jet& jet) noexcept {
    return {jet.value, jet.rate / duration_s, jet.acceleration / (duration_s * duration_s)};
}

/// The quintic between two jets `duration_s` apart, `time_s` after the first.
[[nodiscard]] Jet quintic(const Jet& from, const Jet& to, double duration_s, double time_s) noexcept;

template <std::size_t knots>
Jet KnotCurve<knots>::operator()(double time_s) const noexcept {
    if (time_s <= at_.front().time_s) {
        return {at_.front().jet.value, 0.0, 0.0};
    }
    for (std::size_t i = 1; i < knots; ++i) {
        if (time_s < at_[i].time_s) {
            const Knot& from = at_[i - 1];
            return quintic(from.jet, at_[i].jet, at_[i].time_s - from.time_s, time_s - from.time_s);
        }
    }
    return {at_.back().jet.value, 0.0, 0.0};
}

}  // namespace footfall::simulate
