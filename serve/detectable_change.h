// When two sessions of a person differ by more than the measurement's own noise.
//
// The minimal detectable change at 95 % confidence is MDC95 = t * sqrt(2) * SEM, where SEM is the standard
// error of measurement: how far a session's figure is from the person's true one, as a standard deviation
// (Weir 2005, doi 10.1519/15184.1; Haley and Fragala-Pinkham 2006, doi 10.2522/ptj.20050271). sqrt(2), as
// both sessions err; t bounds 95 % of Student's distribution with the degrees of freedom that SEM was
// estimated with (1.96 of infinitely many). SEM is the within-person standard deviation of repeated sessions,
// pooled over people,
//   SEM^2 = sum over groups of sum (x - mean of group)^2 / sum over groups of (n - 1)
// (Bland and Altman 1996, doi 10.1136/bmj.313.7059.744), of
//
// - the store's own sessions, where it holds enough that were repeated within 24 hours, between which no true
// change is
//   expected. A true change within a day makes it larger: it errs to the cautious side;
// - else the trials of people elsewhere (reference_noise.h).
//
// Neither holds what differs between days. Where the scatter of the strides alone explains more, that is
// taken: half the width of the mean's 95 % interval over strides is 1.96 SEM of that mean, and errors of two
// sessions add as squares.
#pragma once

#include <string_view>

#include "footfall/core/interval.h"
#include "footfall/report/walk_summary.h"

namespace footfall::serve {

/// Below this many degrees of freedom SEM of the store's own may be off by half (95 %, by the chi-squared
/// distribution of a variance), and isn't used.
inline constexpr int kRetestDegrees = 10;

/// Where a figure's noise was estimated from.
enum class NoiseBasis : unsigned char {
    unknown,         ///< one of the sessions has too few strides
    within_session,  ///< the strides' own scatter, which explains most
    reference,       ///< trials of people elsewhere
    test_retest      ///< repeated sessions in this store
};
[[nodiscard]] std::string_view to_string(NoiseBasis basis) noexcept;

/// A standard error of measurement, in the figure's unit.
struct Noise {
    double sem = kUnknown;
    int degrees_of_freedom = 0;
    NoiseBasis basis = NoiseBasis::unknown;

    /// MDC95; NaN where the noise isn't known.
    [[nodiscard]] double detectable_change() const noexcept;
};

/// Pools the spread within groups of repeated sessions.
class RetestSpread {
public:
    /// What is added next is of another person or another day.
    void next_group() noexcept;
    void add(double value) noexcept;

    /// SEM is NaN without a group of two.
    [[nodiscard]] Noise noise() const noexcept;

private:
    int in_group_ = 0;
    double mean_ = 0.0;     // of the group so far
    double squares_ = 0.0;  // over all groups, each about its own mean
    int degrees_ = 0;
};

struct Change {
    Interval difference;           ///< later minus earlier; 95 % over strides
    double detectable = kUnknown;  ///< MDC95
    NoiseBasis basis = NoiseBasis::unknown;

    /// False too where it can't be said.
    [[nodiscard]] bool beyond_noise() const noexcept;
};

/// From one session's figure to another's, both of the same person.
[[nodiscard]] Change change_between(const report::FigureSummary& earlier, const report::FigureSummary& later,
                                    const Noise& noise) noexcept;

}  // namespace footfall::serve
