// How values, such as timing errors, are spread round zero.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "footfall/report/svg.h"

namespace footfall::report {

/// Bins that lie symmetrically round zero, wide enough for 99 % of the values; the rest is counted apart.
struct SymmetricBins {
    double limit = 0.0;  ///< the bins span [-limit, limit]
    double width = 0.0;
    std::vector<double> counts;
    std::size_t outside = 0;
    double median = 0.0;
};

/// Values that aren't finite are passed over; without any other the result has no bins.
[[nodiscard]] SymmetricBins bin_symmetrically(std::vector<double> values);

struct Histogram {
    PlotText text;
    std::string value_title;  ///< with the unit
    std::string value_unit;
    std::string count_title;
    SymmetricBins bins;
    int style = 0;
};

/// Marks zero and the median.
[[nodiscard]] std::string draw(const Histogram& histogram);

}  // namespace footfall::report
