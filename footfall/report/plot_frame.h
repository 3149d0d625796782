// What plots with two axes share: heading, legend, axes, ticks and gridlines round the area that is drawn in.
#pragma once

#include <string>
#include <vector>

#include "footfall/report/axis.h"
#include "footfall/report/svg.h"

namespace footfall::report {

/// Two plots of this width stand side by side on a page, and one fills a phone.
inline constexpr double kPlotWidth = 460.0;
inline constexpr double kPlotHeight = 320.0;
/// A plot across the whole page.
inline constexpr double kWidePlotWidth = 960.0;

/// Of a legend's box: a shaded stretch of the plot, of no series.
inline constexpr int kShadeStyle = -1;

struct LegendEntry {
    enum class Kind : unsigned char { line, marker, box, reference };

    std::string name;
    int style = 0;
    Kind kind = Kind::line;
};

struct FrameLayout {
    double width = kPlotWidth;
    double height = kPlotHeight;
    bool horizontal_grid = true;
    bool vertical_grid = false;
};

/// Draws the frame on construction; the caller draws into svg() with x() and y().
class PlotFrame {
public:
    PlotFrame(const PlotText& text, Axis x, Axis y, const std::vector<LegendEntry>& legend,
              const FrameLayout& layout = {});

    [[nodiscard]] Svg& svg() noexcept { return svg_; }
    [[nodiscard]] double x(double value) const noexcept;
    [[nodiscard]] double y(double value) const noexcept;
    [[nodiscard]] double left() const noexcept { return left_; }
    [[nodiscard]] double right() const noexcept { return right_; }
    [[nodiscard]] double top() const noexcept { return top_; }
    [[nodiscard]] double bottom() const noexcept { return bottom_; }

    [[nodiscard]] std::string finish() && { return std::move(svg_).finish(); }

private:
    void draw_axes(const FrameLayout& layout);

    Svg svg_;
    Axis x_axis_;
    Axis y_axis_;
    double left_ = 0.0;
    double right_ = 0.0;
    double top_ = 0.0;
    double bottom_ = 0.0;
};

/// Draws the entries from left to right, in as many rows as they need; returns the y below the last row.
double draw_legend(Svg& svg, const std::vector<LegendEntry>& legend, Point at, double right);

/// The height at which a frame of this width has the same scale on both axes: maps, and paths from the side.
[[nodiscard]] double height_of_equal_scales(const Axis& x, const Axis& y,
                                            const std::vector<LegendEntry>& legend, double width);

}  // namespace footfall::report
