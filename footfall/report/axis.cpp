// Nice numbers for axes.
#include "footfall/report/axis.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "footfall/report/markup.h"

namespace footfall::report {

namespace {

// A tick that lies on the range's end up to rounding belongs to it.
constexpr double kTolerance = 1e-6;

int decimals_of(double step) {
    return std::max(0, static_cast<int>(std::ceil(-std::log10(step) - kTolerance)));
}

Range never_flat(Range range) {
    if (range.empty()) {
        return {0.0, 1.0};
    }
    if (range.span() <= 1e-9 * std::max(std::abs(range.low), 1e-9)) {
        const double margin = range.low == 0.0 ? 1.0 : 0.05 * std::abs(range.low);
        return {range.low - margin, range.high + margin};
    }
    return range;
}

}  // namespace

void Range::include(double value) noexcept {
    if (std::isfinite(value)) {
        low = std::min(low, value);
        high = std::max(high, value);
    }
}

void Range::include(const Interval& interval) noexcept {
    include(interval.value);
    include(interval.low);
    include(interval.high);
}

double Axis::fraction(double value) const noexcept {
    if (scale == Scale::log2) {
        return (std::log2(value) - std::log2(range.low)) / (std::log2(range.high) - std::log2(range.low));
    }
    return (value - range.low) / (range.high - range.low);
}

double nice_step(double span, int at_most) noexcept {
    if (!(span > 0.0) || !std::isfinite(span)) {
        return 1.0;
    }
    const double rough = span / std::max(at_most, 1);
    const double magnitude = std::pow(10.0, std::floor(std::log10(rough)));
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (rough <= factor * magnitude * (1.0 + kTolerance)) {
            return factor * magnitude;
        }
    }
    return 10.0 * magnitude;
}

std::vector<Tick> nice_ticks(const Range& range, int at_most) {
    std::vector<Tick> ticks;
    const double step = nice_step(range.span(), at_most);
    const double first = std::ceil(range.low / step - kTolerance);
    const double last = std::floor(range.high / step + kTolerance);
    const int count = std::max(0, static_cast<int>(last - first) + 1);
    for (int i = 0; i < count; ++i) {
        const double value = (first + i) * step;
        ticks.push_back({value, number(value, decimals_of(step))});
    }
    return ticks;
}

Axis nice_axis(std::string title, Range data, int at_most, const Range& limits) {
    data = never_flat(data);
    const double step = nice_step(data.span(), at_most);
    const Range whole{std::max(limits.low, std::floor(data.low / step + kTolerance) * step),
                      std::min(limits.high, std::ceil(data.high / step - kTolerance) * step)};
    // Limits that exclude the data lose against it: better an odd axis than a plot without its points.
    const Range range{std::min(whole.low, data.low), std::max(whole.high, data.high)};
    return {std::move(title), range, nice_ticks(range, at_most + 1), Scale::linear};
}

Axis nice_axis(std::string title, const Range& data, int at_most) {
    constexpr double kInfinity = std::numeric_limits<double>::infinity();
    return nice_axis(std::move(title), data, at_most, {-kInfinity, kInfinity});
}

}  // namespace footfall::report
