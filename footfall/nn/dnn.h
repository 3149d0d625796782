// A DNN at work on one stream: its window's samples, and the first layer summed up ahead of the last of them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "footfall/nn/kernels.h"
#include "footfall/nn/model.h"
#include "footfall/nn/network_output.h"

namespace footfall {

/// Samples lie in slots 0 to window - 1, which the stream goes round and round. Allocates when made.
class Dnn {
public:
    /// Of a valid model, which must outlive this like the kernels.
    Dnn(const Model& model, const Kernels& kernels);

    /// Samples for so many slots from this one on.
    /// @param samples (count, channels), normalised
    void put(std::size_t slot, const float* samples, std::size_t count) noexcept;

    /// Sums the first layer up over all samples but the last of the window that begins in this slot.
    void prepare(std::size_t oldest) noexcept;

    /// Both at once, for a window whose samples are all there: equal in every bit.
    [[nodiscard]] NetworkOutput whole() noexcept;

    /// The answer for the window that begins in this slot, after prepare() for the same and put() of its
    /// last.
    [[nodiscard]] NetworkOutput answer(std::size_t oldest) noexcept;

private:
    struct Layer {
        std::size_t inputs = 0;
        std::size_t outputs = 0;        ///< padded unless fp32
        const float* weight = nullptr;  ///< fp32
        const float* bias = nullptr;
        const PackedLayer* packed = nullptr;  ///< bf16, int8
        std::vector<std::int32_t> start;      ///< int8: what each sum starts from
    };

    void dense(const Layer& layer, const float* input, float* sums) noexcept;
    /// Sums the first layer up over so many samples from this slot on.
    void first(std::size_t oldest, std::size_t samples) noexcept;
    [[nodiscard]] NetworkOutput later_layers() noexcept;
    /// Takes the last sample's columns into the first layer's sums.
    void finish_first(std::size_t oldest) noexcept;
    /// The embedding, from the first layer's sums.
    [[nodiscard]] const float* run_real() noexcept;
    [[nodiscard]] const float* run_int8() noexcept;

    const Model* model_;
    const Kernels* kernels_;
    std::size_t window_;
    std::vector<Layer> layers_;
    std::size_t embedding_;
    const float* heads_;
    Walk walk_ = Walk::forwards;

    // Every sample lies in two places, a window apart, so that any window lies together.
    std::vector<float> samples_;          // fp32, bf16
    std::vector<std::uint8_t> bytes_;     // int8
    std::vector<float> first_;            // the first layer's sums
    std::vector<std::int32_t> first_i_;   // int8: the same
    std::vector<std::int32_t> sums_;      // int8: a later layer's
    std::vector<float> real_[2];          // activations
    std::vector<std::uint8_t> small_[2];  // int8: the same
};

}  // namespace footfall
