// Multi-head self-attention (Vaswani et al. 2017): every token of a window asks all of them, several ways at
// once.
#pragma once

#include "train/dense.h"
#include "train/matrix.h"

namespace footfall::train {

/// Columns are tokens, the tokens of one window together. Keeps the activations of the last `forward`.
template <class Scalar>
class SelfAttention {
public:
    /// Takes in.weight (3 width, width), in.bias, out.weight (width, width), out.bias. `heads` divides the
    /// width.
    SelfAttention(TensorIterator& next, Eigen::Index tokens, Eigen::Index heads);

    /// input (width, tokens * batch) -> output (width, tokens * batch)
    void forward(const Vector<Scalar>& parameters, const Matrix<Scalar>& input, Matrix<Scalar>& output);

    /// Sets the gradient of the four tensors and of the input.
    /// @param input as it was in `forward`
    void backward(const Vector<Scalar>& parameters, const Matrix<Scalar>& input, Matrix<Scalar>& d_output,
                  Vector<Scalar>& gradient, Matrix<Scalar>& d_input);

private:
    void attend(Eigen::Index window);
    void attend_backward(Eigen::Index window);

    Dense<Scalar> in_;
    Dense<Scalar> out_;
    Eigen::Index tokens_;
    Eigen::Index heads_;
    Eigen::Index width_;
    Eigen::Index head_width_;
    Scalar scale_;              ///< 1/sqrt(head width)
    Matrix<Scalar> projected_;  ///< (3 width, tokens * batch): queries, keys, values
    Matrix<Scalar> share_;      ///< (key token, query token * heads * batch): columns sum to 1
    Matrix<Scalar> mixed_;      ///< (width, tokens * batch): values, mixed by share
    Matrix<Scalar> d_projected_;
    Matrix<Scalar> d_mixed_;
    Matrix<Scalar> d_share_;  ///< (key token, query token) of one head of one window
};

extern template class SelfAttention<float>;
extern template class SelfAttention<double>;

}  // namespace footfall::train
