// What a cycle position alone says of the phase.
#include "train/certain_phases.h"

#include <algorithm>

namespace footfall::train {

CertainPhases::CertainPhases(const Corpus& corpus, const People& labelled) {
    const std::size_t phases = corpus.phases.phases.size();
    // Earliest and latest beginning of each phase; the first one's and the cycle's end are known.
    std::vector<Region<double>> beginnings(phases + 1, {1.0, 0.0});
    beginnings.front() = {0.0, 0.0};
    beginnings.back() = {1.0, 1.0};
    bool seen = false;
    for (const CorpusFoot& foot : corpus.feet) {
        if (std::find(labelled.begin(), labelled.end(), foot.person) == labelled.end()) {
            continue;
        }
        for (const ReferenceCycle& cycle : foot.signal.cycles) {
            for (std::size_t k = 1; k < cycle.phase_starts.size(); ++k) {
                const double share = static_cast<double>(cycle.phase_starts[k] - cycle.time.start) /
                                     static_cast<double>(cycle.time.length());
                beginnings[k].start = std::min(beginnings[k].start, share - kMarginOfCycle);
                beginnings[k].end = std::max(beginnings[k].end, share + kMarginOfCycle);
                seen = true;
            }
        }
    }
    for (std::size_t k = 0; seen && k < phases; ++k) {
        certain_.push_back({beginnings[k].end, beginnings[k + 1].start});
    }
}

std::int8_t CertainPhases::at(float cycle) const noexcept {
    const auto phase = std::find_if(certain_.begin(), certain_.end(), [&](const Region<double>& certain) {
        return certain.contains(static_cast<double>(cycle));
    });
    return phase == certain_.end() ? SampleLabel::kNoPhase
                                   : static_cast<std::int8_t>(phase - certain_.begin());
}

}  // namespace footfall::train
