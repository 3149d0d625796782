// What the strides of a walk come to.
#include "footfall/report/walk_summary.h"

#include <algorithm>
#include <cmath>
#include <span>

#include "footfall/report/student_t.h"

namespace footfall::report {
namespace {

constexpr double seconds(Nanoseconds time) noexcept {
    return static_cast<double>(time) / static_cast<double>(kNanosecondsPerSecond);
}

constexpr std::size_t index_of(Figure figure) noexcept { return static_cast<std::size_t>(figure); }

/// What is the same for every way of summing up: how sure the mean is.
FigureSummary from(const RunningMean& values) noexcept {
    FigureSummary summary;
    summary.strides = static_cast<int>(values.count());
    summary.sd = values.sd();
    summary.mean.value = values.mean();
    if (summary.strides > 1) {
        const auto count = static_cast<double>(summary.strides);
        const double half = student_t_975(count - 1.0) * summary.sd / std::sqrt(count);
        summary.mean.low = summary.mean.value - half;
        summary.mean.high = summary.mean.value + half;
    }
    summary.enough_for_mean = summary.strides >= kStridesForMean;
    summary.enough_for_variability = summary.strides >= kStridesForVariability;
    return summary;
}

double cv_of(const FigureSummary& summary) noexcept {
    const bool is_positive = summary.mean.has_bounds() && summary.mean.low > 0.0;
    return is_positive ? summary.sd / summary.mean.value : kUnknown;
}

/// Steps over the time they took, where the mean of the strides' own would count short strides for more.
Interval cadence_of(const Interval& stride_time) noexcept {
    const auto steps_per_min = [](double stride_s) { return stride_s > 0.0 ? 120.0 / stride_s : kUnknown; };
    return {steps_per_min(stride_time.value), steps_per_min(stride_time.high),
            steps_per_min(stride_time.low)};
}

void complete(FigureSummaries& figures) noexcept {
    figures[index_of(Figure::cadence)].mean = cadence_of(figures[index_of(Figure::stride_time)].mean);
    for (FigureSummary& figure : figures) {
        figure.cv = cv_of(figure);
    }
}

/// A day has hundreds of bouts: those of one are found, not searched for.
std::span<const MeasuredStride> strides_of(const MeasuredFoot& foot, std::optional<std::size_t> bout) {
    if (!bout) {
        return foot.strides;
    }
    MeasuredStride wanted;
    wanted.bout = *bout;
    const auto [first, last] =
        std::equal_range(foot.strides.begin(), foot.strides.end(), wanted,
                         [](const MeasuredStride& a, const MeasuredStride& b) { return a.bout < b.bout; });
    return {first, last};
}

FootSummary summary_of(const MeasuredFoot& foot, std::optional<std::size_t> bout) {
    FootSummary summary;
    summary.foot = foot.foot;
    std::array<RunningMean, kFigures> values;
    for (const MeasuredStride& stride : strides_of(foot, bout)) {
        ++summary.strides;
        if (stride.turning || stride.edge) {
            (stride.turning ? summary.turning_strides : summary.edge_strides) += 1;
            continue;
        }
        for (std::size_t figure = 0; figure < kFigures; ++figure) {
            const double value = value_of(static_cast<Figure>(figure), stride);
            if (std::isfinite(value)) {
                values[figure].add(value);
            }
        }
    }
    std::transform(values.begin(), values.end(), summary.figures.begin(), from);
    complete(summary.figures);
    return summary;
}

FigureSummary both_of(const FigureSummary& a, const FigureSummary& b) noexcept {
    if (a.strides == 0 || b.strides == 0) {
        return a.strides == 0 ? b : a;
    }
    FigureSummary both;
    both.strides = a.strides + b.strides;
    both.mean.value = 0.5 * (a.mean.value + b.mean.value);
    both.mean.low = 0.5 * (a.mean.low + b.mean.low);
    both.mean.high = 0.5 * (a.mean.high + b.mean.high);
    double squares = 0.0;
    for (const FigureSummary* one : {&a, &b}) {
        squares += one->strides > 1 ? one->sd * one->sd * (one->strides - 1) : 0.0;
    }
    both.sd = both.strides > 2 ? std::sqrt(squares / (both.strides - 2)) : kUnknown;
    both.enough_for_mean = a.enough_for_mean || b.enough_for_mean;
    both.enough_for_variability = a.enough_for_variability || b.enough_for_variability;
    return both;
}

FigureSummaries both_of(const std::vector<FootSummary>& feet) {
    FigureSummaries both;
    for (const FootSummary& foot : feet) {
        for (std::size_t figure = 0; figure < kFigures; ++figure) {
            both[figure] = both_of(both[figure], foot.figures[figure]);
        }
    }
    complete(both);
    return both;
}

Interval symmetry_of(const FigureSummary& left, const FigureSummary& right) noexcept {
    const double l = left.mean.value;
    const double r = right.mean.value;
    const double sum = l + r;
    if (!(sum > 0.0)) {
        return {};
    }
    const double index = 200.0 * (l - r) / sum;
    // d index / d l = 400 r / sum², d index / d r = -400 l / sum².
    const double from_left = std::pow(400.0 * r / (sum * sum) * left.sd, 2.0) / left.strides;
    const double from_right = std::pow(400.0 * l / (sum * sum) * right.sd, 2.0) / right.strides;
    const double variance = from_left + from_right;
    if (!(variance > 0.0)) {
        return {index, index, index};
    }
    const double freedom = variance * variance /
                           (from_left * from_left / (left.strides - 1) +
                            from_right * from_right / (right.strides - 1));  // Welch and Satterthwaite
    const double half = student_t_975(freedom) * std::sqrt(variance);
    return {index, index - half, index + half};
}

std::vector<SymmetrySummary> symmetry_of(const std::vector<FootSummary>& feet) {
    std::vector<SymmetrySummary> symmetry;
    if (feet.size() != 2) {
        return symmetry;
    }
    const bool in_order = feet.front().foot == Foot::left;
    const FootSummary& left = in_order ? feet.front() : feet.back();
    const FootSummary& right = in_order ? feet.back() : feet.front();
    for (std::size_t i = 0; i < kFigures; ++i) {
        const auto figure = static_cast<Figure>(i);
        if (has_symmetry(figure) && left.of(figure).enough_for_mean && right.of(figure).enough_for_mean) {
            const Interval index = symmetry_of(left.of(figure), right.of(figure));
            if (index.known()) {
                symmetry.push_back({figure, index});
            }
        }
    }
    return symmetry;
}

Measured distance_of(const std::vector<WalkingBout>& bouts) noexcept {
    if (bouts.empty()) {
        return {};
    }
    Measured sum{0.0, 0.0};
    for (const WalkingBout& bout : bouts) {
        sum.value += bout.distance_m.value;
        sum.sd = std::hypot(sum.sd, bout.distance_m.sd);
    }
    return sum;
}

Summary summary_of(const MeasuredWalk& walk, std::optional<std::size_t> bout) {
    Summary summary;
    summary.bout = bout;
    for (const MeasuredFoot& foot : walk.feet) {
        summary.feet.push_back(summary_of(foot, bout));
    }
    summary.both = both_of(summary.feet);
    summary.symmetry = symmetry_of(summary.feet);
    std::vector<WalkingBout> bouts = walk.bouts;
    if (bout) {
        bouts = {walk.bouts[*bout]};
    }
    if (!bouts.empty()) {
        summary.walking_s = 0.0;
        for (const WalkingBout& each : bouts) {
            summary.walking_s += seconds(each.time.length());
        }
    }
    summary.distance_m = distance_of(bouts);
    return summary;
}

}  // namespace

double value_of(Figure figure, const MeasuredStride& stride) noexcept {
    const StrideMotion& motion = stride.motion;
    switch (figure) {
        case Figure::stride_time: return seconds(stride.time.stride_time());
        case Figure::stance_time: return seconds(stride.time.stance_time());
        case Figure::swing_time: return seconds(stride.time.swing_time());
        case Figure::stance_share: return stride.time.stance_share();
        case Figure::step_time: return stride.step_time_s;
        case Figure::double_support_time: return stride.double_support_s;
        case Figure::cadence: return 120.0 / seconds(stride.time.stride_time());
        case Figure::stride_length: return motion.length_m.value;
        case Figure::speed: return motion.speed_mps.value;
        case Figure::clearance: return motion.clearance_m.value;
        case Figure::outward: return motion.outward_m.value;
        case Figure::initial_contact_angle: return motion.initial_contact_angle_rad.value;
        case Figure::final_contact_angle: return motion.final_contact_angle_rad.value;
    }
    return kUnknown;
}

std::string_view to_string(Figure figure) noexcept {
    switch (figure) {
        case Figure::stride_time: return "stride_time_s";
        case Figure::stance_time: return "stance_time_s";
        case Figure::swing_time: return "swing_time_s";
        case Figure::stance_share: return "stance_share";
        case Figure::step_time: return "step_time_s";
        case Figure::double_support_time: return "double_support_time_s";
        case Figure::cadence: return "cadence_steps_per_min";
        case Figure::stride_length: return "stride_length_m";
        case Figure::speed: return "speed_m_s";
        case Figure::clearance: return "clearance_m";
        case Figure::outward: return "outward_m";
        case Figure::initial_contact_angle: return "initial_contact_angle_rad";
        case Figure::final_contact_angle: return "final_contact_angle_rad";
    }
    return "";
}

bool has_symmetry(Figure figure) noexcept {
    switch (figure) {
        case Figure::stride_time:
        case Figure::stance_time:
        case Figure::swing_time:
        case Figure::stance_share:
        case Figure::step_time:
        case Figure::stride_length:
        case Figure::clearance: return true;
        case Figure::double_support_time:    // of both feet together
        case Figure::cadence:                // the stride time again
        case Figure::speed:                  // of the walker
        case Figure::outward:                // may be of either sign, or about 0
        case Figure::initial_contact_angle:  // the same
        case Figure::final_contact_angle: return false;
    }
    return false;
}

WalkSummary summarise(const MeasuredWalk& walk) {
    WalkSummary summary;
    summary.all = summary_of(walk, std::nullopt);
    for (std::size_t bout = 0; bout < walk.bouts.size(); ++bout) {
        summary.bouts.push_back(summary_of(walk, bout));
    }
    return summary;
}

}  // namespace footfall::report
