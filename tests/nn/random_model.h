// DNNs of any shape and precision with random weights of the size that training gives them.
#pragma once

#include <cmath>
#include <cstdint>
#include <vector>

#include "footfall/core/random.h"
#include "tests/nn/tiny_model.h"

namespace footfall {

/// Hidden widths around the sizes at which kernels take other paths.
inline std::vector<std::vector<int>> random_shapes() {
    return {{1}, {3, 1}, {16, 15}, {17, 33, 2}, {255, 31}, {257, 64, 16}, {100, 7, 130, 9}};
}

inline std::vector<float> random_samples(std::size_t samples, std::uint64_t seed) {
    Random random(seed);
    std::vector<float> values(samples * kChannels);
    for (float& value : values) {
        value = static_cast<float>(random.normal());
    }
    return values;
}

class RandomModel {
public:
    RandomModel(Precision precision, int window, const std::vector<int>& hidden)
        : packed_(described(window, hidden), precision) {
        Random random(static_cast<std::uint64_t>(window) + hidden.size());
        Model& model = packed_.model();
        if (precision == Precision::fp32) {
            model.layers.clear();
            model.heads = {};
            weights_.resize(parameter_count(model.network));
            for (const ParameterTensor& tensor : parameter_layout(model.network)) {
                for (std::size_t i = 0; i < tensor.size(); ++i) {
                    weights_[tensor.offset + i] =
                        static_cast<float>(random.normal() / std::sqrt(static_cast<double>(tensor.cols)));
                }
            }
            model.weights = weights_;
            return;
        }
        heads_.resize(head_count(model.network));
        for (float& weight : heads_) {
            weight = static_cast<float>(random.normal() / std::sqrt(model.network.embedding()));
        }
        model.heads = heads_;
        for (std::size_t i = 0; i < model.layers.size(); ++i) {
            fill(random, i);
        }
    }

    [[nodiscard]] const Model& model() const noexcept { return packed_.model(); }

private:
    static Model described(int window, const std::vector<int>& hidden) {
        Model model = tiny_dnn();
        model.network.window = window;
        model.network.look_ahead = 0;
        model.network.hidden = hidden;
        return model;
    }

    void fill(Random& random, std::size_t i) {
        const PackedLayer& layer = packed_.model().layers[i];
        PackedModel::Memory& memory = packed_.memory(i);
        const double deviation = 1.0 / std::sqrt(static_cast<double>(layer.inputs));
        const bool int8 = packed_.model().precision == Precision::int8;
        const std::size_t group = int8 ? kInt8Group : kBf16Group;
        for (std::size_t output = 0; output < layer.outputs; ++output) {
            for (std::size_t input = 0; input < layer.inputs; ++input) {
                const std::size_t at =
                    (input / group * layer.padded_outputs() + output) * group + input % group;
                if (int8) {
                    memory.int8[at] = static_cast<std::int8_t>(static_cast<int>(random.below(255)) - 127);
                } else {
                    memory.bf16[at] = to_bf16(static_cast<float>(deviation * random.normal()));
                }
            }
            memory.bias[output] = static_cast<float>(0.1 * random.normal());
            if (int8) {
                memory.scale[output] = static_cast<float>(deviation * random.uniform(0.0, 1e-3));
            }
        }
        packed_.model().layers[i].input_step = 0.02F;
    }

    PackedModel packed_;
    std::vector<float> weights_;
    std::vector<float> heads_;
};

}  // namespace footfall
