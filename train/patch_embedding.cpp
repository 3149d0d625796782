// The patch embedding, forward and backward.
#include "train/patch_embedding.h"

namespace footfall::train {

template <class Scalar>
PatchEmbedding<Scalar>::PatchEmbedding(TensorIterator& next)
    : patch_inputs_(next->cols),
      dense_(next, Activation::linear),
      positions_(next->offset),
      tokens_(next->cols) {
    ++next;
}

template <class Scalar>
void PatchEmbedding<Scalar>::forward(const Vector<Scalar>& parameters, const MatrixView<Scalar>& input,
                                     Matrix<Scalar>& output) {
    // A window's samples lie one after the other, so its patches are columns of the same memory.
    patches_.resize(patch_inputs_, tokens_ * input.cols());
    Eigen::Map<Matrix<Scalar>>(patches_.data(), input.rows(), input.cols()) = input;
    dense_.forward(parameters, patches_, output);
    const Eigen::Map<const Matrix<Scalar>> positions(parameters.data() + positions_, output.rows(), tokens_);
    for (Eigen::Index window = 0; window < input.cols(); ++window) {
        output.middleCols(window * tokens_, tokens_) += positions;
    }
}

template <class Scalar>
void PatchEmbedding<Scalar>::backward(const Vector<Scalar>& parameters, Matrix<Scalar>& d_output,
                                      Vector<Scalar>& gradient) const {
    Eigen::Map<Matrix<Scalar>> d_positions(gradient.data() + positions_, d_output.rows(), tokens_);
    d_positions.setZero();
    for (Eigen::Index window = 0; window < d_output.cols() / tokens_; ++window) {
        d_positions += d_output.middleCols(window * tokens_, tokens_);
    }
    dense_.backward(parameters, patches_, nullptr, d_output, gradient, nullptr);
}

template class PatchEmbedding<float>;
template class PatchEmbedding<double>;

}  // namespace footfall::train
