// The smallest interesting models, with known weights.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "footfall/nn/model.h"

namespace footfall {

/// 1, 1.5, 2, 2.5 ...: exact in binary, and no two alike.
inline std::vector<float> counted_weights(const NetworkSpec& network) {
    std::vector<float> weights(parameter_count(network));
    for (std::size_t i = 0; i < weights.size(); ++i) {
        weights[i] = 1.0F + 0.5F * static_cast<float>(i);
    }
    return weights;
}

/// Without weights.
inline Model tiny_dnn() {
    Model model;
    model.network.window = 2;
    model.network.look_ahead = 1;
    model.network.hidden = {3, 1};
    model.preprocessing = {50.0, false};
    model.normalization = {{1.0F, 2.0F, 3.0F, 4.0F, 5.0F, 6.0F}, {0.5F, 0.25F, 0.125F, 1.0F, 2.0F, 4.0F}};
    model.phases = {"stance_swing",
                    {{"stance", EventKind::initial_contact}, {"swing", EventKind::final_contact}}};
    model.event_offsets = {0.015625F, -0.03125F};
    model.label_definition = "event_pairs";
    model.provenance = "tiny.toml, seed 7";
    return model;
}

/// A bf16 or int8 DNN of the same description, with known weights, and the memory they lie in.
class PackedModel {
public:
    PackedModel(Model model, Precision precision) : model_(std::move(model)) {
        model_.precision = precision;
        heads_.assign(head_count(model_.network), 0.25F);
        model_.heads = heads_;
        layers_.resize(model_.network.hidden.size());
        for (std::size_t i = 0; i < layers_.size(); ++i) {
            model_.layers.push_back(fill(i));
        }
    }
    PackedModel(PackedModel&&) noexcept = default;
    PackedModel& operator=(PackedModel&&) noexcept = default;
    PackedModel(const PackedModel&) = delete;
    PackedModel& operator=(const PackedModel&) = delete;
    ~PackedModel() = default;

    /// To be spoiled: what its spans view may be written to through `memory`.
    [[nodiscard]] Model& model() noexcept { return model_; }
    [[nodiscard]] const Model& model() const noexcept { return model_; }

    struct Memory {
        std::vector<std::uint16_t> bf16;
        std::vector<std::int8_t> int8;
        std::vector<float> bias;
        std::vector<float> scale;
    };
    [[nodiscard]] Memory& memory(std::size_t layer) noexcept { return layers_[layer]; }

private:
    PackedLayer fill(std::size_t i) {
        PackedLayer layer;
        layer.inputs = inputs_of_layer(model_.network, i);
        layer.outputs = static_cast<std::size_t>(model_.network.hidden[i]);
        Memory& memory = layers_[i];
        const bool int8 = model_.precision == Precision::int8;
        const std::size_t count = packed_weights(model_.precision, layer.inputs, layer.outputs);
        const std::size_t group = int8 ? kInt8Group : kBf16Group;
        memory.bf16.resize(int8 ? 0 : count);
        memory.int8.resize(int8 ? count : 0);
        memory.bias.resize(layer.padded_outputs());
        memory.scale.resize(int8 ? layer.padded_outputs() : 0);
        for (std::size_t output = 0; output < layer.outputs; ++output) {
            for (std::size_t input = 0; input < layer.inputs; ++input) {
                const std::size_t at =
                    (input / group * layer.padded_outputs() + output) * group + input % group;
                const int number = static_cast<int>(input * layer.outputs + output);
                if (int8) {
                    memory.int8[at] = static_cast<std::int8_t>(number % 255 - 127);
                } else {
                    memory.bf16[at] = to_bf16(1.0F + 0.5F * static_cast<float>(number));
                }
            }
            memory.bias[output] = -0.5F;
            if (int8) {
                memory.scale[output] = 0.125F;
            }
        }
        layer.bf16 = memory.bf16;
        layer.int8 = memory.int8;
        layer.bias = memory.bias;
        layer.scale = memory.scale;
        layer.input_step = int8 ? 0.5F * static_cast<float>(i + 1) : 1.0F;
        return layer;
    }

    Model model_;
    std::vector<float> heads_;
    std::vector<Memory> layers_;
};

/// Without weights.
inline Model tiny_transformer() {
    Model model = tiny_dnn();
    model.network.kind = NetworkKind::transformer;
    model.network.patch = 1;
    model.network.width = 2;
    model.network.heads = 1;
    model.network.layers = 1;
    model.network.phases = 4;
    model.network.hidden.clear();
    model.phases = {"four",
                    {{"flat", EventKind::foot_flat},
                     {"push", EventKind::heel_off},
                     {"swing", EventKind::final_contact},
                     {"loading", EventKind::initial_contact}}};
    model.label_definition = "";
    model.provenance = "Größe, \u4E0A, \U0001F9B6";
    return model;
}

}  // namespace footfall
