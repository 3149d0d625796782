// From what training made to the model that is kept, and back.
#include "train/learnt_model.h"

#include <algorithm>
#include <string>

#include "footfall/recording/error.h"

namespace footfall::train {

Model model_of(const Learnt& learnt, const Corpus& corpus, const std::string& provenance) {
    const Vector<float>& parameters = learnt.network.parameters();
    Model model;
    model.network = learnt.network.spec();
    model.preprocessing = corpus.preprocessing;
    model.normalization = learnt.normalization;
    model.phases = corpus.phases;
    model.label_definition = corpus.label_definition;
    model.provenance = provenance;
    model.weights = {parameters.data(), static_cast<std::size_t>(parameters.size())};
    return model;
}

Learnt learnt_from(const Model& model) {
    if (model.precision != Precision::fp32) {
        throw Error("model", "", "fp32 weights, which alone can be learnt on",
                    std::string(to_string(model.precision)));
    }
    constexpr std::uint64_t kOverwritten = 0;
    Learnt learnt{Network<float>(model.network, kOverwritten), model.normalization, true, {}};
    std::copy(model.weights.begin(), model.weights.end(), learnt.network.parameters().data());
    return learnt;
}

}  // namespace footfall::train
