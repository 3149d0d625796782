// What the strides of a walk come to: mean, spread and symmetry of every figure, with how sure they are.
#pragma once

#include <array>
#include <optional>
#include <string>
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

/// Of one stride, in SI units, shares in [0, 1], cadence in steps/min; NaN when not known.
[[nodiscard]] double value_of(Figure figure, const MeasuredStride& stride) noexcept;
[[nodiscard]] std::string_view to_string(Figure figure) noexcept;  ///< "stride_time_s" and so on

/// One figure over the straight strides of one foot (turning strides are left out; how many is in `Summary`).
struct FigureSummary {
    int strides = 0;                      ///< that had a value
    Interval mean;                        ///< 95 %, Student's t over strides
    double sd = kUnknown;                 ///< between strides; NaN from fewer than 2
    double cv = kUnknown;                 ///< sd over mean
    bool enough_for_mean = false;         ///< strides suffice for the mean to be told
    bool enough_for_variability = false;  ///< strides suffice for sd and cv to be told
};

struct FootSummary {
    Foot foot = Foot::left;
    int strides = 0;
    int turning_strides = 0;
    std::array<FigureSummary, kFigures> figures;

    [[nodiscard]] const FigureSummary& of(Figure figure) const noexcept {
        return figures[static_cast<std::size_t>(figure)];
    }
};

/// Left against right.
struct SymmetrySummary {
    Figure figure = Figure::stride_time;
    Interval index_percent;  ///< (left - right) / half their sum, in percent (Robinson et al. 1987)
};

/// Over one bout, or over all of them.
struct Summary {
    std::optional<std::size_t> bout;  ///< empty: all
    std::vector<FootSummary> feet;
    std::array<FigureSummary, kFigures> both;  ///< over the strides of both feet
    std::vector<SymmetrySummary> symmetry;     ///< of figures that both feet have enough strides for
    double walking_s = kUnknown;
    Measured distance_m;
};

struct WalkSummary {
    Summary all;
    std::vector<Summary> bouts;
};

[[nodiscard]] WalkSummary summarise(const MeasuredWalk& walk);

}  // namespace footfall::report
