// What a cycle position alone says of the phase.
#pragma once

#include <cstdint>
#include <vector>

#include "footfall/core/region.h"
#include "train/corpus.h"
#include "train/split.h"

namespace footfall::train {

/// Where in the cycle a phase is beyond doubt, for people whose cycle positions are known and whose phases
/// are not. A cycle begins with the first phase in everybody, by its definition; where the other phases begin
/// differs from stride to stride and is left open, by `kMarginOfCycle` beyond what labelled cycles show.
class CertainPhases {
public:
    /// A twentieth of a cycle: people's mean stance shares differ by about half as much (standard deviation
    /// over the 15 people of voisard2023: 2 % of a cycle).
    static constexpr double kMarginOfCycle = 0.05;

    /// Nothing is certain.
    CertainPhases() = default;

    /// @param labelled people whose cycles show where phases begin; only they are looked at
    CertainPhases(const Corpus& corpus, const People& labelled);

    /// Index into the phase set, or SampleLabel::kNoPhase.
    /// @param cycle in [0, 1), or NaN
    [[nodiscard]] std::int8_t at(float cycle) const noexcept;

private:
    std::vector<Region<double>> certain_;  ///< one a phase, of the cycle; may be empty
};

}  // namespace footfall::train
