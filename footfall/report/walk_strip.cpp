// Draws a walk as strips over one time axis.
#include "footfall/report/walk_strip.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "footfall/report/markup.h"
#include "footfall/report/plot_frame.h"

namespace footfall::report {

namespace {

constexpr double kLeft = 84.0;
constexpr double kRight = kWidePlotWidth - 12.0;
constexpr double kTraceTitleHeight = 28.0;
constexpr double kTraceGap = 10.0;
constexpr double kSignalHeight = 110.0;
constexpr double kPhaseHeight = 22.0;
constexpr double kDifferenceHeight = 8.0;
constexpr double kCycleHeight = 84.0;
constexpr int kDifferenceStyle = 1;

/// Phases look like the bars of a gait diagram: the first (stance) full height, the later ones lower.
double bar_share(int phase, std::size_t phases) {
    return 1.0 - 0.7 * static_cast<double>(phase) / std::max(1.0, static_cast<double>(phases) - 1.0);
}

class Strips {
public:
    Strips(const PlotText& text, const ExampleWalk& walk, double height)
        : svg_(text, kWidePlotWidth, height),
          walk_(walk),
          time_{"Time (s)", {walk.time_s.front(), walk.time_s.back()}, {}, Scale::linear} {
        time_.ticks = nice_ticks(time_.range, 12);
        svg_.text({0.0, 16.0}, text.title, "title");
        y_ = 24.0;
    }

    void legend() {
        std::vector<LegendEntry> entries;
        for (std::size_t i = 0; i < walk_.phase_names.size(); ++i) {
            entries.push_back(
                {walk_.phase_names[i], phase_style(static_cast<int>(i)), LegendEntry::Kind::box});
        }
        if (!walk_.reference_phase.empty() && !walk_.predicted_phase.empty()) {
            entries.push_back({"reference and prediction differ", kDifferenceStyle, LegendEntry::Kind::box});
        }
        y_ = draw_legend(svg_, entries, {0.0, y_}, kRight) + 6.0;
    }

    void signal(const Axis& axis) {
        open_trace(axis, kSignalHeight);
        line(axis, walk_.signal, kSignalHeight, "thin");
        y_ += kSignalHeight + kTraceGap;
    }

    void cycle(const Axis& axis) {
        open_trace(axis, kCycleHeight);
        line(axis, in_percent_with_breaks(walk_.reference_cycle), kCycleHeight, "thin compared");
        line(axis, in_percent_with_breaks(walk_.predicted_cycle), kCycleHeight, "thin");
        y_ += kCycleHeight + kTraceGap;
    }

    void phases(const char* name, const std::vector<int>& phase) {
        svg_.text({kLeft - 8.0, y_ + 0.5 * kPhaseHeight + 4.5}, name, "label end");
        runs(phase, [&](std::size_t start, std::size_t end, int value) {
            const double height = kPhaseHeight * bar_share(value, walk_.phase_names.size());
            const Svg::Group group = svg_.group(series_class(phase_style(value)));
            bar(start, end, y_ + 0.5 * (kPhaseHeight - height), height);
        });
        y_ += kPhaseHeight + 4.0;
    }

    void differences() {
        std::vector<int> differs(walk_.time_s.size(), ExampleWalk::kNoPhase);
        for (std::size_t i = 0; i < differs.size(); ++i) {
            const int expected = walk_.reference_phase[i];
            differs[i] = expected >= 0 && expected != walk_.predicted_phase[i] ? 0 : ExampleWalk::kNoPhase;
        }
        const Svg::Group group = svg_.group(series_class(kDifferenceStyle));
        runs(differs,
             [&](std::size_t start, std::size_t end, int) { bar(start, end, y_, kDifferenceHeight); });
        y_ += kDifferenceHeight + 4.0;
    }

    void time_axis() {
        svg_.line({kLeft, y_}, {kRight, y_}, "rule");
        for (const Tick& tick : time_.ticks) {
            svg_.line({x(tick.value), y_}, {x(tick.value), y_ + 4.0}, "rule");
            svg_.text({x(tick.value), y_ + 18.0}, tick.label, "tick middle");
        }
        svg_.text({0.5 * (kLeft + kRight), y_ + 38.0}, time_.title, "axis middle");
    }

