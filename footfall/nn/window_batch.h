// Many windows that follow each other, answered at once: for recordings, where nobody waits for the latest.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "footfall/core/imu_sample.h"
#include "footfall/core/result.h"
#include "footfall/nn/kernels.h"
#include "footfall/nn/model.h"
#include "footfall/nn/network_output.h"

namespace footfall {

/// Says of every window what Inference says, bit for bit, in half of the time where the processor has a
/// kernel for it. For DNNs in fp32 and int8. Allocates in `make` alone.
class WindowBatch {
public:
    /// Fails, saying why, when the model can't be run so.
    /// @param most windows at once
    [[nodiscard]] static Result<WindowBatch> make(const Model& model, std::size_t most,
                                                  const Kernels& kernels = best_kernels());

    /// The next sample: foot frame, the left foot mirrored; m/s² and rad/s, x y z each. No more than `most`
    /// windows may wait.
    void put(const std::array<float, kChannels>& sample) noexcept;
    /// Windows that wait for their answer.
    [[nodiscard]] std::size_t waiting() const noexcept {
        return samples_ < window_ ? 0 : samples_ - (window_ - 1);
    }
    [[nodiscard]] std::size_t most() const noexcept { return most_; }
    /// Answers all windows that wait, oldest first. Valid until the next call.
    [[nodiscard]] std::span<const NetworkOutput> answer() noexcept;
    /// Forgets the samples: after a gap. Windows that wait are lost.
    void reset() noexcept { samples_ = 0; }

private:
    WindowBatch(const Model& model, std::size_t most, const Kernels& kernels);

    /// The embeddings of so many windows, width after width. Those of int8 lie padded_outputs() apart.
    [[nodiscard]] const float* run_fp32(std::size_t count) noexcept;
    [[nodiscard]] const float* run_int8(std::size_t count) noexcept;

    const Model* model_;
    const Kernels* kernels_;
    std::size_t window_;
    std::size_t most_;
    std::size_t samples_ = 0;
    // (sample, channel), normalised: the windows overlap in it
    std::vector<float> signal_;
    std::vector<std::uint8_t> bytes_;  // int8: the same
    // (window, output) of a layer and the next
    std::array<std::vector<float>, 2> sums_;
    std::vector<std::vector<std::int32_t>> starts_;   // int8: of each layer
    std::vector<std::int32_t> sums_i_;                // int8
    std::array<std::vector<std::uint8_t>, 2> small_;  // int8: activations
    std::vector<NetworkOutput> outputs_;
};

}  // namespace footfall
