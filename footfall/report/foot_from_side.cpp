// Averages strides over time and draws them.
#include "footfall/report/foot_from_side.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "footfall/report/markup.h"
#include "footfall/report/plot_frame.h"

namespace footfall::report {
namespace {

constexpr int kLeastStrides = 3;
constexpr double kMidStance = 0.4;  // of stance: the foot is flat then

int style_of(Foot foot) { return foot == Foot::left ? 0 : 1; }

/// One stride seen from the side, x forward along it and y up.
class SideView {
public:
    SideView(const MeasuredFoot& foot, const MeasuredStride& stride)
        : path_(foot.path), from_(stride.motion.from_m) {
        const algebra::Vector way = algebra::sum(stride.motion.to_m, algebra::scaled(from_, -1.0));
        const double length = std::hypot(way[0], way[1]);
        forward_ = {way[0] / length, way[1] / length, 0.0};
    }

    /// Not finite where the path has no points about that time.
    [[nodiscard]] Point at(Nanoseconds time) const {
        const auto after =
            std::lower_bound(path_.begin(), path_.end(), time,
                             [](const PathPoint& point, Nanoseconds wanted) { return point.time < wanted; });
        constexpr Nanoseconds kFarthest = kNanosecondsPerSecond / 4;
        if (after == path_.begin() || after == path_.end() || after->time - (after - 1)->time > kFarthest) {
            return {kUnknown, kUnknown};
        }
        const PathPoint& before = *(after - 1);
        const double share =
            static_cast<double>(time - before.time) / static_cast<double>(after->time - before.time);
        const algebra::Vector place = algebra::sum(algebra::scaled(before.place_m, 1.0 - share),
                                                   algebra::scaled(after->place_m, share));
        const algebra::Vector moved = algebra::sum(place, algebra::scaled(from_, -1.0));
        return {algebra::inner(moved, forward_), moved[2]};
    }

private:
    const std::vector<PathPoint>& path_;
    algebra::Vector from_;
    algebra::Vector forward_{};
};

Nanoseconds share_of(Nanoseconds time, double share) {
    return static_cast<Nanoseconds>(static_cast<double>(time) * share);
}

struct MeanPoint {
    RunningMean x;
    RunningMean y;

    void add(Point point) {
        x.add(point.x);
        y.add(point.y);
    }
    [[nodiscard]] Point mean() const { return {x.mean(), y.mean()}; }
};

}  // namespace

SideWay side_way(const MeasuredFoot& foot) {
    std::vector<MeanPoint> moments(SideWay::kMoments);
    MeanPoint final_contact;
    MeanPoint initial_contact;
    SideWay side;
    side.foot = foot.foot;
    for (const MeasuredStride& stride : foot.strides) {
        if (stride.bout != foot.path_bout || stride.turning || stride.edge ||
            !stride.motion.length_m.known()) {
            continue;
        }
        const SideView view(foot, stride);
        const Nanoseconds before = share_of(stride.time.stance_time(), kMidStance);
        std::vector<Point> points;
        for (int i = 0; i < SideWay::kMoments; ++i) {
            const double share = static_cast<double>(i) / (SideWay::kMoments - 1);
            points.push_back(
                view.at(stride.time.start + before + share_of(stride.time.stride_time(), share)));
        }
        if (std::any_of(points.begin(), points.end(),
                        [](Point point) { return !std::isfinite(point.x) || !std::isfinite(point.y); })) {
            continue;
        }
        ++side.strides;
        for (std::size_t i = 0; i < points.size(); ++i) {
            moments[i].add(points[i]);
        }
        final_contact.add(view.at(stride.time.final_contact));
        initial_contact.add(view.at(stride.time.end));
    }
    if (side.strides >= kLeastStrides) {
        for (const MeanPoint& moment : moments) {
            side.forward_m.push_back(moment.x.mean());
            side.height_m.push_back(moment.y.mean());
            side.spread_m.push_back(moment.y.sd());
        }
        side.final_contact_m = final_contact.mean();
        side.initial_contact_m = initial_contact.mean();
    }
    return side;
}

std::string draw_from_side(const PlotText& text, const std::vector<SideWay>& feet) {
    Range x_data;
    Range y_data{0.0, 0.0};
    std::vector<LegendEntry> legend;
    for (const SideWay& side : feet) {
        for (std::size_t i = 0; i < side.height_m.size(); ++i) {
            x_data.include(side.forward_m[i]);
            y_data.include(side.height_m[i] - side.spread_m[i]);
            y_data.include(side.height_m[i] + side.spread_m[i]);
        }
        if (!side.height_m.empty()) {
            legend.push_back({fmt::format("{} foot, {} strides", to_string(side.foot), side.strides),
                              style_of(side.foot), LegendEntry::Kind::line});
        }
    }
    if (x_data.empty()) {
        return "";
    }
    constexpr double kRoomM = 0.02;
    constexpr double kWordsM = 0.1;  // beside the landing
    const Range x_range{x_data.low - kRoomM, x_data.high + kWordsM};
    const Axis x{"Forward (m)", x_range, nice_ticks(x_range, 8), Scale::linear};
    const Range y_range{std::min(y_data.low, 0.0), y_data.high + kRoomM};
    const Axis y{"Height above where it stood (m)", y_range, nice_ticks(y_range, 3), Scale::linear};
    FrameLayout layout;
    layout.width = kWidePlotWidth;
    layout.height = height_of_equal_scales(x, y, legend, layout.width);
    PlotFrame frame(text, x, y, legend, layout);
    for (const SideWay& side : feet) {
        const Svg::Group group = frame.svg().group(series_class(style_of(side.foot)));
        std::vector<Point> band;
        for (std::size_t i = 0; i < side.height_m.size(); ++i) {
            band.push_back({frame.x(side.forward_m[i]), frame.y(side.height_m[i] + side.spread_m[i])});
        }
        for (std::size_t i = side.height_m.size(); i-- > 0;) {
            band.push_back({frame.x(side.forward_m[i]), frame.y(side.height_m[i] - side.spread_m[i])});
        }
        frame.svg().polygon(band, "band");
    }
    bool named = false;
    for (const SideWay& side : feet) {
        if (side.height_m.empty()) {
            continue;
        }
        const Svg::Group group = frame.svg().group(series_class(style_of(side.foot)));
        std::vector<Point> line;
        for (std::size_t i = 0; i < side.height_m.size(); ++i) {
            line.push_back({frame.x(side.forward_m[i]), frame.y(side.height_m[i])});
        }
        frame.svg().polyline(line, "line");
        const auto mark = [&](Point at_m, const char* name, const char* look, double beside) {
            const Point at{frame.x(at_m.x), frame.y(at_m.y)};
            frame.svg().marker(at, style_of(side.foot),
                               fmt::format("{} foot, {}", to_string(side.foot), name));
            if (!named) {
                frame.svg().text({at.x + beside, at.y - 9.0}, name, look);
            }
        };
        mark(side.final_contact_m, "toe-off", "note end", -6.0);
        mark(side.initial_contact_m, "landing", "note", 6.0);
        named = true;
    }
    return std::move(frame).finish();
}

}  // namespace footfall::report