    std::string finish() && { return std::move(svg_).finish(); }

private:
    void open_trace(const Axis& axis, double height) {
        svg_.text({0.0, y_ + 12.0}, axis.title, "axis");
        y_ += kTraceTitleHeight;
        for (const Tick& tick : axis.ticks) {
            const double y = y_ + height * (1.0 - axis.fraction(tick.value));
            svg_.line({kLeft, y}, {kRight, y}, "grid");
            svg_.text({kLeft - 8.0, y + 4.5}, tick.label, "tick end");
        }
    }

    // The colour of "differ" is kept from the phases.
    static int phase_style(int phase) { return phase < kDifferenceStyle ? phase : phase + 1; }

    double x(double time_s) const { return kLeft + time_.fraction(time_s) * (kRight - kLeft); }

    /// Where sample i begins to hold; past the last sample, the axis' end.
    double edge(std::size_t i) const { return i < walk_.time_s.size() ? x(walk_.time_s[i]) : kRight; }

    void bar(std::size_t start, std::size_t end, double y, double height) {
        svg_.rectangle({edge(start), y}, std::max(edge(end) - edge(start), 0.5), height, "fill");
    }

    template <class Use>
    static void runs(const std::vector<int>& phase, Use use) {
        for (std::size_t start = 0; start < phase.size();) {
            std::size_t end = start + 1;
            while (end < phase.size() && phase[end] == phase[start]) {
                ++end;
            }
            if (phase[start] >= 0) {
                use(start, end, phase[start]);
            }
            start = end;
        }
    }

    void line(const Axis& axis, const std::vector<double>& values, double height, const char* look) {
        std::vector<Point> points;
        for (std::size_t i = 0; i < values.size(); ++i) {
            points.push_back({x(walk_.time_s[i]), y_ + height * (1.0 - axis.fraction(values[i]))});
        }
        const Svg::Group group = svg_.group(series_class(0));
        svg_.polyline(points, look);
    }

    /// Where the cycle restarts its last sample is left out, lest a fall from 100 % to 0 be drawn.
    static std::vector<double> in_percent_with_breaks(std::vector<double> cycle) {
        constexpr double kRestart = 0.5;
        for (std::size_t i = 0; i < cycle.size(); ++i) {
            cycle[i] =
                i + 1 < cycle.size() && cycle[i + 1] < cycle[i] - kRestart ? kUnknown : 100.0 * cycle[i];
        }
        return cycle;
    }

    Svg svg_;
    const ExampleWalk& walk_;
    Axis time_;
    double y_ = 0.0;
};

}  // namespace

bool ExampleWalk::empty() const noexcept {
    const auto fits = [&](const auto& values) { return values.empty() || values.size() == time_s.size(); };
    return time_s.size() < 2 || !fits(signal) || !fits(reference_phase) || !fits(predicted_phase) ||
           !fits(reference_cycle) || !fits(predicted_cycle);
}

std::string draw_walk(const PlotText& text, const ExampleWalk& walk) {
    if (walk.empty()) {
        return "";
    }
    const bool has_cycle = !walk.reference_cycle.empty() || !walk.predicted_cycle.empty();
    const bool compares = !walk.reference_phase.empty() && !walk.predicted_phase.empty();
    double height = 24.0 + 26.0 + 46.0;
    height += walk.signal.empty() ? 0.0 : kTraceTitleHeight + kSignalHeight + kTraceGap;
    height += walk.reference_phase.empty() ? 0.0 : kPhaseHeight + 4.0;
    height += walk.predicted_phase.empty() ? 0.0 : kPhaseHeight + 4.0;
    height += compares ? kDifferenceHeight + 4.0 : 0.0;
    height += has_cycle ? kTraceTitleHeight + kCycleHeight + kTraceGap : 0.0;

    Strips strips(text, walk, height);
    strips.legend();
    if (!walk.signal.empty()) {
        Range range;
        std::for_each(walk.signal.begin(), walk.signal.end(), [&](double value) { range.include(value); });
        strips.signal(nice_axis(walk.signal_title, range, 4));
    }
    if (!walk.reference_phase.empty()) {
        strips.phases("reference", walk.reference_phase);
    }
    if (!walk.predicted_phase.empty()) {
        strips.phases("predicted", walk.predicted_phase);
    }
    if (compares) {
        strips.differences();
    }
    if (has_cycle) {
        const Range whole{0.0, 100.0};
        const char* const title = walk.reference_cycle.empty()
                                      ? "Cycle position (%)"
                                      : "Cycle position (%): predicted solid, reference dashed";
        strips.cycle({title, whole, nice_ticks(whole, 2), Scale::linear});
    }
    strips.time_axis();
    return std::move(strips).finish();
}

}  // namespace footfall::report
