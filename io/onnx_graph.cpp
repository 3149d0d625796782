// Encodes an ONNX model.
#include "io/onnx_graph.h"

#include <bit>

namespace footfall::io {
namespace {

static_assert(std::endian::native == std::endian::little, "constants are written as they lie in memory");

// TensorProto.DataType and AttributeProto.AttributeType
constexpr int kFloat = 1;
constexpr int kInt64 = 7;
constexpr int kAttributeInt = 2;
constexpr int kAttributeInts = 7;

template <class Value>
std::string_view raw(std::span<const Value> values) {
    return {reinterpret_cast<const char*>(values.data()), values.size_bytes()};
}

ProtobufMessage tensor(std::string_view name, const OnnxGraph::Dimensions& dimensions, int type,
                       std::string_view data) {
    ProtobufMessage message;
    for (const std::int64_t dimension : dimensions) {
        message.put_integer(1, dimension);
    }
    message.put_integer(2, type);
    message.put_bytes(8, name);
    message.put_bytes(9, data);
    return message;
}

ProtobufMessage value_info(std::string_view name, const OnnxGraph::Dimensions& dimensions,
                           std::string_view description) {
    ProtobufMessage shape;
    ProtobufMessage batch;
    batch.put_bytes(2, "batch");
    shape.put_message(1, batch);
    for (const std::int64_t dimension : dimensions) {
        ProtobufMessage fixed;
        fixed.put_integer(1, dimension);
        shape.put_message(1, fixed);
    }
    ProtobufMessage tensor_type;
    tensor_type.put_integer(1, kFloat);
    tensor_type.put_message(2, shape);
    ProtobufMessage type;
    type.put_message(1, tensor_type);
    ProtobufMessage info;
    info.put_bytes(1, name);
    info.put_message(2, type);
    info.put_bytes(3, description);
    return info;
}

}  // namespace

void OnnxGraph::add_input(std::string_view name, const Dimensions& dimensions, std::string_view description) {
    values_.put_message(11, value_info(name, dimensions, description));
}

void OnnxGraph::add_output(std::string_view name, const Dimensions& dimensions,
                           std::string_view description) {
    values_.put_message(12, value_info(name, dimensions, description));
}

OnnxGraph::Name OnnxGraph::constant(std::string_view name, const Dimensions& dimensions,
                                    std::span<const float> values) {
    constants_.put_message(5, tensor(name, dimensions, kFloat, raw(values)));
    return Name(name);
}

OnnxGraph::Name OnnxGraph::integers(std::string_view name, std::initializer_list<std::int64_t> values,
                                    bool scalar) {
    const Dimensions dimensions =
        scalar ? Dimensions{} : Dimensions{static_cast<std::int64_t>(values.size())};
    constants_.put_message(5, tensor(name, dimensions, kInt64,
                                     raw(std::span<const std::int64_t>(values.begin(), values.size()))));
    return Name(name);
}

OnnxGraph::Name OnnxGraph::apply(std::string_view operation, const std::vector<Name>& inputs,
                                 const std::vector<Attribute>& attributes, std::string_view result) {
    Name name = result.empty() ? std::string(operation) + "." + std::to_string(results_++) : Name(result);
    apply_to(operation, inputs, {name}, attributes);
    return name;
}

void OnnxGraph::apply_to(std::string_view operation, const std::vector<Name>& inputs,
                         const std::vector<Name>& results, const std::vector<Attribute>& attributes) {
    ProtobufMessage node;
    for (const Name& input : inputs) {
        node.put_bytes(1, input);
    }
    for (const Name& result : results) {
        node.put_bytes(2, result);
    }
    node.put_bytes(3, results.front());
    node.put_bytes(4, operation);
    for (const Attribute& attribute : attributes) {
        ProtobufMessage message;
        message.put_bytes(1, attribute.name);
        for (const std::int64_t value : attribute.values) {
            message.put_integer(attribute.list ? 8 : 3, value);
        }
        message.put_integer(20, attribute.list ? kAttributeInts : kAttributeInt);
        node.put_message(5, message);
    }
    nodes_.put_message(1, node);
}

void OnnxGraph::add_metadata(std::string_view key, std::string_view value) {
    ProtobufMessage entry;
    entry.put_bytes(1, key);
    entry.put_bytes(2, value);
    metadata_.put_message(14, entry);
}

std::string OnnxGraph::file(std::string_view graph_name, std::string_view version) const {
    constexpr int kIrVersion = 7;
    constexpr int kOperatorSet = 13;
    ProtobufMessage name;
    name.put_bytes(2, graph_name);
    ProtobufMessage operators;
    operators.put_bytes(1, "");
    operators.put_integer(2, kOperatorSet);
    ProtobufMessage model;
    model.put_integer(1, kIrVersion);
    model.put_bytes(2, "footfall");
    model.put_bytes(3, version);
    model.put_bytes(7, nodes_.bytes() + name.bytes() + constants_.bytes() + values_.bytes());
    model.put_message(8, operators);
    return model.bytes() + metadata_.bytes();
}

}  // namespace footfall::io
