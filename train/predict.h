// Asks a network about every sample of a foot, and marks its answers.
#pragma once

#include <vector>

#include "footfall/core/phase_sample.h"
#include "footfall/nn/inference.h"
#include "train/metrics.h"
#include "train/network.h"
#include "train/windows.h"

namespace footfall::train {

/// Constant offsets, added to the events a model finds: what another label definition calls the same event.
struct EventOffsets {
    double initial_contact_s = 0.0;
    double final_contact_s = 0.0;
};

/// Answers for every sample of a foot that has a full window, in time order. `index` is the grid's.
[[nodiscard]] std::vector<PhaseSample> predict(Network<float>& network, const BatchMaker& batches,
                                               const Corpus& corpus, std::size_t foot);

/// The same as the device answers: of any model, at any precision, window by window.
[[nodiscard]] std::vector<PhaseSample> predict(Inference& inference, const NetworkSpec& spec,
                                               const Corpus& corpus, std::size_t foot);

/// Events found in the answers, in time order.
[[nodiscard]] std::vector<Event> find_events(const std::vector<PhaseSample>& answers, const PhaseSet& phases,
                                             Nanoseconds grid_period);

/// The answers with their events moved by the offsets (positive: later): around each event, every sample says
/// of the phase what was said that much earlier. Cycle positions stay.
[[nodiscard]] std::vector<PhaseSample> shifted(const std::vector<PhaseSample>& answers,
                                               const PhaseSet& phases, Nanoseconds grid_period,
                                               const EventOffsets& offsets);

/// Marks one foot's answers against its labels. Events match within 250 ms.
[[nodiscard]] Tally mark(const CorpusFoot& foot, const PhaseSet& phases,
                         const std::vector<PhaseSample>& answers, bool has_cycle = true);

}  // namespace footfall::train
