// A row for each of several things, with a dot and its interval: people, comparisons. Dots rather than bars,
// since bars must start at zero, where scores of 0.97 and 0.98 look alike.
#pragma once

#include <string>
#include <vector>

#include "footfall/report/axis.h"
#include "footfall/report/line_chart.h"
#include "footfall/report/plot_frame.h"
#include "footfall/report/svg.h"

namespace footfall::report {

struct RowSeries {
    std::string name;
    int style = 0;
    std::vector<Interval> values;  ///< one a row, in the rows' order
};

struct RowPlot {
    PlotText text;
    Axis value;
    std::vector<std::string> rows;  ///< from the top
    std::vector<RowSeries> series;
    ReferenceLine reference;  ///< left out when NaN or outside the axis
    double width = kPlotWidth;
};

/// Long row names are cut with an ellipsis.
[[nodiscard]] std::string draw(const RowPlot& plot);

}  // namespace footfall::report
