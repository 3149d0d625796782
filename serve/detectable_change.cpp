// When two sessions of a person differ by more than the measurement's own noise.
#include "serve/detectable_change.h"

#include <cmath>
#include <numbers>

namespace footfall::serve {
namespace {

constexpr double kNormal975 = 1.96;

double half_width(const Interval& interval) noexcept {
    return interval.has_bounds() ? 0.5 * (interval.high - interval.low) : kUnknown;
}

}  // namespace

double detectable_change(double sem) noexcept { return kNormal975 * std::numbers::sqrt2 * sem; }

void RetestSpread::next_group() noexcept {
    in_group_ = 0;
    mean_ = 0.0;
}

void RetestSpread::add(double value) noexcept {
    ++in_group_;
    const double from_mean = value - mean_;
    mean_ += from_mean / static_cast<double>(in_group_);
    squares_ += from_mean * (value - mean_);
    degrees_ += in_group_ > 1 ? 1 : 0;
}

double RetestSpread::sem() const noexcept {
    return degrees_ > 0 ? std::sqrt(squares_ / static_cast<double>(degrees_)) : kUnknown;
}

std::string_view to_string(NoiseBasis basis) noexcept {
    switch (basis) {
        case NoiseBasis::unknown: return "unknown";
        case NoiseBasis::within_session: return "within_session";
        case NoiseBasis::test_retest: return "test_retest";
    }
    return "";
}

bool Change::beyond_noise() const noexcept {
    return std::abs(difference.value) > detectable;  // not so for NaN
}

Change change_between(const report::FigureSummary& earlier, const report::FigureSummary& later,
                      const RetestSpread& retest) noexcept {
    Change change;
    change.difference.value = later.mean.value - earlier.mean.value;
    // Half widths are 1.96 SEM each (by Student's t: more, of few strides), and errors of two sessions add as
    // squares.
    const double half = std::hypot(half_width(earlier.mean), half_width(later.mean));
    change.difference.low = change.difference.value - half;
    change.difference.high = change.difference.value + half;
    if (!earlier.enough_for_mean || !later.enough_for_mean || !std::isfinite(half)) {
        return change;
    }
    change.basis = NoiseBasis::within_session;
    change.detectable = half;
    if (retest.degrees_of_freedom() >= kRetestDegrees) {
        const double between = detectable_change(retest.sem());
        if (between >= half) {
            change.basis = NoiseBasis::test_retest;
            change.detectable = between;
        }
    }
    return change;
}

}  // namespace footfall::serve
