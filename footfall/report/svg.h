// Writes one SVG image. Looks (colours, dashes, fonts) are classes of the page's style sheet, so that one
// image serves in the light, in the dark and in print.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace footfall::report {

struct Point {
    double x = 0.0;
    double y = 0.0;
};

/// What an image says to those who can't see it, and its heading to those who can.
struct PlotText {
    std::string title;
    std::string description;
};

/// How a series looks: its colour, dash and marker, 0 to 5; further ones begin again.
[[nodiscard]] std::string series_class(int style);

/// A generous estimate, in pixels, since the reader's font isn't known here.
[[nodiscard]] double text_width(std::string_view text, double font_size = 13.0) noexcept;

/// Coordinates in pixels, y down. Whatever has a coordinate that isn't finite is not drawn.
class Svg {
public:
    Svg(const PlotText& text, double width, double height);

    /// Closes the group when it goes out of scope.
    class [[nodiscard]] Group {
    public:
        explicit Group(std::string& out) noexcept : out_(out) {}
        Group(const Group&) = delete;
        Group& operator=(const Group&) = delete;
        ~Group() { out_ += "</g>"; }

    private:
        std::string& out_;
    };
    Group group(std::string_view classes);

    void line(Point from, Point to, std::string_view classes);
    /// A line through the points, broken where one isn't finite.
    void polyline(const std::vector<Point>& points, std::string_view classes);
    void polygon(const std::vector<Point>& points, std::string_view classes);
    /// @param opacity 1 leaves it to the style sheet
    /// @param hint shown when pointed at; empty for none
    void rectangle(Point corner, double width, double height, std::string_view classes, double opacity = 1.0,
                   std::string_view hint = "");
    /// The marker of a series: circle, square, triangle, diamond, upturned triangle, cross.
    void marker(Point at, int style, std::string_view hint = "");
    /// Many small markers in one element: circles of even styles, squares of odd ones, as wide as the class's
    /// stroke.
    void dots(const std::vector<Point>& at, int style, std::string_view classes);
    void text(Point at, std::string_view content, std::string_view classes);

    /// The whole element. Nothing may be drawn afterwards.
    [[nodiscard]] std::string finish() &&;

private:
    void path(std::string_view data, std::string_view classes, std::string_view hint);

    std::string out_;
};

}  // namespace footfall::report
