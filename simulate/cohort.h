// A group of simulated people, each recorded several times: the data set that is always there.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "simulate/walk.h"
#include "simulate/walker.h"

namespace footfall::simulate {

inline constexpr double kShortestRecordingS = 11.0;  ///< standing and a few strides

struct CohortOptions {
    int people = 12;  ///< younger and older in turn
    int recordings_per_person = 4;
    double seconds = 40.0;  ///< each recording, standing included; at least kShortestRecordingS
    double rate_hz = 100.0;
    std::uint64_t seed = 1;
    Mounting mounting = Mounting::instep;
    double lost_share = 0.01;  ///< of the packets
    Gravity gravity = Gravity::included;
    bool pressure = false;
    double doubled_share = 0.0;  ///< of the recordings: their left foot's samples are doubled
};

/// Recordings are made when asked for, in any order, so that a cohort of any size fits.
class Cohort {
public:
    /// Throws footfall::Error when an option is out of range.
    explicit Cohort(const CohortOptions& options);

    [[nodiscard]] const CohortOptions& options() const noexcept { return options_; }
    [[nodiscard]] const std::vector<Walker>& walkers() const noexcept { return walkers_; }
    /// Recordings: people times recordings_per_person, all of one person in a row.
    [[nodiscard]] std::size_t size() const noexcept;
    /// Recording T of person S has the id "PS-T", T from 1. They differ in speed: own, slow, fast, own, ...
    [[nodiscard]] SimulatedRecording recording(std::size_t index) const;

private:
    CohortOptions options_;
    std::vector<Walker> walkers_;
};

/// All recordings of a cohort, without their truth beyond the reference.
[[nodiscard]] std::vector<Recording> simulate_cohort(const CohortOptions& options);

}  // namespace footfall::simulate
