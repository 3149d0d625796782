// Many windows that follow each other, answered at once.
#include "footfall/nn/window_batch.h"

#include <algorithm>

#include "footfall/nn/dense_batch.h"
#include "footfall/nn/heads.h"
#include "footfall/nn/quantise_value.h"

namespace footfall {

Result<WindowBatch> WindowBatch::make(const Model& model, std::size_t most, const Kernels& kernels) {
    if (const auto failure = validate(model)) {
        return *failure;
    }
    if (model.network.kind != NetworkKind::dnn || model.precision == Precision::bf16) {
        return Failure{"only a DNN in fp32 or int8 is run in batches"};
    }
    if (most < 1) {
        return Failure{"a batch of no windows"};
    }
    return WindowBatch(model, most, kernels);
}

WindowBatch::WindowBatch(const Model& model, std::size_t most, const Kernels& kernels)
    : model_(&model),
      kernels_(&kernels),
      window_(static_cast<std::size_t>(model.network.window)),
      most_(most),
      outputs_(most) {
    const auto widest =
        static_cast<std::size_t>(*std::max_element(model.network.hidden.begin(), model.network.hidden.end()));
    const std::size_t values = (window_ - 1 + most) * kChannels;
    if (model.precision == Precision::fp32) {
        signal_.resize(values);
        for (auto& sums : sums_) {
            sums.resize(widest * most);
        }
        return;
    }
    bytes_.resize(values);
    for (const PackedLayer& layer : model.layers) {
        starts_.push_back(starts_of(layer, starts_.empty() ? kInputZero : 0));
    }
    const std::size_t padded = rounded_up(widest, kOutputBlock);
    sums_i_.resize(padded * most);
    for (auto& small : small_) {
        small.resize(padded * most);
    }
    sums_[0].resize(model.layers.back().padded_outputs() * most);
}

void WindowBatch::put(const std::array<float, kChannels>& sample) noexcept {
    const std::size_t at = samples_ * kChannels;
    for (std::size_t c = 0; c < kChannels; ++c) {
        const float value = (sample[c] - model_->normalization.mean[c]) * model_->normalization.inverse_sd[c];
        if (model_->precision == Precision::fp32) {
            signal_[at + c] = value;
        } else {
            bytes_[at + c] = quantise_value(value, 1.0F / model_->layers.front().input_step, kInputZero);
        }
    }
    ++samples_;
}

const float* WindowBatch::run_fp32(std::size_t count) noexcept {
    const float* input = signal_.data();
    std::size_t stride = kChannels;
    std::size_t columns = window_ * kChannels;
    const float* weight = model_->weights.data();
    std::size_t to = 0;
    for (const int hidden : model_->network.hidden) {
        const auto rows = static_cast<std::size_t>(hidden);
        const float* const bias = weight + rows * columns;
        dense_batch(*kernels_, weight, rows, input, stride, columns, bias, sums_[to].data(), count);
        kernels_->relu(sums_[to].data(), rows * count);
        weight = bias + rows;
        input = sums_[to].data();
        stride = columns = rows;
        to = 1 - to;
    }
    return input;
}

const float* WindowBatch::run_int8(std::size_t count) noexcept {
    const std::uint8_t* input = bytes_.data();
    std::size_t stride = kChannels;
    std::size_t to = 0;
    for (std::size_t i = 0;; ++i, to = 1 - to) {
        const PackedLayer& layer = model_->layers[i];
        const std::size_t rows = layer.padded_outputs();
        dense_batch(*kernels_, layer.int8.data(), rows, input, stride, layer.inputs, starts_[i].data(),
                    sums_i_.data(), count);
        const bool last = i + 1 == model_->layers.size();
        const float inverse_step = last ? 1.0F : 1.0F / model_->layers[i + 1].input_step;
        for (std::size_t each = 0; each < count; ++each) {
            const std::int32_t* const sums = sums_i_.data() + each * rows;
            if (last) {
                kernels_->scale_relu(sums, layer.scale.data(), layer.bias.data(), rows,
                                     sums_[0].data() + each * rows);
            } else {
                kernels_->scale_relu_quantise(sums, layer.scale.data(), layer.bias.data(), rows, inverse_step,
                                              small_[to].data() + each * rows);
            }
        }
        if (last) {
            return sums_[0].data();
        }
        input = small_[to].data();
        stride = rows;
    }
}

std::span<const NetworkOutput> WindowBatch::answer() noexcept {
    const std::size_t count = waiting();
    if (count == 0) {
        return {};
    }
    const auto width = static_cast<std::size_t>(model_->network.embedding());
    const bool fp32 = model_->precision == Precision::fp32;
    const float* const embeddings = fp32 ? run_fp32(count) : run_int8(count);
    const std::size_t stride = fp32 ? width : model_->layers.back().padded_outputs();
    const float* const heads =
        fp32 ? model_->weights.data() + model_->weights.size() - head_count(model_->network)
             : model_->heads.data();
    for (std::size_t i = 0; i < count; ++i) {
        outputs_[i] = answer_of(heads, embeddings + i * stride, width,
                                static_cast<std::size_t>(model_->network.phases));
    }
    // The samples of the next window but its last.
    const auto keep_from = [&](auto& signal) {
        std::copy(signal.begin() + static_cast<std::ptrdiff_t>(count * kChannels),
                  signal.begin() + static_cast<std::ptrdiff_t>(samples_ * kChannels), signal.begin());
    };
    if (fp32) {
        keep_from(signal_);
    } else {
        keep_from(bytes_);
    }
    samples_ = window_ - 1;
    return {outputs_.data(), count};
}

}  // namespace footfall
