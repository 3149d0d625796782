// The smallest interesting models, with known weights.
#pragma once

#include <cstddef>
#include <span>
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
