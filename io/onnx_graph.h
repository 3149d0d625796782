// Builds an ONNX model: constants, operators and what goes in and out, in the file's own encoding.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "io/protobuf.h"

namespace footfall::io {

/// IR version 7 with operator set 13, the newest that ONNX 1.8 (2020) and all runtimes since know. Message
/// and field numbers are those of onnx/onnx.proto in https://github.com/onnx/onnx.
class OnnxGraph {
public:
    using Name = std::string;
    using Dimensions = std::vector<std::int64_t>;

    /// An operator's setting: one or several integers.
    struct Attribute {
        std::string_view name;
        std::vector<std::int64_t> values;
        bool list = false;
    };

    /// Float values going in or out. The batch, symbolic, is an axis before `dimensions`.
    void add_input(std::string_view name, const Dimensions& dimensions, std::string_view description);
    void add_output(std::string_view name, const Dimensions& dimensions, std::string_view description);

    /// A float constant, row-major. Returns its name.
    Name constant(std::string_view name, const Dimensions& dimensions, std::span<const float> values);
    /// A list of integers; a scalar when `scalar`. Returns its name.
    Name integers(std::string_view name, std::initializer_list<std::int64_t> values, bool scalar = false);

    /// An operator of the standard domain with one output, which it returns: `result`, or a name of its own.
    Name apply(std::string_view operation, const std::vector<Name>& inputs,
               const std::vector<Attribute>& attributes = {}, std::string_view result = {});
    /// The same with as many outputs as `results`.
    void apply_to(std::string_view operation, const std::vector<Name>& inputs,
                  const std::vector<Name>& results, const std::vector<Attribute>& attributes);

    void add_metadata(std::string_view key, std::string_view value);

    /// The bytes of the file.
    /// @param version of the program that makes it
    [[nodiscard]] std::string file(std::string_view graph_name, std::string_view version) const;

private:
    ProtobufMessage nodes_;  // the fields of a GraphProto that follow each other, kept apart by kind
    ProtobufMessage constants_;
    ProtobufMessage values_;
    ProtobufMessage metadata_;  // of the ModelProto
    int results_ = 0;
};

}  // namespace footfall::io
