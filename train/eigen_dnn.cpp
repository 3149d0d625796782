// A DNN by Eigen, one window at a time.
#include "train/eigen_dnn.h"

#include <algorithm>

namespace footfall::train {
namespace {

void dense(const Model& model, const ParameterTensor& weight, const ParameterTensor& bias,
           const Vector<float>& input, Eigen::Ref<Vector<float>> output) {
    const Eigen::Map<const Matrix<float>> w(model.weights.data() + weight.offset, weight.rows, weight.cols);
    output = Eigen::Map<const Vector<float>>(model.weights.data() + bias.offset, bias.rows);
    output.noalias() += w * input;
}

}  // namespace

EigenDnn::EigenDnn(const Model& model)
    : model_(model), layout_(parameter_layout(model.network)), input_(model.network.inputs()) {
    for (const int width : model.network.hidden) {
        activations_.emplace_back(width);
    }
}

NetworkOutput EigenDnn::whole(std::span<const float> window) noexcept {
    const Normalization& normalization = model_.normalization;
    for (Eigen::Index i = 0; i < input_.size(); ++i) {
        const auto at = static_cast<std::size_t>(i);
        const std::size_t channel = at % kChannels;
        input_[i] = (window[at] - normalization.mean[channel]) * normalization.inverse_sd[channel];
    }
    const Vector<float>* input = &input_;
    std::size_t tensor = 0;
    for (Vector<float>& output : activations_) {
        dense(model_, layout_[tensor], layout_[tensor + 1], *input, output);
        output = output.cwiseMax(0.0F);
        input = &output;
        tensor += 2;
    }
    NetworkOutput answer;
    dense(model_, layout_[tensor], layout_[tensor + 1], *input,
          Eigen::Map<Vector<float>>(answer.cycle.data(), 2));
    dense(model_, layout_[tensor + 2], layout_[tensor + 3], *input,
          Eigen::Map<Vector<float>>(answer.phase.data(), model_.network.phases));
    return answer;
}

}  // namespace footfall::train
