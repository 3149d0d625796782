// Layer normalisation, forward and backward.
#include "train/layer_norm.h"

#include <cmath>

namespace footfall::train {

template <class Scalar>
LayerNorm<Scalar>::LayerNorm(TensorIterator& next) : width_(next->rows), scale_(next->offset), shift_(0) {
    ++next;
    shift_ = next->offset;
    ++next;
}

template <class Scalar>
void LayerNorm<Scalar>::forward(const Vector<Scalar>& parameters, const Matrix<Scalar>& input,
                                Matrix<Scalar>& output) {
    const auto scale = parameters.segment(static_cast<Eigen::Index>(scale_), width_).array();
    const auto shift = parameters.segment(static_cast<Eigen::Index>(shift_), width_).array();
    normalised_.resize(width_, input.cols());
    inverse_deviation_.resize(input.cols());
    output.resize(width_, input.cols());
    for (Eigen::Index column = 0; column < input.cols(); ++column) {
        const auto x = input.col(column).array();
        auto normalised = normalised_.col(column).array();
        normalised = x - x.mean();
        const Scalar variance = normalised.square().mean();
        inverse_deviation_[column] = Scalar(1) / std::sqrt(variance + static_cast<Scalar>(kLayerNormEpsilon));
        normalised *= inverse_deviation_[column];
        output.col(column).array() = scale * normalised + shift;
    }
}

template <class Scalar>
void LayerNorm<Scalar>::backward(const Vector<Scalar>& parameters, const Matrix<Scalar>& d_output,
                                 Vector<Scalar>& gradient, Matrix<Scalar>& d_input) const {
    const auto scale = parameters.segment(static_cast<Eigen::Index>(scale_), width_).array();
    auto d_scale = gradient.segment(static_cast<Eigen::Index>(scale_), width_).array();
    auto d_shift = gradient.segment(static_cast<Eigen::Index>(shift_), width_).array();
    d_scale.setZero();
    d_shift.setZero();
    const Scalar share = Scalar(1) / static_cast<Scalar>(width_);
    for (Eigen::Index column = 0; column < d_output.cols(); ++column) {
        const auto dy = d_output.col(column).array();
        const auto normalised = normalised_.col(column).array();
        d_scale += dy * normalised;
        d_shift += dy;
        // Moving all of x, or stretching it, changes nothing: those two directions leave the gradient.
        const Scalar moved = share * (dy * scale).sum();
        const Scalar stretched = share * (dy * scale * normalised).sum();
        d_input.col(column).array() +=
            inverse_deviation_[column] * (dy * scale - moved - normalised * stretched);
    }
}

template class LayerNorm<float>;
template class LayerNorm<double>;

}  // namespace footfall::train
