// When two sessions of a person differ by more than the measurement's own noise.
#include "serve/detectable_change.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "footfall/report/student_t.h"

namespace footfall::serve {
namespace {

double half_width(const Interval& interval) noexcept {
    return interval.has_bounds() ? 0.5 * (interval.high - interval.low) : kUnknown;
}

}  // namespace

double Noise::detectable_change() const noexcept {
    return report::student_t_975(degrees_of_freedom) * std::numbers::sqrt2 * sem;
}

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

Noise RetestSpread::noise() const noexcept {
    return {degrees_ > 0 ? std::sqrt(squares_ / static_cast<double>(degrees_)) : kUnknown, degrees_,
            NoiseBasis::test_retest};
}

std::string_view to_string(NoiseBasis basis) noexcept {
    switch (basis) {
        case NoiseBasis::unknown: return "unknown";
        case NoiseBasis::within_session: return "within_session";
        case NoiseBasis::reference: return "reference";
        case NoiseBasis::test_retest: return "test_retest";
    }
    return "";
}

bool Change::beyond_noise() const noexcept {
    return std::abs(difference.value) > detectable;  // not so for NaN
}

Change change_between(const report::FigureSummary& earlier, const report::FigureSummary& later,
                      const Noise& noise) noexcept {
    Change change;
    change.difference.value = later.mean.value - earlier.mean.value;
    const double half = std::hypot(half_width(earlier.mean), half_width(later.mean));
    change.difference.low = change.difference.value - half;
    change.difference.high = change.difference.value + half;
    const double between = noise.detectable_change();
    if (!earlier.enough_for_mean || !later.enough_for_mean || !std::isfinite(half) ||
        !std::isfinite(between)) {
        return change;
    }
    change.basis = between >= half ? noise.basis : NoiseBasis::within_session;
    change.detectable = std::max(between, half);
    return change;
}

}  // namespace footfall::serve
