// How the figures of a walk are named, in which unit people read them, and how each is measured.
#pragma once

#include <string>

#include "footfall/report/walk_summary.h"

namespace footfall::report {

struct FigureWords {
    const char* name;  ///< to begin a line: "Stride time"
    const char* unit;  ///< as read: "s", "% of stride", "cm"
    double scale;      ///< from SI to that unit
    int decimals;
    const char* means;  ///< what it is, in a sentence without the name
};

[[nodiscard]] const FigureWords& words_of(Figure figure) noexcept;

/// "Stride time (s)"
[[nodiscard]] std::string titled(Figure figure);
/// In the unit that is read.
[[nodiscard]] Interval as_read(Figure figure, const Interval& value) noexcept;
[[nodiscard]] double as_read(Figure figure, double value) noexcept;

/// What stands where a mean would, were there strides enough.
inline constexpr const char* kTooFew = "too few strides";
inline constexpr const char* kNotMeasured = "not measured";

/// "1.08", or in words why there is no number.
[[nodiscard]] std::string told(Figure figure, const FigureSummary& summary);
/// 95 %, as read; empty when the mean isn't told or has no bounds.
[[nodiscard]] std::string told_bounds(Figure figure, const FigureSummary& summary);
/// Its value and 95 % interval: a normal distribution's, of a figure with a standard deviation.
[[nodiscard]] Interval interval_of(const Measured& measured) noexcept;

}  // namespace footfall::report
