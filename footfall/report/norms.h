// What is published of healthy people of an age, to hold a person's figure against.
#pragma once

#include <optional>
#include <string>

#include "footfall/core/interval.h"

namespace footfall::report {

/// Of both sexes: a recording doesn't say which a person is.
struct SpeedNorm {
    int youngest_years = 0;
    int oldest_years = 0;
    /// In which 95 % of healthy people walk who are told to walk comfortably: from the lower of the two
    /// sexes' mean - 1.96 sd to the higher of their mean + 1.96 sd. NaN where no spread is published.
    double low_mps = kUnknown;
    double high_mps = kUnknown;
    double women_mean_mps = kUnknown;
    double men_mean_mps = kUnknown;

    [[nodiscard]] bool has_range() const noexcept { return low_mps < high_mps; }
    [[nodiscard]] std::string people() const;  ///< "healthy people of 60 to 69 years"
};

/// Range: Bohannon 1997, Age and Ageing 26:15-19, doi 10.1093/ageing/26.1.15, table 4 (230 people of 20 to 79
/// years, 7.62 m). Means: Bohannon and Williams Andrews 2011, Physiotherapy 97:182-189, doi
/// 10.1016/j.physio.2010.12.004 (41 studies, 23 111 people of 20 to 99 years). Nothing for other ages.
[[nodiscard]] std::optional<SpeedNorm> speed_norm(double age_years) noexcept;

/// Where the two are from, in a sentence.
[[nodiscard]] const char* speed_norm_source() noexcept;

}  // namespace footfall::report
