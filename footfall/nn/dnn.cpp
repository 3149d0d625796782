// A DNN's layers one after the other, in each of the precisions.
#include "footfall/nn/dnn.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "footfall/nn/heads.h"
#include "footfall/nn/quantise_value.h"

namespace footfall {

Dnn::Dnn(const Model& model, const Kernels& kernels)
    : model_(&model),
      kernels_(&kernels),
      window_(static_cast<std::size_t>(model.network.window)),
      embedding_(static_cast<std::size_t>(model.network.embedding())),
      heads_(model.heads.data()) {
    std::size_t widest = 0;
    std::size_t widest_later = 0;  // of the layers after the first, whose sums have a place of their own
    const float* next = model.weights.data();
    for (std::size_t i = 0; i < model.network.hidden.size(); ++i) {
        Layer layer;
        layer.inputs = inputs_of_layer(model.network, i);
        layer.outputs = static_cast<std::size_t>(model.network.hidden[i]);
        if (model.precision == Precision::fp32) {
            layer.weight = next;
            layer.bias = next + layer.inputs * layer.outputs;
            next = layer.bias + layer.outputs;
            heads_ = next;
        } else {
            layer.packed = &model.layers[i];
            layer.outputs = layer.packed->padded_outputs();
            layer.bias = layer.packed->bias.data();
        }
        if (model.precision == Precision::int8) {
            layer.start = starts_of(*layer.packed, i == 0 ? kInputZero : 0);
        }
        widest = std::max(widest, layer.outputs);
        widest_later = std::max(widest_later, i == 0 ? 0 : layer.outputs);
        layers_.push_back(std::move(layer));
    }
    const std::size_t samples = 2 * static_cast<std::size_t>(model.network.inputs());
    if (model.precision == Precision::int8) {
        bytes_.resize(samples);
        first_i_.resize(layers_.front().outputs);
        sums_.resize(widest_later);
        for (auto& small : small_) {
            small.resize(widest);
        }
        real_[0].resize(layers_.back().outputs);
    } else {
        samples_.resize(samples);
        first_.resize(layers_.front().outputs);
        for (auto& real : real_) {
            real.resize(widest_later);
        }
    }
}

void Dnn::put(std::size_t slot, const float* samples, std::size_t count) noexcept {
    const std::size_t first = slot * kChannels;
    const std::size_t again = first + window_ * kChannels;
    const std::size_t values = count * kChannels;
    if (model_->precision != Precision::int8) {
        std::copy_n(samples, values, samples_.data() + first);
        std::copy_n(samples, values, samples_.data() + again);
        return;
    }
    const float inverse_step = 1.0F / layers_.front().packed->input_step;
    std::uint8_t* const bytes = bytes_.data() + first;
    for (std::size_t i = 0; i < values; ++i) {
        bytes[i] = quantise_value(samples[i], inverse_step, kInputZero);
    }
    std::copy_n(bytes, values, bytes_.data() + again);
}

void Dnn::dense(const Layer& layer, const float* input, float* sums) noexcept {
    if (model_->precision == Precision::fp32) {
        kernels_->dense_fp32(layer.weight, layer.outputs, input, layer.inputs, layer.bias, sums, walk_);
    } else {
        kernels_->dense_bf16(layer.packed->bf16.data(), layer.outputs, input, layer.inputs, layer.bias, sums,
                             walk_);
    }
}

void Dnn::prepare(std::size_t oldest) noexcept { first(oldest, window_ - 1); }

NetworkOutput Dnn::whole() noexcept {
    first(0, window_);
    return later_layers();
}

void Dnn::first(std::size_t oldest, std::size_t samples) noexcept {
    const Layer& layer = layers_.front();
    const std::size_t first = oldest * kChannels;
    const std::size_t columns = samples * kChannels;
    walk_ = walk_ == Walk::forwards ? Walk::backwards : Walk::forwards;
    switch (model_->precision) {
        case Precision::fp32:
            kernels_->dense_fp32(layer.weight, layer.outputs, samples_.data() + first, columns, layer.bias,
                                 first_.data(), walk_);
            break;
        case Precision::bf16:
            kernels_->dense_bf16(layer.packed->bf16.data(), layer.outputs, samples_.data() + first, columns,
                                 layer.bias, first_.data(), walk_);
            break;
        case Precision::int8:
            kernels_->dense_int8(layer.packed->int8.data(), layer.outputs, bytes_.data() + first, columns,
                                 layer.start.data(), first_i_.data(), walk_);
            break;
    }
}

void Dnn::finish_first(std::size_t oldest) noexcept {
    static_assert(kChannels % kBf16Group == 0, "a sample's weights begin with a pair");
    const Layer& layer = layers_.front();
    const std::size_t before = (window_ - 1) * kChannels;
    const std::size_t last = oldest * kChannels + before;
    switch (model_->precision) {
        case Precision::fp32:
            kernels_->dense_fp32(layer.weight + before * layer.outputs, layer.outputs, samples_.data() + last,
                                 kChannels, first_.data(), first_.data(), walk_);
            break;
        case Precision::bf16:
            kernels_->dense_bf16(layer.packed->bf16.data() + before * layer.outputs, layer.outputs,
                                 samples_.data() + last, kChannels, first_.data(), first_.data(), walk_);
            break;
        case Precision::int8: {
            // Of the group that the last sample shares with the one before it, only its own half.
            const std::size_t shared = before % kInt8Group;
            std::uint8_t inputs[kInt8Group + kChannels] = {};
            std::copy_n(bytes_.data() + last, kChannels, inputs + shared);
            kernels_->dense_int8(layer.packed->int8.data() + (before - shared) * layer.outputs, layer.outputs,
                                 inputs, shared + kChannels, first_i_.data(), first_i_.data(), walk_);
            break;
        }
    }
}

NetworkOutput Dnn::answer(std::size_t oldest) noexcept {
    finish_first(oldest);
    return later_layers();
}

NetworkOutput Dnn::later_layers() noexcept {
    const float* const embedding = model_->precision == Precision::int8 ? run_int8() : run_real();
    return answer_of(heads_, embedding, embedding_, static_cast<std::size_t>(model_->network.phases));
}

const float* Dnn::run_real() noexcept {
    kernels_->relu(first_.data(), first_.size());
    const float* input = first_.data();
    std::size_t to = 0;
    for (std::size_t i = 1; i < layers_.size(); ++i, to = 1 - to) {
        float* const sums = real_[to].data();
        dense(layers_[i], input, sums);
        kernels_->relu(sums, layers_[i].outputs);
        input = sums;
    }
    return input;
}

const float* Dnn::run_int8() noexcept {
    const std::int32_t* sums = first_i_.data();
    std::size_t to = 0;
    for (std::size_t i = 0;; ++i, to = 1 - to) {
        const Layer& layer = layers_[i];
        const float* const scale = layer.packed->scale.data();
        if (i + 1 == layers_.size()) {
            kernels_->scale_relu(sums, scale, layer.bias, layer.outputs, real_[0].data());
            return real_[0].data();
        }
        const Layer& next = layers_[i + 1];
        std::uint8_t* const input = small_[to].data();
        kernels_->scale_relu_quantise(sums, scale, layer.bias, layer.outputs, 1.0F / next.packed->input_step,
                                      input);
        kernels_->dense_int8(next.packed->int8.data(), next.outputs, input, next.inputs, next.start.data(),
                             sums_.data(), walk_);
        sums = sums_.data();
    }
}

}  // namespace footfall
