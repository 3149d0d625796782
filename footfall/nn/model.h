// A trained network with all it needs to answer, and the file it is kept in.
//
// The file, version 2. Everything is little-endian. Real numbers are IEEE 754; none may be infinite or NaN. A
// text is u32 length, that many bytes of UTF-8 without control characters, and one zero byte (so that C can
// use it in place). Nothing is left to the writer's choice: a model has exactly one file.
//
//   offset  type     what
//        0  char[8]  FOOTFALL
//        8  u32      version of the format: 2
//       12  u32      network: 0 DNN, 1 transformer
//       16  u64      size of the file in bytes, checksum included
//       24  u64      n, bytes of all weights together
//       32  f64      rate of the grid that windows are cut from, in Hz
//       40  u32      alignment to the foot's axes: 0 no, 1 yes
//       44  i32      window, in samples
//       48  i32      look-ahead, in samples
//       52  i32      channels
//       56  i32      phases
//       60  i32      patch, in samples   (the transformer's; kept but unused in a DNN)
//       64  i32      width               (the same)
//       68  i32      heads               (the same)
//       72  i32      layers              (the same)
//       76  u32      h, the number of hidden widths (the DNN's; kept but unused in a transformer)
//       80  f32[6]   normalization: mean of each channel, x y z in m/s² and x y z in rad/s
//      104  f32[6]   normalization: 1 / standard deviation of each channel
//      128  f32      offset of initial contact, in s
//      132  f32      offset of final contact, in s
//      136  u32      precision: 0 fp32, 1 bf16, 2 int8; a transformer's is fp32
//      140  i32[h]   hidden widths
//           f32[h]   int8 only: step of each dense layer's input
//           text     name of the phase set
//           u32      number of phases, the same as at 56
//             u32    for each phase: the event that opens it: 0 initial contact, 1 foot-flat, 2 heel-off,
//             text   3 final contact; and its name
//           text     label definition
//           text     provenance
//           zeros    up to the next multiple of 64
//           n bytes  weights, used in place:
//                    fp32: f32, all tensors as network_spec.h lays them out
//                    bf16, int8: for each dense layer, p = outputs rounded up to a multiple of 16:
//                      u16 or i8   its weights, laid out as packed_layer.h says
//                      f32[p]      int8 only: scale of each row
//                      f32[p]      bias
//                    then f32, both heads as network_spec.h lays them out. Everything before the heads is a
//                    multiple of 64 bytes: every vector of weights begins at one.
//           u32      CRC-32 (crc32.h) of all bytes before it
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "footfall/core/phase_set.h"
#include "footfall/core/preprocessing.h"
#include "footfall/core/result.h"
#include "footfall/nn/network_spec.h"
#include "footfall/nn/normalization.h"
#include "footfall/nn/packed_layer.h"

namespace footfall {

/// Seconds to add to the time at which the phases show an event, to meet the label definition's.
struct EventOffsets {
    float initial_contact_s = 0.0F;
    float final_contact_s = 0.0F;

    friend bool operator==(const EventOffsets&, const EventOffsets&) = default;
};

/// Everything a network needs to answer. Never changes once made; all streams share it.
struct Model {
    NetworkSpec network;
    Preprocessing preprocessing;
    Normalization normalization;
    PhaseSet phases;
    EventOffsets event_offsets;
    std::string label_definition;
    std::string provenance;  ///< one line: config, data, seed, version
    Precision precision = Precision::fp32;
    // Of the memory of the model's maker:
    std::span<const float> weights;   ///< fp32: as network_spec.h lays them out; else empty
    std::vector<PackedLayer> layers;  ///< bf16, int8: one a dense layer; else empty
    std::span<const float> heads;     ///< bf16, int8: both heads as network_spec.h lays them out; else empty
};

/// Weights begin at a multiple of this many bytes, a cache line and the widest vector register.
inline constexpr std::size_t kModelAlignment = 64;

/// Why `model` can't be used, or nothing. Beyond the network's own shape: 6 channels, a rate from 1 to 10000
/// Hz, a usable normalization, event offsets within 1 s, phases in the order of the cycle and as many as the
/// network has, texts of one line, and as many finite weights as the network needs, packed as packed_layer.h
/// says unless they are fp32.
[[nodiscard]] std::optional<Failure> validate(const Model& model) noexcept;

/// The file's bytes. Of a model that validate() has an objection to, parse_model() will not take them back.
[[nodiscard]] std::vector<std::byte> serialise(const Model& model);

/// Reads a file's bytes, which must begin at a multiple of kModelAlignment and outlive the model: the weights
/// are used in place. Fails, saying why, unless the bytes are one whole, undamaged, valid model and nothing
/// else. Allocates the description (texts, widths, phases), never more than a few times the bytes given.
[[nodiscard]] Result<Model> parse_model(std::span<const std::byte> bytes);

}  // namespace footfall
