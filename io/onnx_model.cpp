// Writes a network out as ONNX operators. Layer norms and attention are made of basic ones, so that every
// runtime of the last years has them.
#include "io/onnx_model.h"

#include <fmt/format.h>

#include <cmath>
#include <utility>
#include <vector>

#include "footfall/recording/error.h"
#include "io/onnx_graph.h"

namespace footfall::io {
namespace {

using Name = OnnxGraph::Name;

class NetworkWriter {
public:
    NetworkWriter(const Model& model, OnnxGraph& graph)
        : model_(model), spec_(model.network), layout_(parameter_layout(model.network)), graph_(graph) {}

    void write() {
        Name embedding =
            spec_.kind == NetworkKind::dnn ? dnn(normalised_window()) : transformer(normalised_window());
        const ParameterTensor& cycle = next();
        graph_.apply("Add", {product(cycle, embedding), constant(next())}, {}, "cycle");
        const ParameterTensor& phase = next();
        const Name logits =
            graph_.apply("Add", {product(phase, embedding), constant(next())}, {}, "phase_logits");
        graph_.apply("Softmax", {logits}, {{"axis", {1}}}, "phase");
    }

private:
    [[nodiscard]] const ParameterTensor& next() { return layout_.at(next_++); }

    /// Row-major of the transposed shape, which is how a column-major tensor lies; a bias is one row.
    Name constant(const ParameterTensor& tensor) {
        OnnxGraph::Dimensions dimensions = {tensor.rows};
        if (tensor.cols > 1 || tensor.role == TensorRole::positions || tensor.name.ends_with(".weight")) {
            dimensions = {tensor.cols, tensor.rows};
        }
        return graph_.constant(tensor.name, dimensions, model_.weights.subspan(tensor.offset, tensor.size()));
    }

    Name product(const ParameterTensor& weight, const Name& input) {
        return graph_.apply("MatMul", {input, constant(weight)});
    }

    Name dense(const Name& input) {
        const Name sums = product(next(), input);
        return graph_.apply("Add", {sums, constant(next())});
    }

    Name relu(const Name& input) { return graph_.apply("Relu", {input}); }

    Name normalised_window() {
        const Name mean = graph_.constant("normalization.mean", {kChannels}, model_.normalization.mean);
        const Name inverse_sd =
            graph_.constant("normalization.inverse_sd", {kChannels}, model_.normalization.inverse_sd);
        return graph_.apply("Mul", {graph_.apply("Sub", {"window", mean}), inverse_sd});
    }

    Name dnn(const Name& window) {
        // 0: the batch as it is
        Name activation =
            graph_.apply("Reshape", {window, graph_.integers("shape.inputs", {0, spec_.inputs()})});
        for (std::size_t i = 0; i < spec_.hidden.size(); ++i) {
            activation = relu(dense(activation));
        }
        return activation;
    }

    Name layer_norm(const Name& input) {
        const Name scale = constant(next());
        const Name shift = constant(next());
        const std::vector<OnnxGraph::Attribute> over_width = {{"axes", {-1}, true}, {"keepdims", {1}}};
        const Name distance = graph_.apply("Sub", {input, graph_.apply("ReduceMean", {input}, over_width)});
        const Name variance =
            graph_.apply("ReduceMean", {graph_.apply("Mul", {distance, distance})}, over_width);
        const Name deviation = graph_.apply("Sqrt", {graph_.apply("Add", {variance, "layer_norm.epsilon"})});
        const Name normalised = graph_.apply("Div", {distance, deviation});
        return graph_.apply("Add", {graph_.apply("Mul", {normalised, scale}), shift});
    }

    Name attention(const Name& input) {
        const Name projected = dense(input);
        const std::string block = fmt::format("block{}.", block_);
        const std::vector<Name> parts = {block + "queries", block + "keys", block + "values"};
        graph_.apply_to("Split", {projected, "split.qkv"}, parts, {{"axis", {2}}});
        const auto by_head = [&](const Name& part, std::vector<std::int64_t> order) {
            return graph_.apply("Transpose", {graph_.apply("Reshape", {part, "shape.heads"})},
                                {{"perm", std::move(order), true}});
        };
        const Name queries = by_head(parts[0], {0, 2, 1, 3});
        const Name keys = by_head(parts[1], {0, 2, 3, 1});
        const Name values = by_head(parts[2], {0, 2, 1, 3});
        const Name scores = graph_.apply("Mul", {graph_.apply("MatMul", {queries, keys}), "attention.scale"});
        const Name shares = graph_.apply("Softmax", {scores}, {{"axis", {3}}});
        const Name mixed = graph_.apply("Transpose", {graph_.apply("MatMul", {shares, values})},
                                        {{"perm", {0, 2, 1, 3}, true}});
        return dense(graph_.apply("Reshape", {mixed, "shape.tokens"}));
    }

