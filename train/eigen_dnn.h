// A DNN's answer to one window by Eigen's matrix-vector product: what the hand-written kernels are measured
// against.
#pragma once

#include <span>
#include <vector>

#include "footfall/nn/model.h"
#include "footfall/nn/network_output.h"
#include "train/matrix.h"

namespace footfall::train {

class EigenDnn {
public:
    /// @param model a valid fp32 DNN, used in place
    explicit EigenDnn(const Model& model);

    /// @param window (window, channel), oldest sample first
    [[nodiscard]] NetworkOutput whole(std::span<const float> window) noexcept;

private:
    const Model& model_;
    std::vector<ParameterTensor> layout_;
    Vector<float> input_;
    std::vector<Vector<float>> activations_;  ///< of each layer
};

}  // namespace footfall::train
