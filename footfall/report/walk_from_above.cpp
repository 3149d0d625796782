// Draws the walk from above.
#include "footfall/report/walk_from_above.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "footfall/report/plot_frame.h"

namespace footfall::report {
namespace {

/// An axis over the data with some room beside them, so that no mark lies on the edge.
Axis roomy_axis(const char* title, const Range& data, double room_m, int at_most) {
    const Range range{data.low - room_m, data.high + room_m};
    return {title, range, nice_ticks(range, at_most), Scale::linear};
}

int style_of(Foot foot) { return foot == Foot::left ? 0 : 1; }

void draw_way(PlotFrame& frame, const GroundWay& way) {
    std::vector<Point> line;
    for (const Point& point : way.path_m) {
        line.push_back({frame.x(point.x), frame.y(point.y)});
    }
    const Svg::Group group = frame.svg().group(series_class(style_of(way.foot)));
    frame.svg().polyline(line, "way");
    std::vector<Point> all;
    std::vector<Point> hollow;
    for (const GroundFoothold& foothold : way.footholds) {
        all.push_back({frame.x(foothold.at_m.x), frame.y(foothold.at_m.y)});
        if (foothold.turning) {
            hollow.push_back(all.back());
        }
    }
    frame.svg().dots(all, style_of(way.foot), "footholds");
    frame.svg().dots(hollow, style_of(way.foot), "hollow");
}

void label_ends(PlotFrame& frame, const GroundWay& way) {
    if (way.path_m.empty()) {
        return;
    }
    const Point start{frame.x(way.path_m.front().x), frame.y(way.path_m.front().y)};
    const Point end{frame.x(way.path_m.back().x), frame.y(way.path_m.back().y)};
    const bool apart = std::hypot(start.x - end.x, start.y - end.y) > 60.0;
    frame.svg().text({start.x, start.y - 12.0}, apart ? "start" : "start and end", "note");
    if (apart) {
        frame.svg().text({end.x, end.y - 12.0}, "end",
                         end.x > 0.5 * (frame.left() + frame.right()) ? "note end" : "note");
    }
}

}  // namespace

std::string draw_from_above(const PlotText& text, const WalkGround& ground) {
    constexpr double kRoomM = 0.25;
    constexpr double kTallest = 0.6;  // of the width
    Range x_data;
    Range y_data;
    for (const GroundWay& way : ground.feet) {
        for (const Point& point : way.path_m) {
            x_data.include(point.x);
            y_data.include(point.y);
        }
        for (const GroundFoothold& foothold : way.footholds) {
            x_data.include(foothold.at_m.x);
            y_data.include(foothold.at_m.y);
        }
    }
    if (x_data.empty() || y_data.empty()) {
        return "";
    }
    // A round course is as high as it is wide: it gets room at its sides instead.
    const double missing = y_data.span() / kTallest - x_data.span();
    if (missing > 0.0) {
        x_data = {x_data.low - 0.5 * missing, x_data.high + 0.5 * missing};
    }
    const Axis x = roomy_axis("Forward (m)", x_data, kRoomM, 12);
    const Axis y = roomy_axis("To the left (m)", y_data, kRoomM, 4);

    std::vector<LegendEntry> legend;
    for (const GroundWay& way : ground.feet) {
        legend.push_back({fmt::format("{} foot stands", to_string(way.foot)), style_of(way.foot),
                          LegendEntry::Kind::marker});
    }
    FrameLayout layout;
    layout.width = kWidePlotWidth;
    layout.height = height_of_equal_scales(x, y, legend, layout.width);
    layout.vertical_grid = true;
    PlotFrame frame(text, x, y, legend, layout);
    for (const GroundWay& way : ground.feet) {
        draw_way(frame, way);
    }
    label_ends(frame, ground.feet.front());
    // Where many turns were walked at one place, their words would cover each other.
    constexpr std::size_t kMostLabels = 5;
    if (ground.turns.size() <= kMostLabels) {
        for (const GroundTurn& turn : ground.turns) {
            const double at = frame.x(turn.at_m.x);
            const bool right_half = at > 0.5 * (frame.left() + frame.right());
            frame.svg().text({at + (right_half ? -26.0 : 26.0), frame.y(turn.at_m.y) + 4.5},
                             fmt::format("turn {}", turn.number), right_half ? "note end" : "note");
        }
    }
    return std::move(frame).finish();
}

}  // namespace footfall::report
