// Draws both feet's phases over one time axis.
#include "footfall/report/gait_strip.h"

#include <algorithm>
#include <limits>
#include <utility>
#include <vector>

#include "footfall/report/markup.h"
#include "footfall/report/plot_frame.h"
#include "footfall/report/walk_clock.h"

namespace footfall::report {
namespace {

constexpr double kLeft = 62.0;
constexpr double kRight = kWidePlotWidth - 12.0;
constexpr double kRowHeight = 26.0;
constexpr double kRowGap = 10.0;
constexpr double kTop = 56.0;
constexpr double kSwingShare = 0.3;  // of a stance bar's height

struct Span {
    double start_s = 0.0;
    double end_s = 0.0;
};

struct Row {
    Foot foot = Foot::left;
    std::vector<Span> stances;
    std::vector<Span> swings;
};

std::vector<Row> rows_of(const MeasuredWalk& walk, std::size_t bout, double start_s, double end_s) {
    std::vector<Row> rows;
    for (const MeasuredFoot& foot : walk.feet) {
        Row row{foot.foot, {}, {}};
        const double offset_s = clock_offset_s(walk, foot.foot);
        const auto add = [&](std::vector<Span>& to, Nanoseconds from, Nanoseconds until) {
            const Span span{std::max(seconds_of(from) + offset_s, start_s),
                            std::min(seconds_of(until) + offset_s, end_s)};
            if (span.start_s < span.end_s) {
                to.push_back(span);
            }
        };
        for (const MeasuredStride& stride : foot.strides) {
            if (stride.bout == bout) {
                add(row.stances, stride.time.start, stride.time.final_contact);
                add(row.swings, stride.time.final_contact, stride.time.end);
            }
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

/// Where stances of the two rows overlap.
std::vector<Span> both_stand(const std::vector<Row>& rows) {
    std::vector<Span> spans;
    if (rows.size() == 2) {
        for (const Span& a : rows[0].stances) {
            for (const Span& b : rows[1].stances) {
                const Span both{std::max(a.start_s, b.start_s), std::min(a.end_s, b.end_s)};
                if (both.start_s < both.end_s) {
                    spans.push_back(both);
                }
            }
        }
    }
    return spans;
}

int style_of(Foot foot) { return foot == Foot::left ? 0 : 1; }

}  // namespace

std::string draw_gait_strip(const PlotText& text, const MeasuredWalk& walk) {
    const std::size_t bout = longest_bout(walk);
    double start_s = std::numeric_limits<double>::infinity();
    double bout_end_s = -start_s;
    for (const MeasuredFoot& foot : walk.feet) {
        for (const MeasuredStride& stride : foot.strides) {
            if (stride.bout == bout) {
                const double offset_s = clock_offset_s(walk, foot.foot);
                start_s = std::min(start_s, seconds_of(stride.time.start) + offset_s);
                bout_end_s = std::max(bout_end_s, seconds_of(stride.time.end) + offset_s);
            }
        }
    }
    if (!(start_s < bout_end_s)) {
        return "";
    }
    const double end_s = std::min(start_s + kStripS, bout_end_s);
    const std::vector<Row> rows = rows_of(walk, bout, start_s, end_s);
    Axis time{"Time (s)", {start_s, end_s}, {}, Scale::linear};
    time.ticks = nice_ticks(time.range, 12);
    const auto x = [&](double time_s) { return kLeft + time.fraction(time_s) * (kRight - kLeft); };

    const double bottom = kTop + static_cast<double>(rows.size()) * (kRowHeight + kRowGap);
    Svg svg(text, kWidePlotWidth, bottom + 48.0);
    svg.text({0.0, 16.0}, text.title, "title");
    std::vector<LegendEntry> legend;
    legend.reserve(rows.size() + 1);
    for (const Row& row : rows) {
        legend.push_back(
            {std::string(to_string(row.foot)) + " foot stands", style_of(row.foot), LegendEntry::Kind::box});
    }
    const bool related = clocks_related(walk) && rows.size() == 2;
    if (related) {
        legend.push_back({"both stand", kShadeStyle, LegendEntry::Kind::box});
    }
    draw_legend(svg, legend, {0.0, 24.0}, kRight);
    if (related) {
        for (const Span& span : both_stand(rows)) {
            svg.rectangle({x(span.start_s), kTop - 4.0}, x(span.end_s) - x(span.start_s), bottom - kTop,
                          "shade");
        }
    }
    double y = kTop;
    for (const Row& row : rows) {
        svg.text({kLeft - 8.0, y + 0.5 * kRowHeight + 4.5}, to_string(row.foot), "label end");
        const Svg::Group group = svg.group(series_class(style_of(row.foot)));
        const auto bars = [&](const std::vector<Span>& spans, double height) {
            for (const Span& span : spans) {
                svg.rectangle({x(span.start_s), y + 0.5 * (kRowHeight - height)},
                              x(span.end_s) - x(span.start_s), height, "fill");
            }
        };
        bars(row.stances, kRowHeight);
        bars(row.swings, kRowHeight * kSwingShare);
        y += kRowHeight + kRowGap;
    }
    svg.line({kLeft, bottom}, {kRight, bottom}, "rule");
    for (const Tick& tick : time.ticks) {
        svg.line({x(tick.value), bottom}, {x(tick.value), bottom + 4.0}, "rule");
        svg.text({x(tick.value), bottom + 18.0}, tick.label, "tick middle");
    }
    svg.text({0.5 * (kLeft + kRight), bottom + 38.0}, time.title, "axis middle");
    return std::move(svg).finish();
}

}  // namespace footfall::report
