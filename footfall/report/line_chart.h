// Lines over a variable, each with its confidence band: what changes with window size, look-ahead, labels.
#pragma once

#include <string>
#include <vector>

#include "footfall/report/axis.h"
#include "footfall/report/svg.h"

namespace footfall::report {

struct CurvePoint {
    double x = 0.0;
    Interval y;
};

struct Curve {
    std::string name;
    int style = 0;  ///< colour, dash and marker; see series_class()
    std::vector<CurvePoint> points;
};

/// A level to compare with, drawn across the plot.
struct ReferenceLine {
    double value = kUnknown;
    std::string label;
};

struct LineChart {
    PlotText text;
    Axis x;
    Axis y;
    std::vector<Curve> curves;
    ReferenceLine reference;  ///< left out when NaN or outside the y axis
};

/// A point without a value leaves a gap in its line; one without bounds a gap in its band.
[[nodiscard]] std::string draw(const LineChart& chart);

/// Whether there is a point that would be drawn.
[[nodiscard]] bool has_points(const std::vector<Curve>& curves) noexcept;

}  // namespace footfall::report