    Name transformer(const Name& window) {
        const std::int64_t width = spec_.width;
        const std::int64_t tokens = spec_.tokens();
        const float epsilon = static_cast<float>(kLayerNormEpsilon);
        const float scale =
            1.0F / std::sqrt(static_cast<float>(spec_.width) / static_cast<float>(spec_.heads));
        graph_.constant("layer_norm.epsilon", {}, {&epsilon, 1});
        graph_.constant("attention.scale", {}, {&scale, 1});
        graph_.integers("shape.patches", {0, tokens, spec_.inputs() / tokens});
        graph_.integers("shape.tokens", {0, tokens, width});
        graph_.integers("shape.heads", {0, tokens, spec_.heads, width / spec_.heads});
        graph_.integers("split.qkv", {width, width, width});
        graph_.integers("answered_token", {spec_.answered_token()}, true);

        Name stream = dense(graph_.apply("Reshape", {window, "shape.patches"}));
        stream = graph_.apply("Add", {stream, constant(next())});
        for (block_ = 0; block_ < spec_.layers; ++block_) {
            stream = graph_.apply("Add", {stream, attention(layer_norm(stream))});
            stream = graph_.apply("Add", {stream, dense(relu(dense(layer_norm(stream))))});
        }
        const Name normalised = layer_norm(stream);
        const Name mean = graph_.apply("ReduceMean", {normalised}, {{"axes", {1}, true}, {"keepdims", {0}}});
        const Name answered = graph_.apply("Gather", {normalised, "answered_token"}, {{"axis", {1}}});
        return graph_.apply("Concat", {mean, answered}, {{"axis", {1}}});
    }

    const Model& model_;
    const NetworkSpec& spec_;
    std::vector<ParameterTensor> layout_;
    std::size_t next_ = 0;
    int block_ = 0;
    OnnxGraph& graph_;
};

void add_metadata(const Model& model, OnnxGraph& graph) {
    std::string names;
    std::string events;
    for (const PhaseDefinition& phase : model.phases.phases) {
        names += (names.empty() ? "" : ",") + phase.name;
        events += fmt::format("{}{}", events.empty() ? "" : ",", to_string(phase.begins_with));
    }
    const auto add = [&](const char* key, const std::string& value) {
        graph.add_metadata(std::string("footfall.") + key, value);
    };
    add("network", std::string(to_string(model.network.kind)));
    add("channels", "acceleration x,y,z in m/s^2; angular rate x,y,z in rad/s");
    add("frame", model.preprocessing.align ? "foot: x forward, y left, z up; the left foot mirrored"
                                           : "sensor; the left foot mirrored");
    add("rate_hz", fmt::format("{}", model.preprocessing.rate_hz));
    add("window", std::to_string(model.network.window));
    add("look_ahead", std::to_string(model.network.look_ahead));
    add("phase_set", model.phases.name);
    add("phases", names);
    add("phases_begin_with", events);
    add("initial_contact_offset_s", fmt::format("{}", model.event_offsets.initial_contact_s));
    add("final_contact_offset_s", fmt::format("{}", model.event_offsets.final_contact_s));
    add("label_definition", model.label_definition);
    add("provenance", model.provenance);
}

}  // namespace

std::string onnx_model(const Model& model, const std::string& name, std::string_view version) {
    if (model.precision != Precision::fp32) {
        throw Error(name, "", "a model of fp32 weights, the only ones that go into ONNX files",
                    fmt::format("{}", to_string(model.precision)));
    }
    OnnxGraph graph;
    graph.add_input("window", {model.network.window, model.network.channels},
                    "acceleration (m/s^2) and angular rate (rad/s), x y z each, oldest sample first");
    graph.add_output("cycle", {2},
                     "cos and sin of 2*pi*cycle position of the answered sample, not of length 1");
    graph.add_output("phase_logits", {model.network.phases}, "before the softmax");
    graph.add_output("phase", {model.network.phases}, "probability of each phase of the answered sample");
    NetworkWriter(model, graph).write();
    add_metadata(model, graph);
    return graph.file(name, version);
}

}  // namespace footfall::io
