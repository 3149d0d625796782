// The method: learn how walking flows from the cycle position, then carry that over to phases (Zhang 2026).
#pragma once

#include <string_view>

#include "train/fit.h"

namespace footfall::train {

/// How stage 2 begins and what it may change.
enum class TransferMode : unsigned char {
    /// Pretrained weights, all of them fine-tuned, on phases and cycle position together. Of people who teach
    /// cycle positions only, phases count where the cycle position leaves no doubt of them (CertainPhases).
    model_transfer,
    feature_transfer,  ///< pretrained backbone, frozen; a new phase head on its embeddings
    scratch,           ///< random weights, phases alone: what the pretraining is measured against
};

[[nodiscard]] std::string_view to_string(TransferMode mode) noexcept;
/// Throws footfall::Error naming those there are.
[[nodiscard]] TransferMode transfer_mode_from(std::string_view name);

/// Budgets and options of both stages. `transfer.windows` is the budget of stage 2 in every mode.
struct TrainingPlan {
    FitOptions pretraining;
    FitOptions transfer;
    Augmentation augmentation;
    double feature_learning_rate = 1e-2;  ///< of the phase head alone: linear, so it bears a larger one
    double watch_share = 0.15;            ///< of the training people, left out for early stopping
};

/// Whose labels each stage may use. A person in `phase` who is not in `cycle` is not learnt from at all.
struct Teachers {
    People cycle;  ///< cycle positions, in pretraining and beside the phases in model transfer
    People phase;  ///< phases
    People watch;  ///< both, for early stopping only
};

/// A network with what it needs to be asked.
struct Learnt {
    Network<float> network;
    Normalization normalization;
    bool has_cycle = true;  ///< false from scratch: nobody taught it cycle positions
    FitHistory history;     ///< of the stage that made it
};

/// Stage 1: the cycle position as (cos, sin), phases unused.
[[nodiscard]] Learnt pretrain(const Corpus& corpus, const NetworkSpec& spec, const Teachers& teachers,
                              const TrainingPlan& plan, std::uint64_t seed, const Watcher& watcher = {});

/// Stage 2. `pretrained` serves from scratch too: it gives the shape and the normalisation, not the weights.
/// Throws footfall::Error when the phase teachers' labels are all of one phase.
[[nodiscard]] Learnt transfer(const Corpus& corpus, const Learnt& pretrained, TransferMode mode,
                              const Teachers& teachers, const TrainingPlan& plan, std::uint64_t seed,
                              const Watcher& watcher = {});

}  // namespace footfall::train
