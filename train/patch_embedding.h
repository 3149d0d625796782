// Turns a window into tokens: each patch of samples through one dense layer, plus a learned vector for its
// position.
#pragma once

#include <cstddef>

#include "train/dense.h"
#include "train/matrix.h"

namespace footfall::train {

/// Keeps the input of the last `forward`.
template <class Scalar>
class PatchEmbedding {
public:
    /// Takes patch.weight (width, patch * channels), patch.bias, positions (width, tokens).
    explicit PatchEmbedding(TensorIterator& next);

    /// input (tokens * patch * channels, batch) -> output (width, tokens * batch)
    void forward(const Vector<Scalar>& parameters, const MatrixView<Scalar>& input, Matrix<Scalar>& output);

    /// Sets the gradient of the three tensors.
    void backward(const Vector<Scalar>& parameters, Matrix<Scalar>& d_output, Vector<Scalar>& gradient) const;

private:
    Eigen::Index patch_inputs_;
    Dense<Scalar> dense_;
    std::size_t positions_;
    Eigen::Index tokens_;
    Matrix<Scalar> patches_;  ///< (patch * channels, tokens * batch)
};

extern template class PatchEmbedding<float>;
extern template class PatchEmbedding<double>;

}  // namespace footfall::train
