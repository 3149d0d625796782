// A model's answers as it gives them when it runs: sample by sample, through the inference of the device
// rooms.
#pragma once

#include <vector>

#include "footfall/nn/inference.h"
#include "footfall/nn/model.h"
#include "train/answers.h"

namespace footfall::train {

/// Answers for every sample of a foot that has a full window, in time order. `index` is the grid's.
/// @param inference of `model`
[[nodiscard]] std::vector<PhaseSample> stream(Inference& inference, const Model& model,
                                              const CorpusFoot& foot);

/// Asks about every foot of one person, in the corpus' order.
[[nodiscard]] std::vector<FootAnswers> ask(Inference& inference, const Model& model, const Corpus& corpus,
                                           std::size_t person);

}  // namespace footfall::train
