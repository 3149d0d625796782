// Runs a model's network on windows of samples.
#include "footfall/nn/inference.h"

#include <algorithm>

namespace footfall {

Result<Inference> Inference::make(const Model& model, const Kernels& kernels) {
    if (const auto failure = validate(model)) {
        return *failure;
    }
    if (!kRunsTransformers && model.network.kind == NetworkKind::transformer) {
        return Failure{"a transformer can't be run: built for DNNs alone"};
    }
    return Inference(model, kernels);
}

Inference::Inference(const Model& model, const Kernels& kernels) : model_(&model) {
    for (std::size_t i = 0; i < mean_.size(); ++i) {
        mean_[i] = model.normalization.mean[i % kChannels];
        inverse_sd_[i] = model.normalization.inverse_sd[i % kChannels];
    }
    if (!kRunsTransformers || model.network.kind == NetworkKind::dnn) {
        dnn_.emplace(model, kernels);
    } else {
        transformer_.emplace(model, matrix_kernel_of(kernels.name));
    }
}

void Inference::put(std::size_t slot, const float* samples, std::size_t count) noexcept {
    std::array<float, kAtOnce * kChannels> normalised;
    for (std::size_t i = 0; i < count * kChannels; ++i) {
        normalised[i] = (samples[i] - mean_[i]) * inverse_sd_[i];
    }
    if (!kRunsTransformers || dnn_) {
        dnn_->put(slot, normalised.data(), count);
    } else {
        transformer_->put(slot, normalised.data(), count);
    }
}

NetworkOutput Inference::answer() noexcept {
    return !kRunsTransformers || dnn_ ? dnn_->answer(next_) : transformer_->answer(next_);
}

NetworkOutput Inference::whole(std::span<const float> window) noexcept {
    reset();
    const auto samples = static_cast<std::size_t>(model_->network.window);
    if (window.size() != samples * kChannels) {
        return {};
    }
    for (std::size_t first = 0; first < samples; first += kAtOnce) {
        put(first, window.data() + first * kChannels, std::min(kAtOnce, samples - first));
    }
    return !kRunsTransformers || dnn_ ? dnn_->whole() : transformer_->answer(0);
}

std::optional<NetworkOutput> Inference::update(const NetworkSample& sample) noexcept {
    const auto window = static_cast<std::size_t>(model_->network.window);
    prepare();
    put(next_, sample.data(), 1);
    known_ = std::min(known_ + 1, window);
    next_ = next_ + 1 == window ? 0 : next_ + 1;
    prepared_ = false;
    return known_ == window ? std::optional(answer()) : std::nullopt;
}

void Inference::prepare() noexcept {
    const auto window = static_cast<std::size_t>(model_->network.window);
    if (!dnn_ || prepared_ || known_ + 1 < window) {
        return;
    }
    dnn_->prepare(next_ + 1 == window ? 0 : next_ + 1);
    prepared_ = true;
}

void Inference::reset() noexcept {
    known_ = 0;
    next_ = 0;
    prepared_ = false;
}

}  // namespace footfall
