// When two sessions of a person differ by more than the measurement's own noise.
//
// The minimal detectable change at 95 % confidence is MDC95 = 1.96 * sqrt(2) * SEM, where SEM is the standard
// error of measurement: how far a session's figure is from the person's true one, as a standard deviation
// (Weir 2005, doi 10.1519/15184.1; Haley and Fragala-Pinkham 2006, doi 10.2522/ptj.20050271). sqrt(2), as
// both sessions err; 1.96 bounds 95 % of a normal distribution. Two estimates of SEM are at hand:
//
// - Test and retest: sessions of a person within 24 hours, between which no true change is expected. SEM is
// the
//   within-person standard deviation pooled over all such groups of all people in the store,
//   SEM^2 = sum over groups of sum (x - mean of group)^2 / sum over groups of (n - 1)
//   (Bland and Altman 1996, doi 10.1136/bmj.313.7059.744). It holds the noise of mounting the sensors anew
//   and of a person's ordinary ups and downs. A true change within a day makes it larger: it errs to the
//   cautious side.
// - Within the session: half the width of the mean's 95 % interval over strides is 1.96 SEM of that mean. It
//   knows nothing of what differs from session to session: a lower bound.
//
// The larger of the two is taken; the second alone where there are too few groups for the first.
#pragma once

#include <string_view>

#include "footfall/core/interval.h"
#include "footfall/report/walk_summary.h"

namespace footfall::serve {

/// Below this many degrees of freedom SEM from test and retest may be off by half (95 %, by the chi-squared
/// distribution of a variance), and isn't used.
inline constexpr int kRetestDegrees = 10;

/// MDC95 of a SEM; NaN of NaN.
[[nodiscard]] double detectable_change(double sem) noexcept;

/// Pools the spread within groups of repeated sessions.
class RetestSpread {
public:
    /// What is added next is of another person or another day.
    void next_group() noexcept;
    void add(double value) noexcept;

    [[nodiscard]] int degrees_of_freedom() const noexcept { return degrees_; }
    /// NaN without a group of two.
    [[nodiscard]] double sem() const noexcept;

private:
    int in_group_ = 0;
    double mean_ = 0.0;     // of the group so far
    double squares_ = 0.0;  // over all groups, each about its own mean
    int degrees_ = 0;
};

/// What the noise was estimated from.
enum class NoiseBasis : unsigned char {
    unknown,         ///< one of the sessions has too few strides
    within_session,  ///< a lower bound
    test_retest
};
[[nodiscard]] std::string_view to_string(NoiseBasis basis) noexcept;

struct Change {
    Interval difference;           ///< later minus earlier; 95 % over strides
    double detectable = kUnknown;  ///< MDC95
    NoiseBasis basis = NoiseBasis::unknown;

    /// False too where it can't be said.
    [[nodiscard]] bool beyond_noise() const noexcept;
};

/// From one session's figure to another's, both of the same person.
[[nodiscard]] Change change_between(const report::FigureSummary& earlier, const report::FigureSummary& later,
                                    const RetestSpread& retest) noexcept;

}  // namespace footfall::serve
