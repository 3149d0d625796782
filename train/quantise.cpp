// Weights to fewer bits: rounded for bf16, scaled for int8.
#include "train/quantise.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "footfall/core/random.h"
#include "footfall/recording/error.h"
#include "train/windows.h"

namespace footfall::train {
namespace {

constexpr int kLargestWeight = 127;
constexpr int kLargestInput = 255;

/// A row's weights as whole numbers of a step.
float row_step(const Eigen::Map<const Matrix<float>>& weight, Eigen::Index row) {
    const float largest = weight.row(row).cwiseAbs().maxCoeff();
    return largest > 0.0F ? largest / static_cast<float>(kLargestWeight) : 1.0F;
}

std::int8_t whole_steps(float weight, float step) {
    const float steps = std::nearbyint(weight / step);
    return static_cast<std::int8_t>(
        std::clamp(steps, -static_cast<float>(kLargestWeight), static_cast<float>(kLargestWeight)));
}

}  // namespace

float best_step(std::span<const float> values, int low, int high) {
    float largest = 0.0F;
    for (const float value : values) {
        const int side = value < 0.0F ? -low : high;
        largest = std::max(largest, side > 0 ? std::abs(value) / static_cast<float>(side) : 0.0F);
    }
    if (!(largest > 1e-12F)) {
        return 1.0F / static_cast<float>(high);
    }
    constexpr int kShares = 50;
    float best = largest;
    double least = -1.0;
    for (int share = kShares; share > 0; --share) {
        const float step = largest * static_cast<float>(share) / static_cast<float>(kShares);
        double lost = 0.0;
        for (const float value : values) {
            const float whole =
                std::clamp(std::nearbyint(value / step), static_cast<float>(low), static_cast<float>(high));
            const auto difference = static_cast<double>(whole * step - value);
            lost += difference * difference;
        }
        if (least < 0.0 || lost < least) {
            least = lost;
            best = step;
        }
    }
    return best;
}

Matrix<float> calibration_windows(const Corpus& corpus, const People& people, const NetworkSpec& spec,
                                  const Normalization& normalization) {
    constexpr std::size_t kMost = 2000;
    const std::vector<WindowPlace> all = labelled_windows(corpus, people, spec, Labelled::phase);
    const std::size_t count = std::min(kMost, all.size());
    std::vector<WindowPlace> places;
    places.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
        places.push_back(all[i * all.size() / count]);
    }
    Batch batch;
    Random unused(0);
    BatchMaker(corpus, spec, normalization).make(places, nullptr, unused, places.size(), batch);
    return batch.input;
}

QuantisedModel::QuantisedModel(const Model& fp32, Precision precision, const Matrix<float>& calibration)
    : model_(fp32), layers_(fp32.network.hidden.size()) {
    if (fp32.network.kind != NetworkKind::dnn || fp32.precision != Precision::fp32 ||
        precision == Precision::fp32) {
        throw Error("quantisation", "", "an fp32 DNN to make bf16 or int8",
                    std::string(to_string(fp32.precision)) + " " + std::string(to_string(fp32.network.kind)) +
                        " to make " + std::string(to_string(precision)));
    }
    const bool int8 = precision == Precision::int8;
    if (int8 && (calibration.cols() == 0 || calibration.rows() != fp32.network.inputs())) {
        throw Error("quantisation", "", "windows to calibrate on", "none of the network's shape");
    }
    Matrix<float> activations = calibration;
    const float* next = fp32.weights.data();
    for (std::size_t i = 0; i < layers_.size(); ++i) {
        PackedLayer layer;
        layer.inputs = inputs_of_layer(fp32.network, i);
        layer.outputs = static_cast<std::size_t>(fp32.network.hidden[i]);
        const std::size_t padded = layer.padded_outputs();
        const auto rows = static_cast<Eigen::Index>(layer.outputs);
        const auto columns = static_cast<Eigen::Index>(layer.inputs);
        const Eigen::Map<const Matrix<float>> weight(next, rows, columns);
        const Eigen::Map<const Vector<float>> bias(next + weight.size(), rows);
        next += weight.size() + rows;

        Memory& memory = layers_[i];
        const std::size_t group = int8 ? kInt8Group : kBf16Group;
        const std::size_t count = packed_weights(precision, layer.inputs, layer.outputs);
        memory.bf16.resize(int8 ? 0 : count);
        memory.int8.resize(int8 ? count : 0);
        memory.scale.resize(int8 ? padded : 0);
        memory.bias.assign(bias.begin(), bias.end());
        memory.bias.resize(padded);
        if (int8) {
            const std::span<const float> values(activations.data(),
                                                static_cast<std::size_t>(activations.size()));
            layer.input_step = i == 0 ? best_step(values, -kInputZero, kLargestInput - kInputZero)
                                      : best_step(values, 0, kLargestInput);
            activations = ((weight * activations).colwise() + bias).cwiseMax(0.0F).eval();
        }
        for (Eigen::Index row = 0; row < rows; ++row) {
            const float step = int8 ? row_step(weight, row) : 1.0F;
            if (int8) {
                memory.scale[static_cast<std::size_t>(row)] = step * layer.input_step;
            }
            for (Eigen::Index column = 0; column < columns; ++column) {
                const auto input = static_cast<std::size_t>(column);
                const std::size_t at =
                    (input / group * padded + static_cast<std::size_t>(row)) * group + input % group;
                if (int8) {
                    memory.int8[at] = whole_steps(weight(row, column), step);
                } else {
                    memory.bf16[at] = to_bf16(weight(row, column));
                }
            }
        }
        layer.bf16 = memory.bf16;
        layer.int8 = memory.int8;
        layer.bias = memory.bias;
        layer.scale = memory.scale;
        model_.layers.push_back(layer);
    }
    heads_.assign(next, fp32.weights.data() + fp32.weights.size());
    model_.precision = precision;
    model_.weights = {};
    model_.heads = heads_;
    if (const auto failure = validate(model_)) {
        throw Error("quantisation", "", "weights of ordinary size", failure->reason);
    }
}

}  // namespace footfall::train
