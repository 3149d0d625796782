// Runs a model's network on windows of samples, whole or as the samples arrive.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "footfall/core/result.h"
#include "footfall/nn/model.h"
#include "footfall/nn/network_output.h"
#include "footfall/nn/transformer.h"

namespace footfall {

/// One sample as a network takes it: foot frame, the left foot mirrored; m/s² and rad/s, x y z each.
using NetworkSample = std::array<float, kChannels>;

/// The state of one stream of windows. The model's weights are used where they are and must outlive this; any
/// number of streams and threads share them. Allocates in `make` alone.
class Inference {
public:
    /// Fails, saying why, when the model can't be run.
    [[nodiscard]] static Result<Inference> make(const Model& model);

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
    explicit Inference(const Model& model);

    void normalise(const NetworkSample& sample, float* out) const noexcept;
    [[nodiscard]] NetworkOutput finish() noexcept;
    [[nodiscard]] NetworkOutput transform() noexcept;

    const Model* model_;
    std::vector<ParameterTensor> layout_;
    std::vector<float> ring_;  // (window, channel), normalised
    std::size_t next_ = 0;     // where the next sample goes
    std::size_t known_ = 0;    // samples since the reset, at most a window
    bool prepared_ = false;
    std::vector<float> first_;  // the first layer's sums
    std::array<std::vector<float>, 2> activations_;
    std::optional<Transformer> transformer_;  // instead of the layers above
    std::vector<float> window_;               // for it: the ring, oldest sample first
};

}  // namespace footfall
