// AdamW's step, in stretches that stay in the first-level cache.
#include "train/adamw.h"

#include <algorithm>
#include <cmath>

namespace footfall::train {
namespace {

constexpr Eigen::Index kStretch = 1024;  // four arrays of floats of this length are half of a 32 kB cache

bool decays(TensorRole role) { return role == TensorRole::weight || role == TensorRole::weight_before_relu; }

}  // namespace

template <class Scalar>
AdamW<Scalar>::AdamW(const std::vector<ParameterTensor>& layout, ParameterRange range,
                     const AdamWOptions& options)
    : options_(options),
      offset_(static_cast<Eigen::Index>(range.offset)),
      mean_(Vector<Scalar>::Zero(static_cast<Eigen::Index>(range.size))),
      square_(mean_) {
    for (const ParameterTensor& tensor : layout) {
        if (tensor.offset < range.offset || tensor.offset + tensor.size() > range.offset + range.size) {
            continue;
        }
        const auto end = static_cast<Eigen::Index>(tensor.offset + tensor.size());
        for (auto at = static_cast<Eigen::Index>(tensor.offset); at < end; at += kStretch) {
            stretches_.push_back({at, std::min(kStretch, end - at), decays(tensor.role)});
        }
    }
}

template <class Scalar>
double AdamW<Scalar>::step(Vector<Scalar>& parameters, const Vector<Scalar>& gradient, double learning_rate) {
    const double norm = static_cast<double>(gradient.segment(offset_, mean_.size()).norm());
    if (!std::isfinite(norm)) {
        return norm;
    }
    const bool clipped = options_.largest_norm > 0.0 && norm > options_.largest_norm;
    const auto scale = static_cast<Scalar>(clipped ? options_.largest_norm / norm : 1.0);

    beta1_power_ *= options_.beta1;
    beta2_power_ *= options_.beta2;
    const auto beta1 = static_cast<Scalar>(options_.beta1);
    const auto beta2 = static_cast<Scalar>(options_.beta2);
    const auto rate = static_cast<Scalar>(learning_rate / (1.0 - beta1_power_));
    const auto root_scale = static_cast<Scalar>(1.0 / std::sqrt(1.0 - beta2_power_));
    const auto epsilon = static_cast<Scalar>(options_.epsilon);
    const auto fresh1 = static_cast<Scalar>((1.0 - options_.beta1)) * scale;
    const auto fresh2 = static_cast<Scalar>((1.0 - options_.beta2)) * scale * scale;
    for (const Stretch& stretch : stretches_) {
        const auto g = gradient.segment(stretch.offset, stretch.size).array();
        auto p = parameters.segment(stretch.offset, stretch.size).array();
        auto m = mean_.segment(stretch.offset - offset_, stretch.size).array();
        auto v = square_.segment(stretch.offset - offset_, stretch.size).array();
        const auto kept =
            static_cast<Scalar>(stretch.decays ? 1.0 - learning_rate * options_.weight_decay : 1.0);
        m = beta1 * m + fresh1 * g;
        v = beta2 * v + fresh2 * g.square();
        p = kept * p - rate * m / (v.sqrt() * root_scale + epsilon);
    }
    return norm;
}

template class AdamW<float>;
template class AdamW<double>;

}  // namespace footfall::train
