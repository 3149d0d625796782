// Draws rows of dots with intervals.
#include "footfall/report/row_plot.h"

#include <utility>

#include "footfall/report/markup.h"

namespace footfall::report {

namespace {

constexpr std::size_t kLongestName = 64;
constexpr double kRowHeight = 22.0;
// Title, legend and axis.
constexpr double kFrameHeight = 110.0;

std::string shortened(const std::string& name) {
    if (name.size() <= kLongestName) {
        return name;
    }
    std::size_t end = kLongestName;
    while (end > 0 && (static_cast<unsigned char>(name[end]) & 0xC0U) == 0x80U) {
        --end;  // never cut a UTF-8 sequence
    }
    return name.substr(0, end) + "…";
}

Axis row_axis(const std::vector<std::string>& rows) {
    Axis axis;
    axis.range = {static_cast<double>(rows.size()) - 0.5, -0.5};
    for (std::size_t i = 0; i < rows.size(); ++i) {
        axis.ticks.push_back({static_cast<double>(i), shortened(rows[i])});
    }
    return axis;
}

}  // namespace

std::string draw(const RowPlot& plot) {
    std::vector<LegendEntry> legend;
    for (const RowSeries& series : plot.series) {
        if (plot.series.size() > 1) {
            legend.push_back({series.name, series.style, LegendEntry::Kind::marker});
        }
    }
    FrameLayout layout;
    layout.width = plot.width;
    layout.height = kFrameHeight + kRowHeight * static_cast<double>(plot.rows.size());
    layout.vertical_grid = true;
    PlotFrame frame(plot.text, plot.value, row_axis(plot.rows), legend, layout);

    const double reference = plot.value.fraction(plot.reference.value);
    if (reference >= 0.0 && reference <= 1.0) {
        const double x = frame.x(plot.reference.value);
        frame.svg().line({x, frame.top()}, {x, frame.bottom()}, "reference");
        frame.svg().text({x - 5.0, frame.top() - 3.0}, plot.reference.label,
                         reference > 0.5 ? "note end" : "note");
    }
    // Several dots of a row stand a little apart, so that one never hides another.
    const double apart = plot.series.size() > 1 ? 0.16 : 0.0;
    for (std::size_t s = 0; s < plot.series.size(); ++s) {
        const RowSeries& series = plot.series[s];
        const Svg::Group group = frame.svg().group(series_class(series.style));
        const double shift =
            apart * (2.0 * static_cast<double>(s) - static_cast<double>(plot.series.size()) + 1.0);
        for (std::size_t i = 0; i < series.values.size() && i < plot.rows.size(); ++i) {
            const Interval& value = series.values[i];
            const double y = frame.y(static_cast<double>(i) + shift);
            if (value.known()) {
                frame.svg().line({frame.x(value.low), y}, {frame.x(value.high), y}, "whisker");
                frame.svg().marker({frame.x(value.value), y}, series.style,
                                   plot.rows[i] + ", " + series.name + ": " + with_bounds(value, 4));
            }
        }
    }
    return std::move(frame).finish();
}

}  // namespace footfall::report
