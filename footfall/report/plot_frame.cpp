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

constexpr double kAboveArea = 8.0;
constexpr double kLegendGap = 2.0;

double widest_label(const Axis& axis) {
    double width = 0.0;
    for (const Tick& tick : axis.ticks) {
        width = std::max(width, text_width(tick.label));
    }
    return width;
}

double entry_width(const LegendEntry& entry) { return kSwatch + 6.0 + text_width(entry.name) + 10.0; }

/// Where the area that is drawn in lies between the image's edges.
struct Margins {
    double left = 0.0;
    double right = 0.0;
    double top = 0.0;
    double bottom = 0.0;
};

double legend_height(const std::vector<LegendEntry>& legend, double right) {
    double x = kLeftEdge;
    double rows = legend.empty() ? 0.0 : 1.0;
    for (const LegendEntry& entry : legend) {
        const double width = entry_width(entry);
        if (x > kLeftEdge && x + width > right) {
            x = kLeftEdge;
            rows += 1.0;
        }
        x += width;
    }
    return rows * kRow;
}

Margins margins_of(const Axis& x, const Axis& y, const std::vector<LegendEntry>& legend, double width) {
    Margins margins;
    margins.left = kLeftEdge + widest_label(y) + kTickGap;
    // Half the last tick's label hangs over the right end.
    const double overhang = x.ticks.empty() ? 0.0 : 0.5 * text_width(x.ticks.back().label);
    margins.right = std::max(kEdge + 6.0, kEdge + overhang);
    margins.top = kTitleBaseline + 6.0 + kAboveArea + (y.title.empty() ? 0.0 : kRow);
    if (!legend.empty()) {
        margins.top += kLegendGap + legend_height(legend, width - kEdge);
    }
    margins.bottom = kEdge + 18.0 + (x.title.empty() ? 0.0 : kRow);
    return margins;
}

}  // namespace

double height_of_equal_scales(const Axis& x, const Axis& y, const std::vector<LegendEntry>& legend,
                              double width) {
    const Margins margins = margins_of(x, y, legend, width);
    const double pixels_per_unit = (width - margins.left - margins.right) / std::abs(x.range.span());
    return margins.top + std::abs(y.range.span()) * pixels_per_unit + margins.bottom;
}

double draw_legend(Svg& svg, const std::vector<LegendEntry>& legend, Point at, double right) {
    if (legend.empty()) {
        return at.y;
    }
    double x = at.x;
    double y = at.y;
    for (const LegendEntry& entry : legend) {
        const double width = entry_width(entry);
        if (x > at.x && x + width > right) {
            x = at.x;
            y += kRow;
        }
        const Svg::Group group = svg.group(entry.style == kShadeStyle ? "" : series_class(entry.style));
        const double middle = y + 0.5 * kRow;
        switch (entry.kind) {
            case LegendEntry::Kind::line:
                svg.line({x, middle}, {x + kSwatch, middle}, "line");
                [[fallthrough]];
            case LegendEntry::Kind::marker: svg.marker({x + 0.5 * kSwatch, middle}, entry.style); break;
            case LegendEntry::Kind::box:
                svg.rectangle({x, middle - 6.0}, kSwatch, 12.0,
                              entry.style == kShadeStyle ? "shade" : "fill");
                break;
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
    const Margins margins = margins_of(x_axis_, y_axis_, legend, layout.width);
    left_ = margins.left;
    right_ = layout.width - margins.right;
    top_ = margins.top;
    bottom_ = layout.height - margins.bottom;
    svg_.text({kLeftEdge, kTitleBaseline}, text.title, "title");
    double below = kTitleBaseline + 6.0;
    if (!legend.empty()) {
        below = draw_legend(svg_, legend, {kLeftEdge, below + kLegendGap}, layout.width - kEdge);
    }
    if (!y_axis_.title.empty()) {
        svg_.text({kLeftEdge, below + 15.0}, y_axis_.title, "axis");
    }
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
