// The DNN by oneDNN: inner products with its own layout of the weights, ReLU fused.
#include <omp.h>

#include <exception>
#include <memory>
#include <unordered_map>
#include <utility>
#include <vector>

#include <dnnl.hpp>

#include "cli/contender.h"

namespace {

using dnnl::memory;
using footfall::cli::ContenderNetwork;

struct Layer {
    dnnl::inner_product_forward product;
    std::unordered_map<int, memory> arguments;
};

class Network {
public:
    explicit Network(const ContenderNetwork& shape) : engine_(dnnl::engine::kind::cpu, 0), stream_(engine_) {
        input_ = vector_of(shape.inputs);
        memory from = input_;
        std::size_t inputs = shape.inputs;
        const float* weights = shape.weights;
        for (std::size_t i = 0; i < shape.layers; ++i) {
            const auto outputs = static_cast<std::size_t>(shape.hidden[i]);
            from = add(from, inputs, outputs, weights, true);
            weights += outputs * (inputs + 1);
            inputs = outputs;
        }
        cycle_ = add(from, inputs, 2, weights, false);
        phase_ = add(from, inputs, shape.phases, weights + 2 * (inputs + 1), false);
        phases_ = shape.phases;
        stream_.wait();
    }

    void run(const float* input, float* output) {
        input_.set_data_handle(const_cast<float*>(input));
        for (Layer& layer : layers_) {
            layer.product.execute(stream_, layer.arguments);
        }
        stream_.wait();
        std::copy_n(static_cast<const float*>(cycle_.get_data_handle()), 2, output);
        std::copy_n(static_cast<const float*>(phase_.get_data_handle()), phases_, output + 2);
    }

private:
    static memory::dim dim(std::size_t size) { return static_cast<memory::dim>(size); }

    memory vector_of(std::size_t size) {
        return {{{1, dim(size)}, memory::data_type::f32, memory::format_tag::ab}, engine_};
    }

    memory add(const memory& from, std::size_t inputs, std::size_t outputs, const float* weights, bool relu) {
        const memory::desc free_layout({dim(outputs), dim(inputs)}, memory::data_type::f32,
                                       memory::format_tag::any);
        const memory::desc bias({dim(outputs)}, memory::data_type::f32, memory::format_tag::a);
        memory to = vector_of(outputs);
        dnnl::primitive_attr attributes;
        if (relu) {
            dnnl::post_ops after;
            after.append_eltwise(1.0F, dnnl::algorithm::eltwise_relu, 0.0F, 0.0F);
            attributes.set_post_ops(after);
        }
        const dnnl::inner_product_forward::primitive_desc how(
            {dnnl::prop_kind::forward_inference, from.get_desc(), free_layout, bias, to.get_desc()},
            attributes, engine_);
        const memory ours({{dim(outputs), dim(inputs)}, memory::data_type::f32, memory::format_tag::ba},
                          engine_, const_cast<float*>(weights));
        memory its(how.weights_desc(), engine_);
        dnnl::reorder(ours, its).execute(stream_, const_cast<memory&>(ours), its);
        const memory biases(bias, engine_, const_cast<float*>(weights + outputs * inputs));
        layers_.push_back(
            {dnnl::inner_product_forward(how),
             {{DNNL_ARG_SRC, from}, {DNNL_ARG_WEIGHTS, its}, {DNNL_ARG_BIAS, biases}, {DNNL_ARG_DST, to}}});
        return to;
    }

    dnnl::engine engine_;
    dnnl::stream stream_;
    memory input_;
    memory cycle_;
    memory phase_;
    std::size_t phases_ = 0;
    std::vector<Layer> layers_;
};

void* make(const ContenderNetwork& network) noexcept {
    try {
        omp_set_num_threads(1);
        return new Network(network);
    } catch (const std::exception&) {
        return nullptr;
    }
}

constexpr footfall::cli::ContenderModule kModule = {
    "onednn", make,
    [](void* network, const float* input, float* output) noexcept {
        static_cast<Network*>(network)->run(input, output);
    },
    [](void* network) noexcept { delete static_cast<Network*>(network); }};

}  // namespace

extern "C" const footfall::cli::ContenderModule* footfall_contender() { return &kModule; }
