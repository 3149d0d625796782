// SVG elements, with the fewest digits that still place them to a twentieth of a pixel.
#include "footfall/report/svg.h"

#include <cmath>
#include <utility>

#include <fmt/format.h>

#include "footfall/report/markup.h"

namespace footfall::report {

namespace {

constexpr int kStyles = 6;

bool is_finite(Point at) { return std::isfinite(at.x) && std::isfinite(at.y); }

std::string pixels(double value) {
    const double rounded = std::round(value * 10.0) / 10.0;
    return fmt::format("{:g}", rounded == 0.0 ? 0.0 : rounded);
}

std::string pair_of(Point at) { return fmt::format("{},{}", pixels(at.x), pixels(at.y)); }

std::string hint_element(std::string_view hint) {
    return hint.empty() ? "" : fmt::format("<title>{}</title>", escape(hint));
}

}  // namespace

std::string series_class(int style) { return fmt::format("s{}", style % kStyles); }

double text_width(std::string_view text, double font_size) noexcept {
    double characters = 0.0;
    for (const char c : text) {
        // Only the first byte of a UTF-8 sequence is a character.
        characters += (static_cast<unsigned char>(c) & 0xC0U) == 0x80U ? 0.0 : 1.0;
    }
    return 0.58 * font_size * characters;
}

Svg::Svg(const PlotText& text, double width, double height)
    : out_(fmt::format(
          "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"plot\" role=\"img\" aria-label=\"{0}\" "
          "viewBox=\"0 0 {1} {2}\" width=\"{1}\" height=\"{2}\"><title>{0}</title><desc>{3}</desc>",
          escape(text.title), pixels(width), pixels(height), escape(text.description))) {}

Svg::Group Svg::group(std::string_view classes) {
    out_ += fmt::format("<g class=\"{}\">", escape(classes));
    return Group(out_);
}

void Svg::line(Point from, Point to, std::string_view classes) {
    if (is_finite(from) && is_finite(to)) {
        out_ += fmt::format("<line class=\"{}\" x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\"/>", escape(classes),
                            pixels(from.x), pixels(from.y), pixels(to.x), pixels(to.y));
    }
}

void Svg::polyline(const std::vector<Point>& points, std::string_view classes) {
    std::string run;
    std::size_t length = 0;
    const auto flush = [&] {
        // A line needs two points; a lone one is seen by its marker.
        if (length > 1) {
            out_ += fmt::format("<polyline class=\"{}\" points=\"{}\"/>", escape(classes), run);
        }
        run.clear();
        length = 0;
    };
    for (const Point& point : points) {
        if (!is_finite(point)) {
            flush();
            continue;
        }
        run += fmt::format("{}{}", length == 0 ? "" : " ", pair_of(point));
        ++length;
    }
    flush();
}

void Svg::polygon(const std::vector<Point>& points, std::string_view classes) {
    std::string corners;
    for (const Point& point : points) {
        if (!is_finite(point)) {
            return;
        }
        corners += fmt::format("{}{}", corners.empty() ? "" : " ", pair_of(point));
    }
    if (points.size() > 2) {
        out_ += fmt::format("<polygon class=\"{}\" points=\"{}\"/>", escape(classes), corners);
    }
}

void Svg::rectangle(Point corner, double width, double height, std::string_view classes, double opacity,
                    std::string_view hint) {
    if (!is_finite(corner) || !(std::isfinite(width) && std::isfinite(height)) || width < 0.0 ||
        height < 0.0) {
        return;
    }
    const std::string fill = opacity < 1.0 ? fmt::format(" fill-opacity=\"{:.2f}\"", opacity) : "";
    out_ += fmt::format("<rect class=\"{}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"{}", escape(classes),
                        pixels(corner.x), pixels(corner.y), pixels(width), pixels(height), fill);
    out_ += hint.empty() ? "/>" : fmt::format(">{}</rect>", hint_element(hint));
}

void Svg::path(std::string_view data, std::string_view classes, std::string_view hint) {
    out_ += fmt::format("<path class=\"{}\" d=\"{}\"", escape(classes), data);
    out_ += hint.empty() ? "/>" : fmt::format(">{}</path>", hint_element(hint));
}

void Svg::marker(Point at, int style, std::string_view hint) {
    if (!is_finite(at)) {
        return;
    }
    // Shapes of about the same area round the point.
    static constexpr const char* kShapes[kStyles] = {
        "m-3.8,0a3.8,3.8 0 1,0 7.6,0a3.8,3.8 0 1,0 -7.6,0z",
        "m-3.4,-3.4h6.8v6.8h-6.8z",
        "m0,-4.6l4.4,7.8h-8.8z",
        "m0,-4.9l4.9,4.9l-4.9,4.9l-4.9,-4.9z",
        "m0,4.6l4.4,-7.8h-8.8z",
        "m-4.4,-1.3h3.1v-3.1h2.6v3.1h3.1v2.6h-3.1v3.1h-2.6v-3.1h-3.1z",
    };
    path(fmt::format("M{}{}", pair_of(at), kShapes[style % kStyles]), "mark", hint);
}

void Svg::dots(const std::vector<Point>& at, int style, std::string_view classes) {
    // A line of hardly any length is its two ends: round or square. One of none is not printed.
    std::string data;
    for (const Point& point : at) {
        if (is_finite(point)) {
            data += fmt::format("M{}h.1", pair_of(point));
        }
    }
    if (!data.empty()) {
        path(data, fmt::format("{} {}", style % 2 == 0 ? "round" : "square", classes), "");
    }
}

void Svg::text(Point at, std::string_view content, std::string_view classes) {
    if (is_finite(at)) {
        out_ += fmt::format("<text class=\"{}\" x=\"{}\" y=\"{}\">{}</text>", escape(classes), pixels(at.x),
                            pixels(at.y), escape(content));
    }
}

std::string Svg::finish() && {
    out_ += "</svg>";
    return std::move(out_);
}

}  // namespace footfall::report
