// Whether floats are whole multiples of one step.
#include "serve/sample_grid.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

namespace footfall::serve {
namespace {

constexpr double kMostCounts = 1 << 30;

/// The least difference between two of the values, which is about a step when neighbouring counts occur.
double least_difference(std::span<const double> ascending) {
    double least = std::numeric_limits<double>::infinity();
    for (std::size_t i = 1; i < ascending.size(); ++i) {
        const double difference = ascending[i] - ascending[i - 1];
        // Less than rounding makes between two values of this size is no difference.
        if (difference > 1e-6 * std::abs(ascending[i])) {
            least = std::min(least, difference);
        }
    }
    return least;
}

/// Each value, half a unit in its last place to either side, bounds the step between two quotients. From the
/// small values to the large ones the step gets better known as the counts get larger. 0 when they leave
/// none.
double step_between(std::span<const double> sizes, double about) {
    double low = 0.0;
    double high = std::numeric_limits<double>::infinity();
    double step = about;
    for (const double size : sizes) {
        const double count = std::round(size / step);
        if (count < 1.0) {
            continue;
        }
        if (count > kMostCounts) {
            return 0.0;
        }
        const double half_unit = 0.5 * std::ldexp(1.0, std::ilogb(size) - 23);
        low = std::max(low, (size - half_unit) / count);
        high = std::min(high, (size + half_unit) / count);
        if (low > high) {
            return 0.0;
        }
        step = 0.5 * (low + high);
    }
    return step;
}

}  // namespace

std::optional<SampleGrid> grid_of(std::span<const float> values) {
    std::vector<double> sorted;
    for (const float value : values) {
        if (!std::isfinite(value)) {
            return std::nullopt;
        }
        sorted.push_back(static_cast<double>(value));
    }
    std::sort(sorted.begin(), sorted.end());
    const double about = least_difference(sorted);
    if (!std::isfinite(about)) {
        return std::nullopt;  // all the same: nothing that would have to be shorter
    }
    for (double& value : sorted) {
        value = std::abs(value);
    }
    std::sort(sorted.begin(), sorted.end());
    SampleGrid grid;
    grid.step = step_between(sorted, about);
    if (!(grid.step > 0.0)) {
        return std::nullopt;
    }
    for (const float value : values) {
        const double count = std::round(static_cast<double>(value) / grid.step);
        if (std::abs(count) > kMostCounts) {
            return std::nullopt;
        }
        grid.counts.push_back(static_cast<std::int32_t>(count));
        if (std::bit_cast<std::uint32_t>(on_grid(grid.counts.back(), grid.step)) !=
            std::bit_cast<std::uint32_t>(value)) {
            return std::nullopt;
        }
    }
    return grid;
}

}  // namespace footfall::serve
