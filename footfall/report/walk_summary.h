// What the strides of a walk come to: mean, spread and symmetry of every figure, with how sure they are.
#pragma once

#include <array>
#include <optional>
#include <string_view>
#include <vector>

#include "footfall/core/interval.h"
#include "footfall/recording/measured_walk.h"

namespace footfall::report {

/// What can be said of a stride, in the order of a report.
enum class Figure : unsigned char {
    stride_time,
    stance_time,
    swing_time,
    stance_share,
    step_time,
    double_support_time,
    cadence,
    stride_length,
    speed,
    clearance,
    outward,
    initial_contact_angle,
    final_contact_angle,
};
inline constexpr std::size_t kFigures = 13;

/// From so many strides on a mean is told, and from so many a spread: König et al. 2014 (doi
/// 10.1016/j.gaitpost.2013.06.014) found means of 10 cycles reliable from day to day (ICC 0.88-0.98), and
/// variability no more reliable beyond 50 (ICC 0.60-0.90 from 10 to 60).
inline constexpr int kStridesForMean = 10;
inline constexpr int kStridesForVariability = 50;

/// Of one stride, in SI units, shares in [0, 1], cadence in steps/min (two for a stride); NaN when not known.
[[nodiscard]] double value_of(Figure figure, const MeasuredStride& stride) noexcept;
[[nodiscard]] std::string_view to_string(Figure figure) noexcept;  ///< "stride_time_s" and so on

/// Whether left against right says something of it: a quantity with a true zero, of one foot alone.
[[nodiscard]] bool has_symmetry(Figure figure) noexcept;

/// One figure over steady strides: those in turns are left out, and of each bout the foot's first and last,
/// in which people get up to speed or stop (as the guidelines of Kressig and Beauchet 2006, doi
/// 10.1007/BF03327437, ask). On voisard2023 the last is half as long as the others (median), and the first
/// takes 6 % longer. Bouts of fewer than five strides of a foot are taken as they are.
struct FigureSummary {
    int strides = 0;  ///< that had a value
    /// 95 %, Student's t over strides; without bounds from fewer than 2. Cadence is that of the mean stride
    /// time: steps over the time they took. The interval is of this walk's mean: strides that follow each
    /// other are alike, so another walk may differ by more.
    Interval mean;
    /// Between strides, the error of the single measurement included; NaN from fewer than 2.
    double sd = kUnknown;
    double cv = kUnknown;                 ///< sd over mean; NaN where the mean may be 0 or less
    bool enough_for_mean = false;         ///< kStridesForMean
    bool enough_for_variability = false;  ///< kStridesForVariability
};

using FigureSummaries = std::array<FigureSummary, kFigures>;

struct FootSummary {
    Foot foot = Foot::left;
    int strides = 0;          ///< all of them
    int turning_strides = 0;  ///< of these, in turns
    int edge_strides = 0;     ///< of these, the first or last of a bout, and not in a turn
    FigureSummaries figures;

    /// Whose figures are summed up.
    [[nodiscard]] int steady_strides() const noexcept { return strides - turning_strides - edge_strides; }

    [[nodiscard]] const FigureSummary& of(Figure figure) const noexcept {
        return figures[static_cast<std::size_t>(figure)];
    }
};

/// Left against right.
struct SymmetrySummary {
    Figure figure = Figure::stride_time;
    /// The symmetry index of Robinson, Herzog and Nigg 1987 (J. Manipulative Physiol. Ther. 10, 172-176),
    /// (left - right) / half their sum, in percent; 0 is symmetric. 95 % interval by the delta method, with
    /// Welch's degrees of freedom.
    Interval index_percent;
};

/// Over one bout, or over all of them.
struct Summary {
    std::optional<std::size_t> bout;  ///< empty: all
    std::vector<FootSummary> feet;    ///< as in MeasuredWalk
    /// Over both feet: the mean of the feet's means, with the mean of their intervals' widths (which is wide
    /// enough however the feet go together, as their strides overlap in time); sd and cv within feet, so that
    /// a difference between them is no spread. Strides are those of both, and what suffices for one foot
    /// suffices. Of one foot alone that foot's figures.
    FigureSummaries both;
    std::vector<SymmetrySummary> symmetry;  ///< of figures for whose means both feet have enough strides
    double walking_s = kUnknown;            ///< in bouts, turns included; NaN without any
    Measured distance_m;  ///< of bouts together, their errors taken as independent; NaN if one is not known

    [[nodiscard]] const FigureSummary& of(Figure figure) const noexcept {
        return both[static_cast<std::size_t>(figure)];
    }
};

struct WalkSummary {
    Summary all;
    std::vector<Summary> bouts;  ///< one a bout, in order
};

[[nodiscard]] WalkSummary summarise(const MeasuredWalk& walk);

}  // namespace footfall::report
