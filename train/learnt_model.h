// From what training made to the model that is kept, and back.
#pragma once

#include <string>
#include <vector>

#include "footfall/nn/model.h"
#include "train/transfer.h"

namespace footfall::train {

/// The model of a network trained on this corpus. Its weights are the network's own memory: it must outlive
/// the model, unchanged. Event offsets are 0: the network was taught the events where the labels have them.
[[nodiscard]] Model model_of(const Learnt& learnt, const Corpus& corpus, const std::string& provenance);

/// A network that answers as the model does, up to its event offsets. The model must be valid;
/// throws footfall::Error unless it is fp32.
[[nodiscard]] Learnt learnt_from(const Model& model);

}  // namespace footfall::train
