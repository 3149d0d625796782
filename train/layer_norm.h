// Layer normalisation (Ba et al. 2016): every column to mean 0 and variance 1, then scaled and shifted by
// row.
#pragma once

#include <cstddef>

#include "train/dense.h"
#include "train/matrix.h"

namespace footfall::train {

/// Keeps what the last `forward` normalised.
template <class Scalar>
class LayerNorm {
public:
    /// Takes scale (width) and shift (width).
    explicit LayerNorm(TensorIterator& next);

    /// input (width, columns) -> output (width, columns)
    void forward(const Vector<Scalar>& parameters, const Matrix<Scalar>& input, Matrix<Scalar>& output);

    /// Sets the gradient of scale and shift, and ADDS that of the input: the layer stands in a side branch,
    /// and what came along the main one is already there.
    void backward(const Vector<Scalar>& parameters, const Matrix<Scalar>& d_output, Vector<Scalar>& gradient,
                  Matrix<Scalar>& d_input) const;

private:
    Eigen::Index width_;
    std::size_t scale_;  ///< offsets into the parameters and the gradient
    std::size_t shift_;
    Matrix<Scalar> normalised_;         ///< (width, columns)
    Vector<Scalar> inverse_deviation_;  ///< (columns)
};

extern template class LayerNorm<float>;
extern template class LayerNorm<double>;

}  // namespace footfall::train
