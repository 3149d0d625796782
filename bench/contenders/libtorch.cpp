// The DNN by LibTorch: its linear layers on the weights as they lie, without gradients. How fast it is
// depends on the BLAS that the system gives it.
#include <exception>
#include <utility>
#include <vector>

#include <ATen/Parallel.h>
#include <torch/torch.h>

#include "cli/contender.h"

namespace {

using footfall::cli::ContenderNetwork;

struct Layer {
    torch::Tensor weight;  // (outputs, inputs)
    torch::Tensor bias;
};

class Network {
public:
    explicit Network(const ContenderNetwork& shape) : inputs_(static_cast<std::int64_t>(shape.inputs)) {
        std::int64_t inputs = inputs_;
        const float* weights = shape.weights;
        for (std::size_t i = 0; i < shape.layers; ++i) {
            hidden_.push_back(layer(weights, shape.hidden[i], inputs));
            inputs = shape.hidden[i];
        }
        cycle_ = layer(weights, 2, inputs);
        phase_ = layer(weights, static_cast<std::int64_t>(shape.phases), inputs);
    }

    void run(const float* input, float* output) {
        const c10::InferenceMode no_gradients;
        torch::Tensor x = torch::from_blob(const_cast<float*>(input), {1, inputs_});
        for (const Layer& each : hidden_) {
            x = torch::linear(x, each.weight, each.bias).relu_();
        }
        const torch::Tensor cycle = torch::linear(x, cycle_.weight, cycle_.bias);
        const torch::Tensor phase = torch::linear(x, phase_.weight, phase_.bias);
        std::copy_n(cycle.data_ptr<float>(), cycle.numel(), output);
        std::copy_n(phase.data_ptr<float>(), phase.numel(), output + 2);
    }

private:
    static Layer layer(const float*& weights, std::int64_t outputs, std::int64_t inputs) {
        auto* const from = const_cast<float*>(weights);
        weights += outputs * (inputs + 1);
        return {torch::from_blob(from, {outputs, inputs}, {1, outputs}),
                torch::from_blob(from + outputs * inputs, {outputs})};
    }

    std::int64_t inputs_;
    std::vector<Layer> hidden_;
    Layer cycle_;
    Layer phase_;
};

void* make(const ContenderNetwork& network) noexcept {
    try {
        at::set_num_threads(1);
        return new Network(network);
    } catch (const std::exception&) {
        return nullptr;
    }
}

constexpr footfall::cli::ContenderModule kModule = {
    "libtorch", make,
    [](void* network, const float* input, float* output) noexcept {
        static_cast<Network*>(network)->run(input, output);
    },
    [](void* network) noexcept { delete static_cast<Network*>(network); }};

}  // namespace

extern "C" const footfall::cli::ContenderModule* footfall_contender() { return &kModule; }
