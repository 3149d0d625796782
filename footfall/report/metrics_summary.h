// How well one model did, as figures with their uncertainty: the fields of metrics.json.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "footfall/core/interval.h"

namespace footfall::report {

/// Errors of one kind of event, predicted minus reference: positive is late.
struct TimingSummary {
    Interval median_abs_ms;
    Interval p95_abs_ms;
    Interval bias_ms;  ///< median of the signed errors
    Interval missed;   ///< reference events without a prediction, as a fraction of the reference events
    Interval extra;    ///< predicted events without a reference, as a fraction of the reference events
};

struct PhaseScore {
    std::string phase;
    Interval f1;
};

struct MetricsSummary {
    std::int64_t samples = 0;
    Interval accuracy;
    Interval balanced_accuracy;
    Interval f1_macro;
    std::vector<PhaseScore> f1_by_phase;   ///< in the order of the phase set
    Interval cycle_mae;                    ///< mean absolute error of the cycle position, in cycles
    Interval cycle_mae_circular;           ///< the same the short way round: 0.99 and 0.01 are 0.02 apart
    Interval cycle_mae_circular_straight;  ///< outside annotated turns
    /// How well walking is told from standing: shares of the samples that are the one and were called the
    /// other.
    Interval standing_called_gait;
    Interval gait_called_none;
    TimingSummary initial_contact_error;
    TimingSummary final_contact_error;

    /// The circular error where it is known, else the plain one.
    [[nodiscard]] const Interval& cycle_error() const noexcept {
        return cycle_mae_circular.known() ? cycle_mae_circular : cycle_mae;
    }

    /// The F1 score of a phase; an unknown one when the phase isn't in the list.
    [[nodiscard]] Interval f1_of(std::string_view phase) const {
        for (const PhaseScore& score : f1_by_phase) {
            if (score.phase == phase) {
                return score.f1;
            }
        }
        return {};
    }
};

}  // namespace footfall::report
