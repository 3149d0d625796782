// Writes an int8 model with fp32 weights of the same values, so that the firmware runs both: make_fp32 IN OUT
#include <cstdio>
#include <exception>
#include <vector>

#include "footfall/nn/model.h"
#include "io/model_file.h"

namespace {

using namespace footfall;

/// Appends a layer as network_spec.h lays it out.
void append(const PackedLayer& layer, std::vector<float>& weights) {
    const std::size_t padded = layer.padded_outputs();
    for (std::size_t input = 0; input < layer.inputs; ++input) {
        for (std::size_t output = 0; output < layer.outputs; ++output) {
            const std::size_t at = (input / kInt8Group * padded + output) * kInt8Group + input % kInt8Group;
            weights.push_back(static_cast<float>(layer.int8[at]) * layer.scale[output] / layer.input_step);
        }
    }
    weights.insert(weights.end(), layer.bias.begin(),
                   layer.bias.begin() + static_cast<std::ptrdiff_t>(layer.outputs));
}

}  // namespace

int main(int count, char** arguments) {
    if (count != 3) {
        std::fputs("usage: make_fp32 IN OUT\n", stderr);
        return 2;
    }
    try {
        const io::ModelFile file(arguments[1]);
        Model model = file.model();
        std::vector<float> weights;
        for (const PackedLayer& layer : model.layers) {
            append(layer, weights);
        }
        weights.insert(weights.end(), model.heads.begin(), model.heads.end());
        model.precision = Precision::fp32;
        model.layers.clear();
        model.heads = {};
        model.weights = weights;
        io::write_model_file(arguments[2], model);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "make_fp32: %s\n", error.what());
        return 1;
    }
    return 0;
}
