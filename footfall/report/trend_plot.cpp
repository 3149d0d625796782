// Draws a trend.
#include "footfall/report/trend_plot.h"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "footfall/report/figure_words.h"
#include "footfall/report/markup.h"
#include "footfall/report/plot_frame.h"
#include "footfall/report/walk_clock.h"

namespace footfall::report {
namespace {

struct Dot {
    double time_s = 0.0;
    double value = 0.0;
    bool follows = false;  ///< the dot before, without a stride missing between
};

struct Series {
    Foot foot = Foot::left;
    std::vector<Dot> dots;
};

int style_of(Foot foot) { return foot == Foot::left ? 0 : 1; }

Series series_of(const MeasuredWalk& walk, const MeasuredFoot& foot, Figure figure) {
    Series series{foot.foot, {}};
    const double offset_s = clock_offset_s(walk, foot.foot);
    const std::size_t per_dot = strides_per_dot(walk);
    RunningMean time_s;
    RunningMean value;
    Nanoseconds last_end = -1;
    bool follows = false;
    const auto flush = [&] {
        if (value.count() > 0) {
            series.dots.push_back({time_s.mean(), value.mean(), follows});
        }
        time_s = {};
        value = {};
    };
    for (const MeasuredStride& stride : foot.strides) {
        const double now = as_read(figure, value_of(figure, stride));
        if (!std::isfinite(now)) {
            continue;
        }
        const bool abuts = stride.time.start == last_end;
        if (!abuts || static_cast<std::size_t>(value.count()) >= per_dot) {
            flush();
            follows = abuts;
        }
        last_end = stride.time.end;
        time_s.add(0.5 * (seconds_of(stride.time.start) + seconds_of(stride.time.end)) + offset_s);
        value.add(now);
    }
    flush();
    return series;
}

}  // namespace

std::size_t strides_per_dot(const MeasuredWalk& walk) noexcept {
    std::size_t most = 0;
    for (const MeasuredFoot& foot : walk.feet) {
        most = std::max(most, foot.strides.size());
    }
    return std::max<std::size_t>(1, (most + kMostTrendDots - 1) / kMostTrendDots);
}

bool shows_turns(const MeasuredWalk& walk) noexcept {
    return !walk.turns.empty() && strides_per_dot(walk) == 1;
}

std::string draw_trend(const PlotText& text, const MeasuredWalk& walk, Figure figure) {
    std::vector<Series> feet;
    Range time_data;
    Range data;
    for (const MeasuredFoot& foot : walk.feet) {
        Series series = series_of(walk, foot, figure);
        for (const Dot& dot : series.dots) {
            time_data.include(dot.time_s);
            data.include(dot.value);
        }
        if (!series.dots.empty()) {
            feet.push_back(std::move(series));
        }
    }
    if (feet.empty()) {
        return "";
    }
    constexpr double kMinutesFromS = 300.0;
    const bool minutes = time_data.span() > kMinutesFromS;
    const double per_second = minutes ? 1.0 / 60.0 : 1.0;
    const Axis time = nice_axis(minutes ? "Time (min)" : "Time (s)",
                                {time_data.low * per_second, time_data.high * per_second}, 6);
    std::vector<LegendEntry> legend;
    legend.reserve(feet.size() + 1);
    for (const Series& series : feet) {
        legend.push_back(
            {std::string(to_string(series.foot)), style_of(series.foot), LegendEntry::Kind::marker});
    }
    if (shows_turns(walk)) {
        legend.push_back({"turn", kShadeStyle, LegendEntry::Kind::box});
    }
    FrameLayout layout;
    layout.height = 250.0;
    PlotFrame frame(text, time, nice_axis(titled(figure), data, 4), legend, layout);
    for (const Turn& turn : shows_turns(walk) ? walk.turns : std::vector<Turn>{}) {
        const double start = frame.x(std::max(seconds_of(turn.time.start) * per_second, time.range.low));
        const double end = frame.x(std::min(seconds_of(turn.time.end) * per_second, time.range.high));
        if (start < end) {
            frame.svg().rectangle({start, frame.top()}, end - start, frame.bottom() - frame.top(), "shade");
        }
    }
    for (const Series& series : feet) {
        const Svg::Group group = frame.svg().group(series_class(style_of(series.foot)));
        std::vector<Point> line;
        for (std::size_t i = 0; i < series.dots.size(); ++i) {
            if (!series.dots[i].follows) {
                line.push_back({kUnknown, kUnknown});
            }
            line.push_back({frame.x(series.dots[i].time_s * per_second), frame.y(series.dots[i].value)});
        }
        frame.svg().polyline(line, "faint");
        frame.svg().dots(line, style_of(series.foot), "dots");
    }
    return std::move(frame).finish();
}

}  // namespace footfall::report
