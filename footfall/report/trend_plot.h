// One figure stride by stride over time: whether a walk slows, tires or varies.
#pragma once

#include <string>

#include "footfall/recording/measured_walk.h"
#include "footfall/report/svg.h"
#include "footfall/report/walk_summary.h"

namespace footfall::report {

/// More strides of a foot than this are drawn as means of as many neighbours as it takes.
inline constexpr std::size_t kMostTrendDots = 150;

/// Turns are shaded where a dot is one stride. Empty when no stride has the figure.
[[nodiscard]] std::string draw_trend(const PlotText& text, const MeasuredWalk& walk, Figure figure);

[[nodiscard]] bool shows_turns(const MeasuredWalk& walk) noexcept;

/// How many neighbouring strides a dot stands for.
[[nodiscard]] std::size_t strides_per_dot(const MeasuredWalk& walk) noexcept;

}  // namespace footfall::report
