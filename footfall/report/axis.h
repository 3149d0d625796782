// Axes: which range a plot shows, where its ticks stand and what they say.
#pragma once

#include <limits>
#include <string>
#include <vector>

#include "footfall/report/metrics_summary.h"

namespace footfall::report {

/// The span of some values; starts empty.
struct Range {
    double low = std::numeric_limits<double>::infinity();
    double high = -std::numeric_limits<double>::infinity();

    /// Non-finite values are passed over.
    void include(double value) noexcept;
    /// The value and its bounds.
    void include(const Interval& interval) noexcept;
    [[nodiscard]] bool empty() const noexcept { return low > high; }
    [[nodiscard]] double span() const noexcept { return high - low; }
};

struct Tick {
    double value = 0.0;
    std::string label;
};

enum class Scale : unsigned char { linear, log2 };

struct Axis {
    std::string title;  ///< with the unit
    Range range;        ///< low is drawn left or at the bottom; a low above high turns the axis round
    std::vector<Tick> ticks;
    Scale scale = Scale::linear;

    /// Where a value stands between the axis' ends, 0 at range.low and 1 at range.high.
    [[nodiscard]] double fraction(double value) const noexcept;
};

/// 1, 2 or 5 times a power of ten, so that `span` has at most `at_most` steps (Heckbert 1990, "Nice numbers
/// for graph labels", Graphics Gems).
[[nodiscard]] double nice_step(double span, int at_most) noexcept;

/// Ticks at the multiples of a nice step within the range, all with the same number of decimals.
[[nodiscard]] std::vector<Tick> nice_ticks(const Range& range, int at_most);

/// An axis over the data, widened to whole steps but never beyond `limits`. Data that are empty or a single
/// value get a range all the same.
[[nodiscard]] Axis nice_axis(std::string title, Range data, int at_most, const Range& limits);
[[nodiscard]] Axis nice_axis(std::string title, const Range& data, int at_most = 5);

}  // namespace footfall::report
