// The shape of a network, and where each of its weights lies in the one flat vector that holds them all.
//
// Input  (channels, window): channel-major within a time step, oldest step first; input i = step * channels + channel.
// Output cycle (2): cos and sin of 2*pi*cycle position. Output phase (phases): logits.
//
// Compact DNN: dense layers with ReLU, widths `hidden`, the last of which is the embedding; two linear heads.
// Transformer: patches of `patch` steps are tokens; linear embedding plus learned positions; `layers` pre-norm
// encoder blocks (multi-head self-attention, then a two-layer ReLU MLP of 2*width); final layer norm; the mean and
// the token that holds the answered sample are concatenated into the embedding; two linear heads.
#pragma once

#include <cstddef>
#include <vector>

#include "footfall/core/imu_sample.h"

namespace footfall {

enum class NetworkKind : unsigned char { dnn, transformer };

struct NetworkSpec {
    NetworkKind kind = NetworkKind::dnn;
    int window = 50;      ///< samples at the model's rate
    int look_ahead = 5;   ///< samples of the window that lie after the answered one
    int channels = kChannels;
    int phases = 2;
    std::vector<int> hidden = {384, 320, 128};  ///< DNN only: widths, the last is the embedding
    int patch = 5;                              ///< transformer only: samples per token; divides `window`
    int width = 64;                             ///< transformer only
    int heads = 4;                              ///< transformer only; divides `width`
    int layers = 2;                             ///< transformer only

    [[nodiscard]] int inputs() const noexcept { return window * channels; }
    friend bool operator==(const NetworkSpec&, const NetworkSpec&) = default;
};

}  // namespace footfall
