// Runs a model's network on windows of samples, whole or as the samples arrive.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <span>

#include "footfall/core/imu_sample.h"
#include "footfall/core/result.h"
#include "footfall/nn/dnn.h"
#include "footfall/nn/kernels.h"
#include "footfall/nn/model.h"
#include "footfall/nn/network_output.h"
#include "footfall/nn/transformer.h"

namespace footfall {

/// A device that runs DNNs alone is built with FOOTFALL_DNN_ONLY: 20 KB less flash on a Cortex-M.
#ifdef FOOTFALL_DNN_ONLY
inline constexpr bool kRunsTransformers = false;
#else
inline constexpr bool kRunsTransformers = true;
#endif

/// One sample as a network takes it: foot frame, the left foot mirrored; m/s² and rad/s, x y z each.
using NetworkSample = std::array<float, kChannels>;

/// The state of one stream of windows. The model's weights are used where they are and must outlive this; any
/// number of streams and threads share them. Allocates in `make` alone.
class Inference {
public:
    /// Fails, saying why, when the model can't be run.
    [[nodiscard]] static Result<Inference> make(const Model& model, const Kernels& kernels = best_kernels());

    /// The answer to one whole window.
    /// @param window (window, channel), oldest sample first
    [[nodiscard]] NetworkOutput whole(std::span<const float> window) noexcept;

    /// Takes the next sample of a stream and answers for the window that ends with it, equal in every bit to
    /// whole(); nothing until there are enough samples since the beginning or the last reset().
    [[nodiscard]] std::optional<NetworkOutput> update(const NetworkSample& sample) noexcept;

    /// Does ahead what update() can do before its sample is there: most of the first layer. To be called when
    /// the answer has been used; without it, update() does this itself.
    void prepare() noexcept;

    /// Forgets the samples: after a gap.
    void reset() noexcept;

private:
    Inference(const Model& model, const Kernels& kernels);

    /// As many samples as kAtOnce are normalised together: channels times that are whole vectors.
    static constexpr std::size_t kAtOnce = 8;
    void put(std::size_t slot, const float* samples, std::size_t count) noexcept;
    [[nodiscard]] NetworkOutput answer() noexcept;

    const Model* model_;
    std::array<float, kAtOnce * kChannels> mean_;  // the normalization's, over and over
    std::array<float, kAtOnce * kChannels> inverse_sd_;
    std::optional<Dnn> dnn_;  // the one or the other
    std::optional<Transformer> transformer_;
    std::size_t next_ = 0;   // the slot that the next sample goes to
    std::size_t known_ = 0;  // samples since the reset, at most a window
    bool prepared_ = false;
};

}  // namespace footfall
