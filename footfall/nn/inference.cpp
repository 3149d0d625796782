// Runs a model's network on windows of samples.
#include "footfall/nn/inference.h"

#include <algorithm>
#include <utility>

namespace footfall {
namespace {

/// sums (rows) += weight (rows, columns) * input (columns), one input after the other
void accumulate(const float* weight, const float* input, std::size_t rows, std::size_t columns,
                float* sums) noexcept {
    for (std::size_t column = 0; column < columns; ++column) {
        for (std::size_t row = 0; row < rows; ++row) {
            sums[row] += weight[column * rows + row] * input[column];
        }
    }
}

}  // namespace

Result<Inference> Inference::make(const Model& model) {
    if (const auto failure = validate(model)) {
        return *failure;
    }
    Inference inference(model);
    if (model.network.kind == NetworkKind::transformer) {
        Result<Transformer> transformer = Transformer::make(model);
        if (!transformer) {
            return Failure{transformer.reason()};
        }
        inference.transformer_ = *std::move(transformer);
    }
    return inference;
}

Inference::Inference(const Model& model) : model_(&model), layout_(parameter_layout(model.network)) {
    ring_.resize(static_cast<std::size_t>(model.network.inputs()));
    if (model.network.kind == NetworkKind::transformer) {
        window_.resize(ring_.size());
        return;
    }
    first_.resize(static_cast<std::size_t>(model.network.hidden.front()));
    const auto widest =
        static_cast<std::size_t>(*std::max_element(model.network.hidden.begin(), model.network.hidden.end()));
    for (auto& activation : activations_) {
        activation.resize(widest);
    }
}

void Inference::normalise(const NetworkSample& sample, float* out) const noexcept {
    for (std::size_t c = 0; c < kChannels; ++c) {
        out[c] = (sample[c] - model_->normalization.mean[c]) * model_->normalization.inverse_sd[c];
    }
}

NetworkOutput Inference::whole(std::span<const float> window) noexcept {
    reset();
    std::optional<NetworkOutput> output;
    for (std::size_t i = 0; i + kChannels <= window.size(); i += kChannels) {
        NetworkSample sample;
        std::copy_n(window.begin() + static_cast<std::ptrdiff_t>(i), kChannels, sample.begin());
        output = update(sample);
    }
    return output.value_or(NetworkOutput{});
}

std::optional<NetworkOutput> Inference::update(const NetworkSample& sample) noexcept {
    const auto window = static_cast<std::size_t>(model_->network.window);
    normalise(sample, ring_.data() + next_ * kChannels);
    known_ = std::min(known_ + 1, window);
    if (transformer_) {
        next_ = (next_ + 1) % window;
        return known_ == window ? std::optional(transform()) : std::nullopt;
    }
    if (known_ == window) {
        prepare();
        const std::size_t rows = first_.size();
        const float* const weight = model_->weights.data() + layout_.front().offset;
        accumulate(weight + (window - 1) * kChannels * rows, ring_.data() + next_ * kChannels, rows,
                   kChannels, first_.data());
    }
    next_ = (next_ + 1) % window;
    prepared_ = false;
    return known_ == window ? std::optional(finish()) : std::nullopt;
}

void Inference::prepare() noexcept {
    const auto window = static_cast<std::size_t>(model_->network.window);
    if (transformer_ || prepared_ || known_ + 1 < window) {
        return;
    }
    const std::size_t rows = first_.size();
    const float* const weight = model_->weights.data() + layout_.front().offset;
    std::copy_n(model_->weights.data() + layout_[1].offset, rows, first_.begin());
    for (std::size_t age = 0; age + 1 < window; ++age) {
        const std::size_t slot = (next_ + 1 + age) % window;
        accumulate(weight + age * kChannels * rows, ring_.data() + slot * kChannels, rows, kChannels,
                   first_.data());
    }
    prepared_ = true;
}

void Inference::reset() noexcept {
    known_ = 0;
    next_ = 0;
    prepared_ = false;
}

NetworkOutput Inference::transform() noexcept {
    const auto oldest = ring_.begin() + static_cast<std::ptrdiff_t>(next_ * kChannels);
    std::rotate_copy(ring_.begin(), oldest, ring_.end(), window_.begin());
    NetworkOutput output;
    transformer_->run(window_.data(), output);
    return output;
}

NetworkOutput Inference::finish() noexcept {
    const auto relu = [](float value) { return std::max(value, 0.0F); };
    std::transform(first_.begin(), first_.end(), activations_[0].begin(), relu);
    std::size_t from = 0;
    std::size_t tensor = 2;
    for (std::size_t layer = 1; layer < model_->network.hidden.size(); ++layer, tensor += 2) {
        const auto rows = static_cast<std::size_t>(layout_[tensor].rows);
        float* const sums = activations_[1 - from].data();
        std::copy_n(model_->weights.data() + layout_[tensor + 1].offset, rows, sums);
        accumulate(model_->weights.data() + layout_[tensor].offset, activations_[from].data(), rows,
                   static_cast<std::size_t>(layout_[tensor].cols), sums);
        std::transform(sums, sums + rows, sums, relu);
        from = 1 - from;
    }
    NetworkOutput output;
    for (float* const head : {output.cycle.data(), output.phase.data()}) {
        const auto rows = static_cast<std::size_t>(layout_[tensor].rows);
        std::copy_n(model_->weights.data() + layout_[tensor + 1].offset, rows, head);
        accumulate(model_->weights.data() + layout_[tensor].offset, activations_[from].data(), rows,
                   static_cast<std::size_t>(layout_[tensor].cols), head);
        tensor += 2;
    }
    return output;
}

}  // namespace footfall
