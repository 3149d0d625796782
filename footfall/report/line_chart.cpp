// Draws lines with bands.
#include "footfall/report/line_chart.h"

#include <algorithm>
#include <utility>

#include "footfall/report/markup.h"
#include "footfall/report/plot_frame.h"

namespace footfall::report {

namespace {

void draw_band(PlotFrame& frame, const Curve& curve) {
    std::vector<Point> upper;
    std::vector<Point> lower;
    const auto flush = [&] {
        upper.insert(upper.end(), lower.rbegin(), lower.rend());
        frame.svg().polygon(upper, "band");
        upper.clear();
        lower.clear();
    };
    for (const CurvePoint& point : curve.points) {
        if (!point.y.has_bounds()) {
            flush();
            continue;
        }
        upper.push_back({frame.x(point.x), frame.y(point.y.high)});
        lower.push_back({frame.x(point.x), frame.y(point.y.low)});
    }
    flush();
}

void draw_line(PlotFrame& frame, const Curve& curve) {
    std::vector<Point> line;
    for (const CurvePoint& point : curve.points) {
        line.push_back({frame.x(point.x), frame.y(point.y.value)});
    }
    frame.svg().polyline(line, "line");
    for (std::size_t i = 0; i < line.size(); ++i) {
        frame.svg().marker(
            line[i], curve.style,
            curve.name + ", " + number(curve.points[i].x, 0) + ": " + with_bounds(curve.points[i].y, 4));
    }
}

bool shows_reference(const LineChart& chart) {
    const double fraction = chart.y.fraction(chart.reference.value);
    return fraction >= 0.0 && fraction <= 1.0;
}

}  // namespace

bool has_points(const std::vector<Curve>& curves) noexcept {
    return std::any_of(curves.begin(), curves.end(), [](const Curve& curve) {
        return std::any_of(curve.points.begin(), curve.points.end(),
                           [](const CurvePoint& point) { return point.y.known(); });
    });
}

std::string draw(const LineChart& chart) {
    std::vector<LegendEntry> legend;
    for (const Curve& curve : chart.curves) {
        legend.push_back({curve.name, curve.style, LegendEntry::Kind::line});
    }
    if (shows_reference(chart)) {
        legend.push_back({chart.reference.label, 0, LegendEntry::Kind::reference});
    }
    PlotFrame frame(chart.text, chart.x, chart.y, legend);
    for (const Curve& curve : chart.curves) {
        const Svg::Group group = frame.svg().group(series_class(curve.style));
        draw_band(frame, curve);
    }
    if (shows_reference(chart)) {
        const double y = frame.y(chart.reference.value);
        frame.svg().line({frame.left(), y}, {frame.right(), y}, "reference");
    }
    // Lines come after every band, so that no band veils a line.
    for (const Curve& curve : chart.curves) {
        const Svg::Group group = frame.svg().group(series_class(curve.style));
        draw_line(frame, curve);
    }
    return std::move(frame).finish();
}

}  // namespace footfall::report
