// One stage of training: batches, loss, optimizer, schedule, averaging, early stopping.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "train/adamw.h"
#include "train/network.h"
#include "train/windows.h"

namespace footfall::train {

/// Checked between batches; training throws `Cancelled` when it answers true.
using CancelCheck = std::function<bool()>;

/// What somebody waiting for a training wants of it, between batches. Both may be empty.
struct Watcher {
    CancelCheck cancelled;
    std::function<void(double)> progress;  ///< told which share of the stage's budget is used, from 0 to 1
};

class Cancelled : public std::exception {
public:
    [[nodiscard]] const char* what() const noexcept override { return "cancelled"; }
};

struct FitOptions {
    std::int64_t windows = 1'000'000;  ///< budget: windows seen, those seen again counted again
    int batch = 256;
    double learning_rate = 1e-3;  ///< after warm-up over the first 5 % of steps; a cosine takes it to 1 %
    double weight_decay = 0.01;
    double largest_gradient_norm = 1.0;
    double label_smoothing = 0.0;
    double cycle_weight = 1.0;  ///< of the mean squared error on (cos, sin) in the sum of losses
    double phase_weight = 1.0;  ///< of the cross-entropy in the sum of losses
    double averaging = 0.998;   ///< of weights, exponentially over steps; 0: the last step's weights
    int checks = 12;            ///< looks at the people left out, evenly over the budget
    int patience = 4;           ///< checks without improvement after which training stops
};

/// What a stage learns from.
struct FitData {
    std::vector<WindowPlace> with_phase;  ///< cycle and phase labels both count
    /// Cycle labels count, and of the phase what is certain; each batch takes half from here if there are
    /// any.
    std::vector<WindowPlace> without_phase;
    std::vector<WindowPlace> watch;  ///< of people left out of training, for early stopping; may be empty
    CertainPhases certain = {};      ///< of the windows without phase labels
};

struct FitHistory {
    std::vector<double> training_loss;  ///< mean between checks
    std::vector<double> watch_loss;     ///< at each check; empty without people to watch
    std::int64_t windows = 0;           ///< seen
};

/// Trains all of `network`. The result depends on the arguments alone, bit for bit, on one machine. Ends with
/// the averaged weights of the best check (the last without people to watch). Throws Cancelled, and Error
/// without windows to learn from or when the loss stops being finite.
FitHistory fit(Network<float>& network, const BatchMaker& batches, const FitData& data,
               const FitOptions& options, const Augmentation& augmentation, std::uint64_t seed,
               const Watcher& watcher = {});

/// Feature transfer: trains the phase head alone, on embeddings that the frozen backbone gives once for every
/// window. The same budget counts windows' embeddings.
FitHistory fit_phase_head(Network<float>& network, const BatchMaker& batches, const FitData& data,
                          const FitOptions& options, std::uint64_t seed, const Watcher& watcher = {});

}  // namespace footfall::train
