// For the tests of exported models: what Footfall itself answers to random windows, and a transformer to
// export.
//
//   answers MODEL COUNT           prints {"inputs": [[...], ...], "cycle": [...], "phase_logits": ...,
//   "phase": ...} answers --transformer MODEL   writes a model of a transformer with random weights
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "footfall/core/random.h"
#include "footfall/nn/decode.h"
#include "footfall/nn/inference.h"
#include "footfall/recording/error.h"
#include "io/model_file.h"

namespace footfall {
namespace {

void write_transformer(const char* file) {
    Model model;
    model.network = compact_transformer(60, 7, 2);
    model.network.heads = 2;
    model.preprocessing = {50.0, true};
    model.normalization = {{0.5F, -1.0F, 9.0F, 0.1F, 0.2F, -0.3F}, {0.2F, 0.3F, 0.25F, 0.5F, 0.75F, 0.6F}};
    model.phases = {"stance_swing",
                    {{"stance", EventKind::initial_contact}, {"swing", EventKind::final_contact}}};
    model.label_definition = "event_pairs";
    model.provenance = "random weights";
    Random random(7);
    std::vector<float> weights(parameter_count(model.network));
    for (const ParameterTensor& tensor : parameter_layout(model.network)) {
        for (std::size_t i = 0; i < tensor.size(); ++i) {
            const double around = tensor.role == TensorRole::norm_scale ? 1.0 : 0.0;
            weights[tensor.offset + i] = static_cast<float>(around + 0.12 * random.normal());
        }
    }
    model.weights = weights;
    io::write_model_file(file, model);
}

void print_answers(const char* file, int count) {
    const io::ModelFile loaded(file);
    const Model& model = loaded.model();
    Result<Inference> inference = Inference::make(model);
    if (!inference) {
        throw Error(inference.reason());
    }
    const auto phases = static_cast<std::size_t>(model.network.phases);
    nlohmann::json answers;
    Random random(11);
    for (int i = 0; i < count; ++i) {
        std::vector<float> window(static_cast<std::size_t>(model.network.inputs()));
        for (std::size_t k = 0; k < window.size(); ++k) {
            const std::size_t channel = k % kChannels;
            window[k] = model.normalization.mean[channel] +
                        static_cast<float>(random.normal()) / model.normalization.inverse_sd[channel];
        }
        const NetworkOutput output = inference->whole(window);
        const PhaseSample sample = decode(output.cycle[0], output.cycle[1], {output.phase.data(), phases}, 0);
        answers["inputs"].push_back(window);
        answers["cycle"].push_back(output.cycle);
        answers["phase_logits"].push_back(
            std::vector<float>(output.phase.begin(), output.phase.begin() + static_cast<long>(phases)));
        answers["phase"].push_back(std::vector<float>(
            sample.probability.begin(), sample.probability.begin() + static_cast<long>(phases)));
    }
    answers["shape"] = {model.network.window, model.network.channels};
    std::puts(answers.dump().c_str());
}

}  // namespace
}  // namespace footfall

int main(int argc, char** argv) {
    if (argc != 3) {
        std::fputs("usage: answers MODEL COUNT | answers --transformer MODEL\n", stderr);
        return 2;
    }
    try {
        if (std::string(argv[1]) == "--transformer") {
            footfall::write_transformer(argv[2]);
        } else {
            footfall::print_answers(argv[1], std::atoi(argv[2]));
        }
    } catch (const std::exception& error) {
        std::fprintf(stderr, "answers: %s\n", error.what());
        return 1;
    }
    return 0;
}
