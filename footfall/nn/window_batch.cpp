// Many windows that follow each other, answered at once.
#include "footfall/nn/window_batch.h"

#include <algorithm>

#include "footfall/nn/dense_batch.h"
#include "footfall/nn/heads.h"

namespace footfall {

Result<WindowBatch> WindowBatch::make(const Model& model, std::size_t most, const Kernels& kernels) {
    if (const auto failure = validate(model)) {
        return *failure;
    }
    if (model.network.kind != NetworkKind::dnn || model.precision != Precision::fp32) {
        return Failure{"only a DNN in fp32 is run in batches"};
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
      signal_((window_ - 1 + most) * kChannels),
      outputs_(most) {
    const auto widest =
        static_cast<std::size_t>(*std::max_element(model.network.hidden.begin(), model.network.hidden.end()));
    for (auto& sums : sums_) {
        sums.resize(widest * most);
    }
}

void WindowBatch::put(const std::array<float, kChannels>& sample) noexcept {
    float* const to = signal_.data() + samples_ * kChannels;
    for (std::size_t c = 0; c < kChannels; ++c) {
        to[c] = (sample[c] - model_->normalization.mean[c]) * model_->normalization.inverse_sd[c];
    }
    ++samples_;
}

std::span<const NetworkOutput> WindowBatch::answer() noexcept {
    const std::size_t count = waiting();
    if (count == 0) {
        return {};
    }
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
    for (std::size_t i = 0; i < count; ++i) {
        outputs_[i] =
            answer_of(weight, input + i * stride, columns, static_cast<std::size_t>(model_->network.phases));
    }
    // The samples of the next window but its last.
    std::copy(signal_.begin() + static_cast<std::ptrdiff_t>(count * kChannels),
              signal_.begin() + static_cast<std::ptrdiff_t>(samples_ * kChannels), signal_.begin());
    samples_ = window_ - 1;
    return {outputs_.data(), count};
}

}  // namespace footfall
