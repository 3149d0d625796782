// How good an answer is: per person, over people, and with an interval from a bootstrap over people.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "footfall/core/interval.h"
#include "footfall/recording/labels.h"

namespace footfall::train {

/// Timing of one kind of event against the reference.
struct EventErrors {
    std::vector<float> error_ms;  ///< found minus reference, of those that match
    std::int64_t reference = 0;
    std::int64_t missed = 0;  ///< reference events without a found one within the tolerance
    std::int64_t extra = 0;   ///< found events, within annotated walking, that match no reference event
};

/// Counts of one person (or of several, added up). Everything reported is computed from these.
struct Tally {
    int phases = 0;
    std::vector<std::int64_t> confusion;  ///< (true phase, found phase), row-major
    std::int64_t unanswered = 0;          ///< labelled samples without an answer (no full window)
    std::int64_t cycles = 0;              ///< samples with a known and an answered cycle position
    double cycle_error_sum = 0.0;         ///< of |found - true|, fractions of a cycle
    double cycle_circular_error_sum = 0.0;
    std::int64_t straight_cycles = 0;  ///< the same, outside turns
    double straight_circular_error_sum = 0.0;
    EventErrors initial_contact;
    EventErrors final_contact;

    explicit Tally(int phase_count = 2)
        : phases(phase_count),
          confusion(static_cast<std::size_t>(phase_count) * static_cast<std::size_t>(phase_count)) {}

    void add_phase(int truth, int found) {
        ++confusion[static_cast<std::size_t>(truth) * static_cast<std::size_t>(phases) +
                    static_cast<std::size_t>(found)];
    }
    /// Cycle positions in [0, 1).
    void add_cycle(double truth, double found, bool turning);
    void add(const Tally& other);
};

struct EventScore {
    double median_abs_ms = 0.0;
    double p95_abs_ms = 0.0;
    double bias_ms = 0.0;  ///< median of found minus reference
    double missed_share = 0.0;
    double extra_share = 0.0;
    std::int64_t reference = 0;
    std::int64_t missed = 0;
    std::int64_t extra = 0;
};

/// NaN where there was nothing to measure.
struct Scores {
    std::int64_t samples = 0;
    double accuracy = 0.0;
    double balanced_accuracy = 0.0;  ///< mean recall over phases that occur
    double f1_macro = 0.0;
    std::vector<double> f1;           ///< one a phase
    double cycle_mae = 0.0;           ///< fraction of a cycle; 0.99 against 0.01 counts 0.98
    double cycle_mae_circular = 0.0;  ///< the same distance counts 0.02
    double cycle_mae_circular_straight = 0.0;
    EventScore initial_contact;
    EventScore final_contact;
};

[[nodiscard]] Scores scores_of(const Tally& tally);

/// Intervals of any score of the tallies of people added up: 1000 resamples of people with replacement (Efron
/// and Tibshirani 1993, percentile method). With one person, low and high are NaN.
class Bootstrap {
public:
    explicit Bootstrap(const std::vector<Tally>& people, std::uint64_t seed = 1);

    [[nodiscard]] const Scores& all() const noexcept { return all_; }
    /// 95 % interval of what `statistic` picks.
    [[nodiscard]] Interval of(const std::function<double(const Scores&)>& statistic) const;

private:
    Scores all_;
    std::vector<Scores> resampled_;
};

/// 95 % interval of the mean of values, one a person (or a draw), by the same method.
[[nodiscard]] Interval bootstrap_mean(const std::vector<double>& values, std::uint64_t seed = 1);

/// Matches found events of one kind to the reference's, nearest first within `tolerance`, one to one. Only
/// found events within `walking` can be extra. Times and regions are in order, regions without overlap.
/// @param[in,out] errors is added to
void match_events(const std::vector<Nanoseconds>& reference, const std::vector<Nanoseconds>& found,
                  const std::vector<TimeRegion>& walking, Nanoseconds tolerance, EventErrors& errors);

}  // namespace footfall::train
