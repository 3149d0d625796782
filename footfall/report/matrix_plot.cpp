// Draws confusion matrices and densities.
#include "footfall/report/matrix_plot.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include <fmt/format.h>

#include "footfall/report/markup.h"
#include "footfall/report/plot_frame.h"

namespace footfall::report {

namespace {

// Above this shade the writing turns from dark on light to light on dark (and the reverse in the dark).
constexpr double kDarkShade = 0.5;
// A field with a single count must still be seen.
constexpr double kLightestShade = 0.12;

Axis percent_axis(const char* title) {
    return {title,
            {0.0, 1.0},
            {{0.0, "0"}, {0.25, "25"}, {0.5, "50"}, {0.75, "75"}, {1.0, "100"}},
            Scale::linear};
}

void draw_shade_key(PlotFrame& frame, double right, double y, double highest) {
    constexpr int kSteps = 5;
    constexpr double kStep = 14.0;
    const std::string most = grouped(static_cast<std::int64_t>(highest));
    const double end = right - text_width(most) - 12.0;
    const double start = end - kSteps * kStep;
    for (int i = 0; i < kSteps; ++i) {
        const double shade = kLightestShade + (1.0 - kLightestShade) * i / (kSteps - 1.0);
        frame.svg().rectangle({start + i * kStep, y - 10.0}, kStep, 11.0, "field", shade);
    }
    frame.svg().text({start - 6.0, y}, "samples: 1", "tick end");
    frame.svg().text({right, y}, most, "tick end");
}

}  // namespace

bool ConfusionCounts::empty() const noexcept {
    return names.empty() || counts.size() != names.size() * names.size() ||
           std::none_of(counts.begin(), counts.end(), [](double count) { return count > 0.0; });
}

void CycleDensity::add(double reference, double predicted) noexcept {
    if (reference >= 0.0 && reference < 1.0 && predicted >= 0.0 && predicted < 1.0) {
        const auto bin = [](double position) {
            return std::min(static_cast<std::size_t>(position * static_cast<double>(kBins)), kBins - 1);
        };
        counts_[bin(reference) * kBins + bin(predicted)] += 1.0;
    }
}

double CycleDensity::highest() const noexcept { return *std::max_element(counts_.begin(), counts_.end()); }

std::string draw_confusion(const PlotText& text, const ConfusionCounts& confusion) {
    if (confusion.empty()) {
        return "";
    }
    const std::size_t phases = confusion.names.size();
    constexpr double kTop = 70.0;
    double left = text_width("reference");
    for (const std::string& name : confusion.names) {
        left = std::max(left, text_width(name));
    }
    left += 18.0;
    const double field_width = (kPlotWidth - left - 10.0) / static_cast<double>(phases);
    const double field_height = std::min(field_width, 250.0 / static_cast<double>(phases));
    Svg svg(text, kPlotWidth, kTop + field_height * static_cast<double>(phases) + 12.0);
    svg.text({0.0, 16.0}, text.title, "title");
    svg.text({left + 0.5 * (kPlotWidth - left - 10.0), 40.0}, "predicted", "axis middle");
    svg.text({0.0, kTop - 8.0}, "reference", "axis");
    for (std::size_t r = 0; r < phases; ++r) {
        const double y = kTop + static_cast<double>(r) * field_height;
        const auto row = confusion.counts.begin() + static_cast<std::ptrdiff_t>(r * phases);
        double total = 0.0;
        std::for_each(row, row + static_cast<std::ptrdiff_t>(phases), [&](double count) { total += count; });
        svg.text({left - 10.0, y + 0.5 * field_height + 4.5}, confusion.names[r], "label end");
        for (std::size_t p = 0; p < phases; ++p) {
            const double count = confusion.counts[r * phases + p];
            const double share = total > 0.0 ? count / total : kUnknown;
            const double x = left + static_cast<double>(p) * field_width;
            const double centre = x + 0.5 * field_width;
            if (r == 0) {
                svg.text({centre, kTop - 8.0}, confusion.names[p], "label middle");
            }
            const double shade = std::isfinite(share) ? 0.04 + 0.86 * share : 0.0;
            svg.rectangle({x + 1.0, y + 1.0}, field_width - 2.0, field_height - 2.0, "field", shade);
            const Svg::Group group = svg.group(shade > kDarkShade ? "on-dark" : "on-light");
            const bool has_room = field_height > 46.0;
            svg.text({centre, y + 0.5 * field_height + (has_room ? 0.0 : 4.5)},
                     std::isfinite(share) ? number(100.0 * share, 1) + " %" : kMissing, "figure middle");
            if (has_room) {
                svg.text({centre, y + 0.5 * field_height + 18.0}, grouped(static_cast<std::int64_t>(count)),
                         "tick middle");
            }
        }
    }
    return std::move(svg).finish();
}

std::string draw_density(const PlotText& text, const CycleDensity& density) {
    FrameLayout layout;
    layout.height = 430.0;
    PlotFrame frame(text, percent_axis("Reference cycle position (%)"),
                    percent_axis("Predicted cycle position (%)"), {}, layout);
    const double highest = density.highest();
    constexpr double kBins = CycleDensity::kBins;
    for (std::size_t r = 0; r < CycleDensity::kBins; ++r) {
        for (std::size_t p = 0; p < CycleDensity::kBins; ++p) {
            const double count = density.count(r, p);
            if (count == 0.0) {
                continue;
            }
            const double darkness = highest > 1.0 ? std::log(count) / std::log(highest) : 1.0;
            const double x = frame.x(static_cast<double>(r) / kBins);
            const double y = frame.y(static_cast<double>(p + 1) / kBins);
            frame.svg().rectangle({x, y}, frame.x(static_cast<double>(r + 1) / kBins) - x,
                                  frame.y(static_cast<double>(p) / kBins) - y, "field",
                                  kLightestShade + (1.0 - kLightestShade) * darkness);
        }
    }
    frame.svg().line({frame.x(0.0), frame.y(0.0)}, {frame.x(1.0), frame.y(1.0)}, "reference");
    if (highest > 1.0) {
        draw_shade_key(frame, frame.right(), frame.top() - 14.0, highest);
    }
    return std::move(frame).finish();
}

}  // namespace footfall::report
