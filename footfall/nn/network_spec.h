// The shape of a network, and where each of its weights lies in the one flat vector that holds them all.
//
// Input  (channels, window): channel-major within a time step, oldest step first; input i = step * channels +
// channel. Output cycle (2): cos and sin of 2*pi*cycle position. Output phase (phases): logits.
//
// Compact DNN: dense layers with ReLU, widths `hidden`, the last of which is the embedding; two linear heads.
// Transformer: patches of `patch` steps are tokens; linear embedding plus learned positions; `layers`
// pre-norm encoder blocks (multi-head self-attention, then a two-layer ReLU MLP of 2*width); final layer
// norm; the mean and the token that holds the answered sample are concatenated into the embedding; two linear
// heads.
//
// Every dense layer is y = W x + b with W (outputs, inputs) column-major, so that the weights of one input
// lie together. The tensors follow each other without gaps, in this order (w = width, t = tokens, E =
// embedding):
//
//   DNN, for each i:  dense<i>.weight (hidden[i], inputs)        dense<i>.bias (hidden[i], 1)
//   Transformer:      patch.weight (w, patch*channels)           patch.bias (w, 1)        positions (w, t)
//     for each i:     block<i>.norm1.scale (w, 1)                block<i>.norm1.shift (w, 1)
//                     block<i>.attention.in.weight (3w, w)       block<i>.attention.in.bias (3w, 1)
//                     block<i>.attention.out.weight (w, w)       block<i>.attention.out.bias (w, 1)
//                     block<i>.norm2.scale (w, 1)                block<i>.norm2.shift (w, 1)
//                     block<i>.mlp.up.weight (2w, w)             block<i>.mlp.up.bias (2w, 1)
//                     block<i>.mlp.down.weight (w, 2w)           block<i>.mlp.down.bias (w, 1)
//                     norm.scale (w, 1)                          norm.shift (w, 1)
//   both:             cycle_head.weight (2, E)                   cycle_head.bias (2, 1)
//                     phase_head.weight (phases, E)              phase_head.bias (phases, 1)
//
// attention.in holds the rows of queries, keys, values, in that order; head h owns rows [h*w/heads,
// (h+1)*w/heads) of each. Scores are scaled by 1/sqrt(w/heads). The embedding is [mean over tokens; answered
// token].
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "footfall/core/imu_sample.h"
#include "footfall/core/result.h"

namespace footfall {

enum class NetworkKind : unsigned char { dnn, transformer };

struct NetworkSpec {
    NetworkKind kind = NetworkKind::dnn;
    int window = 50;     ///< samples at the model's rate
    int look_ahead = 5;  ///< samples of the window that lie after the answered one
    int channels = kChannels;
    int phases = 2;
    std::vector<int> hidden = {384, 320, 128};  ///< DNN only: widths, the last is the embedding
    int patch = 5;                              ///< transformer only: samples per token; divides `window`
    int width = 64;                             ///< transformer only
    int heads = 4;                              ///< transformer only; divides `width`
    int layers = 2;                             ///< transformer only

    [[nodiscard]] int inputs() const noexcept { return window * channels; }
    /// Transformer only.
    [[nodiscard]] int tokens() const noexcept { return window / patch; }
    /// Transformer only: the token that holds the answered sample.
    [[nodiscard]] int answered_token() const noexcept { return (window - 1 - look_ahead) / patch; }
    /// Of a valid spec.
    [[nodiscard]] int embedding() const noexcept {
        return kind == NetworkKind::dnn ? hidden.back() : 2 * width;
    }
    friend bool operator==(const NetworkSpec&, const NetworkSpec&) = default;
};

/// Added to the variance in every layer norm, as PyTorch does by default.
inline constexpr double kLayerNormEpsilon = 1e-5;

/// What a tensor is for: decides how it is initialised, and that only weights decay.
enum class TensorRole : unsigned char { weight_before_relu, weight, bias, norm_scale, positions };

struct ParameterTensor {
    std::string name;
    TensorRole role = TensorRole::weight;
    int rows = 0;
    int cols = 0;
    std::size_t offset = 0;  ///< of the first element, in elements

    [[nodiscard]] std::size_t size() const noexcept {
        return static_cast<std::size_t>(rows) * static_cast<std::size_t>(cols);
    }
    friend bool operator==(const ParameterTensor&, const ParameterTensor&) = default;
};

/// A stretch of the flat parameter vector, in elements.
struct ParameterRange {
    std::size_t offset = 0;
    std::size_t size = 0;

    friend constexpr bool operator==(const ParameterRange&, const ParameterRange&) = default;
};

struct ParameterRanges {
    ParameterRange backbone;
    ParameterRange cycle_head;
    ParameterRange phase_head;
    ParameterRange all;
};

/// Why no network can have this shape, or nothing. Also bounds every size, so that the functions below cannot
/// overflow on a spec that was read from a damaged file: call it first.
[[nodiscard]] std::optional<Failure> validate(const NetworkSpec& spec) noexcept;

/// All tensors of a valid spec in the order above; each begins where the one before it ends.
[[nodiscard]] std::vector<ParameterTensor> parameter_layout(const NetworkSpec& spec);

/// Elements of the flat vector of a valid spec.
[[nodiscard]] std::size_t parameter_count(const NetworkSpec& spec) noexcept;

/// Where the backbone and the two heads of a valid spec lie.
[[nodiscard]] ParameterRanges parameter_ranges(const NetworkSpec& spec) noexcept;

/// About 0.3 million parameters (265 000 to 335 000) at any window from 20 to 200: widths {first, 192, 64},
/// where `first` is the multiple of 48 that comes nearest to 300 000: long windows pay for their inputs with
/// its width.
[[nodiscard]] NetworkSpec compact_dnn(int window, int look_ahead, int phases);

/// Width 64, two layers, four heads. Patches of 5 samples, or of the largest of 4, 3, 2, 1 that divides
/// `window`.
[[nodiscard]] NetworkSpec compact_transformer(int window, int look_ahead, int phases);

}  // namespace footfall
