// A trained model as an ONNX file, for runtimes that are not Footfall's.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "footfall/nn/model.h"

namespace footfall::io {

/// The bytes of an ONNX file (onnx_graph.h says which version) of the network with its normalisation. The
/// batch may be of any size.
///
///   input   window        (batch, window, 6)  m/s² and rad/s, x y z each, foot frame, the left foot
///   mirrored,
///                                             on the model's grid, oldest sample first
///   outputs cycle         (batch, 2)          cos and sin of 2*pi*cycle position, not of length 1
///           phase_logits  (batch, phases)
///           phase         (batch, phases)     probabilities: the softmax of the logits
///
/// What else there is to know is among the file's metadata, under names that begin with "footfall.".
/// Throws footfall::Error for a model whose weights are not kept in fp32.
/// @param name of the model, for messages and as the graph's name
/// @param version of the program
[[nodiscard]] std::string onnx_model(const Model& model, const std::string& name, std::string_view version);

}  // namespace footfall::io
