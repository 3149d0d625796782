// Lays a network's tensors out in one flat vector, and checks that its shape makes sense.
#include "footfall/nn/network_spec.h"

#include <algorithm>
#include <utility>

#include "footfall/core/phase_sample.h"

namespace footfall {
namespace {

// Far above any network that fits a foot, far below what overflows 32 bits of parameter count.
constexpr int kLargestWindow = 4096;
constexpr int kLargestChannels = 32;
constexpr int kLargestPhases = kMaxPhases;  // an answer has room for no more
constexpr int kLargestWidth = 4096;
constexpr int kLargestDepth = 16;

constexpr bool within(int value, int largest) noexcept { return value >= 1 && value <= largest; }

class Layout {
public:
    void dense(const std::string& name, int outputs, int inputs, TensorRole role = TensorRole::weight) {
        add(name + ".weight", role, outputs, inputs);
        add(name + ".bias", TensorRole::bias, outputs, 1);
    }
    void norm(const std::string& name, int width) {
        add(name + ".scale", TensorRole::norm_scale, width, 1);
        add(name + ".shift", TensorRole::bias, width, 1);
    }
    void add(const std::string& name, TensorRole role, int rows, int cols) {
        tensors_.push_back({name, role, rows, cols, end_});
        end_ += tensors_.back().size();
    }
    [[nodiscard]] std::vector<ParameterTensor> take() { return std::move(tensors_); }

private:
    std::vector<ParameterTensor> tensors_;
    std::size_t end_ = 0;
};

void lay_out_dnn(const NetworkSpec& spec, Layout& layout) {
    int inputs = spec.inputs();
    for (std::size_t i = 0; i < spec.hidden.size(); ++i) {
        layout.dense("dense" + std::to_string(i), spec.hidden[i], inputs, TensorRole::weight_before_relu);
        inputs = spec.hidden[i];
    }
}

void lay_out_transformer(const NetworkSpec& spec, Layout& layout) {
    const int width = spec.width;
    layout.dense("patch", width, spec.patch * spec.channels);
    layout.add("positions", TensorRole::positions, width, spec.tokens());
    for (int i = 0; i < spec.layers; ++i) {
        const std::string block = "block" + std::to_string(i);
        layout.norm(block + ".norm1", width);
        layout.dense(block + ".attention.in", 3 * width, width);
        layout.dense(block + ".attention.out", width, width);
        layout.norm(block + ".norm2", width);
        layout.dense(block + ".mlp.up", 2 * width, width, TensorRole::weight_before_relu);
        layout.dense(block + ".mlp.down", width, 2 * width);
    }
    layout.norm("norm", width);
}

constexpr std::size_t dense_count(int outputs, int inputs) noexcept {
    return static_cast<std::size_t>(outputs) * (static_cast<std::size_t>(inputs) + 1);
}

std::size_t backbone_count(const NetworkSpec& spec) noexcept {
    std::size_t count = 0;
    if (spec.kind == NetworkKind::dnn) {
        int inputs = spec.inputs();
        for (const int outputs : spec.hidden) {
            count += dense_count(outputs, inputs);
            inputs = outputs;
        }
        return count;
    }
    const int width = spec.width;
    const std::size_t norm = 2 * static_cast<std::size_t>(width);
    const std::size_t block = 2 * norm + dense_count(3 * width, width) + dense_count(width, width) +
                              dense_count(2 * width, width) + dense_count(width, 2 * width);
    return dense_count(width, spec.patch * spec.channels) +
           static_cast<std::size_t>(width) * static_cast<std::size_t>(spec.tokens()) +
           static_cast<std::size_t>(spec.layers) * block + norm;
}

std::optional<Failure> validate_dnn(const NetworkSpec& spec) noexcept {
    if (spec.hidden.empty() || spec.hidden.size() > static_cast<std::size_t>(kLargestDepth)) {
        return Failure{"hidden must list 1 to 16 widths"};
    }
    if (!std::all_of(spec.hidden.begin(), spec.hidden.end(),
                     [](int width) { return within(width, kLargestWidth); })) {
        return Failure{"every hidden width must be from 1 to 4096"};
    }
    return std::nullopt;
}

std::optional<Failure> validate_transformer(const NetworkSpec& spec) noexcept {
    if (!within(spec.width, kLargestWidth)) {
        return Failure{"width must be from 1 to 4096"};
    }
    if (!within(spec.layers, kLargestDepth)) {
        return Failure{"layers must be from 1 to 16"};
    }
    if (!within(spec.patch, spec.window) || spec.window % spec.patch != 0) {
        return Failure{"patch must divide window"};
    }
    if (!within(spec.heads, spec.width) || spec.width % spec.heads != 0) {
        return Failure{"heads must divide width"};
    }
    return std::nullopt;
}

}  // namespace

std::optional<Failure> validate(const NetworkSpec& spec) noexcept {
    if (!within(spec.window, kLargestWindow)) {
        return Failure{"window must be from 1 to 4096 samples"};
    }
    if (spec.look_ahead < 0 || spec.look_ahead >= spec.window) {
        return Failure{"look_ahead must be at least 0 and less than window"};
    }
    if (!within(spec.channels, kLargestChannels)) {
        return Failure{"channels must be from 1 to 32"};
    }
    if (!within(spec.phases, kLargestPhases)) {
        return Failure{"phases must be from 1 to 8"};
    }
    switch (spec.kind) {
        case NetworkKind::dnn: return validate_dnn(spec);
        case NetworkKind::transformer: return validate_transformer(spec);
    }
    return Failure{"kind must be dnn or transformer"};
}

std::vector<ParameterTensor> parameter_layout(const NetworkSpec& spec) {
    Layout layout;
    if (spec.kind == NetworkKind::dnn) {
        lay_out_dnn(spec, layout);
    } else {
        lay_out_transformer(spec, layout);
    }
    layout.dense("cycle_head", 2, spec.embedding());
    layout.dense("phase_head", spec.phases, spec.embedding());
    return layout.take();
}

std::size_t parameter_count(const NetworkSpec& spec) noexcept { return parameter_ranges(spec).all.size; }

ParameterRanges parameter_ranges(const NetworkSpec& spec) noexcept {
    ParameterRanges ranges;
    ranges.backbone = {0, backbone_count(spec)};
    ranges.cycle_head = {ranges.backbone.size, dense_count(2, spec.embedding())};
    ranges.phase_head = {ranges.cycle_head.offset + ranges.cycle_head.size,
                         dense_count(spec.phases, spec.embedding())};
    ranges.all = {0, ranges.phase_head.offset + ranges.phase_head.size};
    return ranges;
}

NetworkSpec compact_dnn(int window, int look_ahead, int phases) {
    constexpr int kParameters = 300'000;
    constexpr int kSecond = 192;
    constexpr int kEmbedding = 64;
    constexpr int kStep = 48;  // rows that Eigen's product takes at once with AVX-512: others cost it a fifth
    NetworkSpec spec;
    spec.window = window;
    spec.look_ahead = look_ahead;
    spec.phases = phases;
    // One more unit in the first layer costs its inputs, its bias and its weight to every unit of the second.
    const int per_unit = spec.inputs() + 1 + kSecond;
    const int others = kSecond + kEmbedding * (kSecond + 1) + (2 + phases) * (kEmbedding + 1);
    const int steps = (kParameters - others + per_unit * kStep / 2) / (per_unit * kStep);
    spec.hidden = {kStep * std::max(1, steps), kSecond, kEmbedding};
    return spec;
}

NetworkSpec compact_transformer(int window, int look_ahead, int phases) {
    NetworkSpec spec;
    spec.kind = NetworkKind::transformer;
    spec.window = window;
    spec.look_ahead = look_ahead;
    spec.phases = phases;
    for (const int patch : {5, 4, 3, 2, 1}) {
        if (window % patch == 0) {
            spec.patch = patch;
            break;
        }
    }
    return spec;
}

NetworkSpec compact_network(NetworkKind kind, int window, int look_ahead, int phases) {
    return kind == NetworkKind::dnn ? compact_dnn(window, look_ahead, phases)
                                    : compact_transformer(window, look_ahead, phases);
}

}  // namespace footfall
