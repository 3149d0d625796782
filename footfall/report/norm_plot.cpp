// Draws the band.
#include "footfall/report/norm_plot.h"

#include <fmt/format.h>

#include "footfall/report/markup.h"
#include "footfall/report/plot_frame.h"

namespace footfall::report {
namespace {

constexpr double kHeight = 152.0;
constexpr double kBandTop = 48.0;
constexpr double kBandHeight = 34.0;
constexpr double kSide = 14.0;

}  // namespace

const char* place_in_range(double speed_mps, const SpeedNorm& norm) noexcept {
    if (speed_mps < norm.low_mps) {
        return "below";
    }
    return speed_mps > norm.high_mps ? "above" : "within";
}

std::string draw_speed_norm(const PlotText& text, const Interval& speed_mps, const SpeedNorm& norm) {
    if (!norm.has_range() || !speed_mps.known()) {
        return "";
    }
    Range data{norm.low_mps, norm.high_mps};
    data.include(speed_mps);
    const Axis axis = nice_axis("Speed (m/s)", data, 6);
    const auto x = [&](double value) { return kSide + axis.fraction(value) * (kPlotWidth - 2.0 * kSide); };
    Svg svg(text, kPlotWidth, kHeight);
    svg.text({0.0, 16.0}, text.title, "title");
    svg.rectangle({x(norm.low_mps), kBandTop}, x(norm.high_mps) - x(norm.low_mps), kBandHeight, "norm");
    svg.text({0.5 * (x(norm.low_mps) + x(norm.high_mps)), kBandTop - 7.0},
             fmt::format("95 % of {}", norm.people()), "tick middle");
    for (const double mean : {norm.women_mean_mps, norm.men_mean_mps}) {
        svg.line({x(mean), kBandTop}, {x(mean), kBandTop + kBandHeight}, "reference");
    }
    const double y = kBandTop + 0.5 * kBandHeight;
    {
        const Svg::Group group = svg.group(series_class(0));
        svg.line({x(speed_mps.low), y}, {x(speed_mps.high), y}, "whisker");
        svg.marker({x(speed_mps.value), y}, 0, with_bounds(speed_mps, 2));
    }
    const double below = kBandTop + kBandHeight;
    svg.text({x(speed_mps.value), below + 16.0}, number(speed_mps.value, 2), "figure-small middle");
    const double rule = below + 26.0;
    svg.line({kSide, rule}, {kPlotWidth - kSide, rule}, "rule");
    for (const Tick& tick : axis.ticks) {
        svg.line({x(tick.value), rule}, {x(tick.value), rule + 4.0}, "rule");
        svg.text({x(tick.value), rule + 18.0}, tick.label, "tick middle");
    }
    svg.text({0.5 * kPlotWidth, rule + 37.0}, axis.title, "axis middle");
    return std::move(svg).finish();
}

}  // namespace footfall::report
