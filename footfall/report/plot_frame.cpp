// The frame round a plot.
#include "footfall/report/plot_frame.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace footfall::report {

namespace {

constexpr double kEdge = 4.0;
constexpr double kLeftEdge = 0.0;
constexpr double kTitleBaseline = 16.0;
constexpr double kRow = 20.0;
constexpr double kTickGap = 8.0;
constexpr double kSwatch = 26.0;

double widest_label(const Axis& axis) {
    double width = 0.0;
    for (const Tick& tick : axis.ticks) {
        width = std::max(width, text_width(tick.label));
    }
    return width;
}

}  // namespace

double draw_legend(Svg& svg, const std::vector<LegendEntry>& legend, Point at, double right) {
    if (legend.empty()) {
        return at.y;
    }
    double x = at.x;
    double y = at.y;
    for (const LegendEntry& entry : legend) {
        const double width = kSwatch + 6.0 + text_width(entry.name) + 10.0;
        if (x > at.x && x + width > right) {
            x = at.x;
            y += kRow;
        }
        const Svg::Group group = svg.group(series_class(entry.style));
        const double middle = y + 0.5 * kRow;
        switch (entry.kind) {
            case LegendEntry::Kind::line:
                svg.line({x, middle}, {x + kSwatch, middle}, "line");
                [[fallthrough]];
            case LegendEntry::Kind::marker: svg.marker({x + 0.5 * kSwatch, middle}, entry.style); break;
            case LegendEntry::Kind::box: svg.rectangle({x, middle - 6.0}, kSwatch, 12.0, "fill"); break;
            case LegendEntry::Kind::reference:
                svg.line({x, middle}, {x + kSwatch, middle}, "reference");
                break;
        }
        svg.text({x + kSwatch + 6.0, middle + 4.5}, entry.name, "label");
        x += width;
    }
    return y + kRow;
}

PlotFrame::PlotFrame(const PlotText& text, Axis x, Axis y, const std::vector<LegendEntry>& legend,
                     const FrameLayout& layout)
    : svg_(text, layout.width, layout.height), x_axis_(std::move(x)), y_axis_(std::move(y)) {
    left_ = kLeftEdge + widest_label(y_axis_) + kTickGap;
    // Half the last tick's label hangs over the right end.
    const double overhang = x_axis_.ticks.empty() ? 0.0 : 0.5 * text_width(x_axis_.ticks.back().label);
    right_ = layout.width - std::max(kEdge + 6.0, kEdge + overhang);
    svg_.text({kLeftEdge, kTitleBaseline}, text.title, "title");
    double below = kTitleBaseline + 6.0;
    if (!legend.empty()) {
        below = draw_legend(svg_, legend, {kLeftEdge, below + 2.0}, layout.width - kEdge);
    }
    if (!y_axis_.title.empty()) {
        svg_.text({kLeftEdge, below + 15.0}, y_axis_.title, "axis");
        below += kRow;
    }
    top_ = below + 8.0;
    bottom_ = layout.height - kEdge - 18.0 - (x_axis_.title.empty() ? 0.0 : kRow);
    draw_axes(layout);
}

double PlotFrame::x(double value) const noexcept {
    return left_ + x_axis_.fraction(value) * (right_ - left_);
}

double PlotFrame::y(double value) const noexcept {
    return bottom_ - y_axis_.fraction(value) * (bottom_ - top_);
}

void PlotFrame::draw_axes(const FrameLayout& layout) {
    for (const Tick& tick : y_axis_.ticks) {
        if (layout.horizontal_grid) {
            svg_.line({left_, y(tick.value)}, {right_, y(tick.value)}, "grid");
        }
        svg_.text({left_ - kTickGap, y(tick.value) + 4.5}, tick.label, "tick end");
    }
    double label_end = -1.0;
    for (const Tick& tick : x_axis_.ticks) {
        const double at = x(tick.value);
        if (layout.vertical_grid) {
            svg_.line({at, top_}, {at, bottom_}, "grid");
        }
        svg_.line({at, bottom_}, {at, bottom_ + 4.0}, "rule");
        const double half = 0.5 * text_width(tick.label);
        // A label that would run into its neighbour stays away; its tick stays.
        if (at - half > label_end) {
            svg_.text({at, bottom_ + 18.0}, tick.label, "tick middle");
            label_end = at + half + 2.0;
        }
    }
    svg_.line({left_, bottom_}, {right_, bottom_}, "rule");
    if (!x_axis_.title.empty()) {
        svg_.text({0.5 * (left_ + right_), layout.height - kEdge - 2.0}, x_axis_.title, "axis middle");
    }
}

}  // namespace footfall::report
