// The words, figure by figure.
#include "footfall/report/figure_words.h"

#include <fmt/format.h>

#include <numbers>

#include "footfall/report/markup.h"

namespace footfall::report {
namespace {

constexpr double kDegrees = 180.0 / std::numbers::pi;

// In the order of Figure.
constexpr FigureWords kWords[kFigures] = {
    {"Stride time", "s", 1.0, 3, "From one landing of a foot to its next."},
    {"Stance time", "s", 1.0, 3, "From a foot's landing until its toes leave the ground."},
    {"Swing time", "s", 1.0, 3, "From the toes' leaving until the foot lands again."},
    {"Stance share", "% of stride", 100.0, 1, "Stance time in the stride time."},
    {"Step time", "s", 1.0, 3, "From the other foot's landing to this foot's."},
    {"Double support", "s", 1.0, 3, "Both feet on the ground, both times of a stride together."},
    {"Cadence", "steps/min", 1.0, 1, "Steps of both feet in a minute: two for each stride."},
    {"Stride length", "m", 1.0, 2, "From where a foot stands to where it stands next, level."},
    {"Speed", "m/s", 1.0, 2, "Stride length over stride time."},
    {"Foot clearance", "cm", 100.0, 1,
     "Least height of the sensor about mid-swing above where it is when the foot stands."},
    {"Outward swing", "cm", 100.0, 1,
     "How far the foot goes out to its side of the straight line between two stands."},
    {"Foot angle at landing", "°", kDegrees, 0, "Of the sole against the ground; toes up is positive."},
    {"Foot angle at toe-off", "°", kDegrees, 0, "Of the sole against the ground; toes up is positive."},
};

}  // namespace

const FigureWords& words_of(Figure figure) noexcept { return kWords[static_cast<std::size_t>(figure)]; }

std::string titled(Figure figure) {
    const FigureWords& words = words_of(figure);
    return fmt::format("{} ({})", words.name, words.unit);
}

Interval as_read(Figure figure, const Interval& value) noexcept {
    return scaled(value, words_of(figure).scale);
}

double as_read(Figure figure, double value) noexcept { return value * words_of(figure).scale; }

std::string told(Figure figure, const FigureSummary& summary) {
    if (summary.strides == 0) {
        return kNotMeasured;
    }
    if (!summary.enough_for_mean || !summary.mean.known()) {
        return kTooFew;
    }
    return number(as_read(figure, summary.mean.value), words_of(figure).decimals);
}

std::string told_bounds(Figure figure, const FigureSummary& summary) {
    return summary.enough_for_mean && summary.mean.known()
               ? bounds(as_read(figure, summary.mean), words_of(figure).decimals)
               : "";
}

Interval interval_of(const Measured& measured) noexcept {
    constexpr double kNormal95 = 1.96;
    return {measured.value, measured.value - kNormal95 * measured.sd,
            measured.value + kNormal95 * measured.sd};
}

}  // namespace footfall::report
