// Says whether a model can be used, and turns it into a file's bytes and back.
#include "footfall/nn/model.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "footfall/nn/byte_stream.h"
#include "footfall/nn/crc32.h"
#include "footfall/nn/one_line.h"

namespace footfall {
namespace {

constexpr std::string_view kMagic = "FOOTFALL";
constexpr std::uint32_t kVersion = 2;
constexpr std::size_t kSizeOffset = 16;
constexpr std::size_t kWeightBytesOffset = 24;
constexpr std::size_t kFixedSize = 140;  // of what comes before the hidden widths
constexpr std::size_t kChecksumSize = sizeof(std::uint32_t);

constexpr Failure kCutOff{"the model is cut off"};
constexpr Failure kPastEnd{"a length in the model points past the model's end"};
constexpr Failure kWeightCount{"the number of weights does not fit the network"};
constexpr Failure kNotPacked{"a transformer's precision must be fp32"};
constexpr Failure kPhaseCount{"the phase set and the network have different numbers of phases"};

using Objection = std::optional<Failure>;

bool all_finite(std::span<const float> values) noexcept {
    return std::all_of(values.begin(), values.end(), [](float value) { return std::isfinite(value); });
}

Objection validate_network(const NetworkSpec& network) noexcept {
    if (const auto failure = validate(network)) {
        return failure;
    }
    return network.channels == kChannels ? std::nullopt : Objection(Failure{"a model must have 6 channels"});
}

Objection validate_numbers(const Model& model) noexcept {
    const double rate_hz = model.preprocessing.rate_hz;
    if (!(rate_hz >= 1.0 && rate_hz <= 10'000.0)) {
        return Failure{"rate must be from 1 to 10000 Hz"};
    }
    const Normalization& normalization = model.normalization;
    if (!all_finite(normalization.mean)) {
        return Failure{"a mean of the normalization is not finite"};
    }
    if (!std::all_of(normalization.inverse_sd.begin(), normalization.inverse_sd.end(),
                     [](float value) { return std::isfinite(value) && value > 0.0F; })) {
        return Failure{"a scale of the normalization is not finite and positive"};
    }
    for (const float offset_s :
         {model.event_offsets.initial_contact_s, model.event_offsets.final_contact_s}) {
        if (!(std::abs(offset_s) <= 1.0F)) {
            return Failure{"event offsets must be within 1 s"};
        }
    }
    return std::nullopt;
}

Objection validate_phases(const Model& model) noexcept {
    const auto& phases = model.phases.phases;
    if (phases.size() != static_cast<std::size_t>(model.network.phases)) {
        return kPhaseCount;
    }
    constexpr int kEvents = 4;
    int before = -1;
    for (const PhaseDefinition& phase : phases) {
        const int since_restart =
            (static_cast<int>(phase.begins_with) - static_cast<int>(phases.front().begins_with) + kEvents) %
            kEvents;
        if (since_restart <= before) {
            return Failure{"phases must follow the gait cycle, each opened by an event of its own"};
        }
        before = since_restart;
    }
    return std::nullopt;
}

Objection validate_texts(const Model& model) noexcept {
    const auto& phases = model.phases.phases;
    if (std::any_of(phases.begin(), phases.end(), [](const auto& phase) { return phase.name.empty(); })) {
        return Failure{"a phase has no name"};
    }
    if (!is_one_line(model.phases.name) || !is_one_line(model.label_definition) ||
        !is_one_line(model.provenance) || !std::all_of(phases.begin(), phases.end(), [](const auto& phase) {
            return is_one_line(phase.name);
        })) {
        return Failure{"a text in the model is not one line of UTF-8"};
    }
    return std::nullopt;
}

Objection validate_weights(const Model& model) noexcept {
    if (model.precision == Precision::fp32) {
        if (model.weights.size() != parameter_count(model.network) || !model.layers.empty() ||
            !model.heads.empty()) {
            return kWeightCount;
        }
        return all_finite(model.weights) ? std::nullopt : Objection(Failure{"a weight is not finite"});
    }
    if (model.network.kind != NetworkKind::dnn) {
        return kNotPacked;
    }
    if (!model.weights.empty() || model.heads.size() != head_count(model.network)) {
        return kWeightCount;
    }
    if (!all_finite(model.heads)) {
        return Failure{"a weight is not finite"};
    }
    return validate(model.layers, model.network, model.precision);
}

/// Whether the bytes are one whole, undamaged file of this version; says nothing of what the file describes.
Objection check_frame(std::span<const std::byte> bytes) noexcept {
    ByteReader reader(bytes);
    const auto magic = reader.take(kMagic.size());
    if (!reader.ok() || std::memcmp(magic.data(), kMagic.data(), kMagic.size()) != 0) {
        return Failure{"not a model: it does not begin with FOOTFALL"};
    }
    const auto version = reader.get<std::uint32_t>();
    if (reader.ok() && version != kVersion) {
        return Failure{"the model's format has a version other than 2"};
    }
    if (bytes.size() < kFixedSize + kChecksumSize) {
        return kCutOff;
    }
    const auto size = ByteReader(bytes.subspan(kSizeOffset)).get<std::uint64_t>();
    if (bytes.size() < size) {
        return kCutOff;
    }
    if (bytes.size() > size) {
        return Failure{"bytes follow the model's end"};
    }
    const auto checksum = ByteReader(bytes.last(kChecksumSize)).get<std::uint32_t>();
    if (checksum != crc32(bytes.first(bytes.size() - kChecksumSize))) {
        return Failure{"the model is damaged: its checksum is wrong"};
    }
    return std::nullopt;
}

/// The fields of fixed place, from the kind of network on, and the hidden widths.
Objection read_numbers(ByteReader& reader, Model& model, std::uint64_t& bytes_of_weights) {
    NetworkSpec& network = model.network;
    const auto kind = reader.get<std::uint32_t>();
    reader.skip(sizeof(std::uint64_t));  // the file's size
    reader.get(bytes_of_weights);
    reader.get(model.preprocessing.rate_hz);
    const auto align = reader.get<std::uint32_t>();
    for (int* field : {&network.window, &network.look_ahead, &network.channels, &network.phases,
                       &network.patch, &network.width, &network.heads, &network.layers}) {
        *field = reader.get<std::int32_t>();
    }
    const auto hidden = reader.get<std::uint32_t>();
    for (auto* values : {&model.normalization.mean, &model.normalization.inverse_sd}) {
        for (float& value : *values) {
            reader.get(value);
        }
    }
    reader.get(model.event_offsets.initial_contact_s);
    reader.get(model.event_offsets.final_contact_s);
    const auto precision = reader.get<std::uint32_t>();
    if (!reader.ok() || hidden > reader.remaining() / sizeof(std::int32_t)) {
        return kPastEnd;
    }
    network.hidden.resize(hidden);
    for (int& width : network.hidden) {
        width = reader.get<std::int32_t>();
    }
    if (kind > static_cast<std::uint32_t>(NetworkKind::transformer)) {
        return Failure{"unknown kind of network"};
    }
    if (align > 1) {
        return Failure{"alignment must be 0 or 1"};
    }
    if (precision > static_cast<std::uint32_t>(Precision::int8)) {
        return Failure{"unknown precision"};
    }
    network.kind = static_cast<NetworkKind>(kind);
    model.precision = static_cast<Precision>(precision);
    model.preprocessing.align = align == 1;
    return std::nullopt;
}

Objection read_text(ByteReader& reader, std::string& text) {
    const auto length = reader.get<std::uint32_t>();
    const auto raw = reader.take(length);
    const auto end = reader.get<char>();
    if (!reader.ok()) {
        return kPastEnd;
    }
    if (end != '\0') {
        return Failure{"a text in the model does not end with a zero byte"};
    }
    text.assign(reinterpret_cast<const char*>(raw.data()), raw.size());
    return std::nullopt;
}

/// `count` is the network's, checked.
Objection read_phases(ByteReader& reader, std::uint32_t count, PhaseSet& phases) {
    if (const auto failure = read_text(reader, phases.name)) {
        return failure;
    }
    if (reader.get<std::uint32_t>() != count) {
        return reader.ok() ? kPhaseCount : kPastEnd;
    }
    phases.phases.resize(count);
    for (PhaseDefinition& phase : phases.phases) {
        const auto event = reader.get<std::uint32_t>();
        if (event > static_cast<std::uint32_t>(EventKind::final_contact)) {
            return Failure{"unknown kind of event"};
        }
        phase.begins_with = static_cast<EventKind>(event);
        if (const auto failure = read_text(reader, phase.name)) {
            return failure;
        }
    }
    return std::nullopt;
}

/// All that is left to read must be the padding and `count` bytes.
Objection skip_to_weights(ByteReader& reader, std::uint64_t count) noexcept {
    const std::size_t past_alignment = reader.position() % kModelAlignment;
    const auto padding = reader.take(past_alignment == 0 ? 0 : kModelAlignment - past_alignment);
    if (!reader.ok()) {
        return kPastEnd;
    }
    if (std::any_of(padding.begin(), padding.end(), [](std::byte byte) { return byte != std::byte{0}; })) {
        return Failure{"the padding before the weights is not zero"};
    }
    if (reader.remaining() != count) {
        return Failure{"the weights do not fill the rest of the model"};
    }
    return std::nullopt;
}

/// The next `count` numbers where they are.
template <class T>
std::span<const T> view(ByteReader& reader, std::size_t count) noexcept {
    return {reinterpret_cast<const T*>(reader.take(count * sizeof(T)).data()), count};
}

/// The bytes left are as many as a model of this shape has, checked.
void read_weights(ByteReader& reader, Model& model) noexcept {
    if (model.precision == Precision::fp32) {
        model.weights = view<float>(reader, parameter_count(model.network));
        return;
    }
    for (PackedLayer& layer : model.layers) {
        const std::size_t weights = packed_weights(model.precision, layer.inputs, layer.outputs);
        if (model.precision == Precision::bf16) {
            layer.bf16 = view<std::uint16_t>(reader, weights);
        } else {
            layer.int8 = view<std::int8_t>(reader, weights);
            layer.scale = view<float>(reader, layer.padded_outputs());
        }
        layer.bias = view<float>(reader, layer.padded_outputs());
    }
    model.heads = view<float>(reader, head_count(model.network));
}

/// The layers' sizes and, of an int8 model, their steps.
void read_layers(ByteReader& reader, Model& model) {
    if (model.precision == Precision::fp32) {
        return;
    }
    model.layers.resize(model.network.hidden.size());
    for (std::size_t i = 0; i < model.layers.size(); ++i) {
        model.layers[i].inputs = inputs_of_layer(model.network, i);
        model.layers[i].outputs = static_cast<std::size_t>(model.network.hidden[i]);
        if (model.precision == Precision::int8) {
            reader.get(model.layers[i].input_step);
        }
    }
}

Objection read_model(ByteReader& reader, Model& model) {
    std::uint64_t bytes_of_weights = 0;
    if (const auto failure = read_numbers(reader, model, bytes_of_weights)) {
        return failure;
    }
    if (const auto failure = validate_network(model.network)) {
        return failure;
    }
    if (model.precision != Precision::fp32 && model.network.kind != NetworkKind::dnn) {
        return kNotPacked;
    }
    read_layers(reader, model);
    if (const auto failure =
            read_phases(reader, static_cast<std::uint32_t>(model.network.phases), model.phases)) {
        return failure;
    }
    for (std::string* text : {&model.label_definition, &model.provenance}) {
        if (const auto failure = read_text(reader, *text)) {
            return failure;
        }
    }
    if (const auto failure = skip_to_weights(reader, bytes_of_weights)) {
        return failure;
    }
    if (bytes_of_weights != weight_bytes(model.network, model.precision)) {
        return kWeightCount;
    }
    read_weights(reader, model);
    return validate(model);
}

}  // namespace

std::optional<Failure> validate(const Model& model) noexcept {
    if (const auto failure = validate_network(model.network)) {
        return failure;
    }
    for (const auto check : {validate_numbers, validate_phases, validate_texts, validate_weights}) {
        if (const auto failure = check(model)) {
            return failure;
        }
    }
    return std::nullopt;
}

std::vector<std::byte> serialise(const Model& model) {
    const NetworkSpec& network = model.network;
    ByteWriter writer;
    writer.put_bytes(std::as_bytes(std::span(kMagic)));
    writer.put(kVersion);
    writer.put(static_cast<std::uint32_t>(network.kind));
    writer.put(std::uint64_t{0});  // the file's size, known at the end
    writer.put(std::uint64_t{0});  // bytes of the weights, the same
    writer.put(model.preprocessing.rate_hz);
    writer.put(model.preprocessing.align ? 1U : 0U);
    for (const std::int32_t field : {network.window, network.look_ahead, network.channels, network.phases,
                                     network.patch, network.width, network.heads, network.layers}) {
        writer.put(field);
    }
    writer.put(static_cast<std::uint32_t>(network.hidden.size()));
    writer.put_bytes(std::as_bytes(std::span(model.normalization.mean)));
    writer.put_bytes(std::as_bytes(std::span(model.normalization.inverse_sd)));
    writer.put(model.event_offsets.initial_contact_s);
    writer.put(model.event_offsets.final_contact_s);
    writer.put(static_cast<std::uint32_t>(model.precision));
    for (const std::int32_t width : network.hidden) {
        writer.put(width);
    }
    if (model.precision == Precision::int8) {
        for (const PackedLayer& layer : model.layers) {
            writer.put(layer.input_step);
        }
    }
    writer.put_text(model.phases.name);
    writer.put(static_cast<std::uint32_t>(model.phases.phases.size()));
    for (const PhaseDefinition& phase : model.phases.phases) {
        writer.put(static_cast<std::uint32_t>(phase.begins_with));
        writer.put_text(phase.name);
    }
    writer.put_text(model.label_definition);
    writer.put_text(model.provenance);
    writer.align(kModelAlignment);
    const std::size_t before_weights = writer.bytes().size();
    writer.put_bytes(std::as_bytes(model.weights));
    for (const PackedLayer& layer : model.layers) {
        for (const auto raw : {std::as_bytes(layer.bf16), std::as_bytes(layer.int8),
                               std::as_bytes(layer.scale), std::as_bytes(layer.bias)}) {
            writer.put_bytes(raw);
        }
    }
    writer.put_bytes(std::as_bytes(model.heads));
    writer.replace(kWeightBytesOffset, writer.bytes().size() - before_weights);
    writer.replace(kSizeOffset, writer.bytes().size() + kChecksumSize);
    writer.put(crc32(writer.bytes()));
    return writer.take();
}

Result<Model> parse_model(std::span<const std::byte> bytes) {
    if (reinterpret_cast<std::uintptr_t>(bytes.data()) % kModelAlignment != 0) {
        return Failure{"the model's memory does not begin at a multiple of 64 bytes"};
    }
    if (const auto failure = check_frame(bytes)) {
        return *failure;
    }
    ByteReader reader(bytes.first(bytes.size() - kChecksumSize));
    reader.skip(kMagic.size() + sizeof(kVersion));
    Model model;
    if (const auto failure = read_model(reader, model)) {
        return *failure;
    }
    return model;
}

}  // namespace footfall
