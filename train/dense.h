// A dense layer, y = W x + b, with the ReLU that may follow it.
#pragma once

#include <cstddef>
#include <vector>

#include "footfall/nn/network_spec.h"
#include "train/matrix.h"

namespace footfall::train {

/// Layers take their tensors from the layout one after the other, in its order.
using TensorIterator = std::vector<ParameterTensor>::const_iterator;

enum class Activation : unsigned char { linear, relu };

/// Holds where its parameters lie, not the parameters nor what passes through it.
template <class Scalar>
class Dense {
public:
    /// Takes weight (outputs, inputs) and bias (outputs).
    Dense(TensorIterator& next, Activation activation);

    [[nodiscard]] Eigen::Index outputs() const noexcept { return outputs_; }

    /// input (inputs, batch) -> output (outputs, batch)
    void forward(const Vector<Scalar>& parameters, const MatrixView<Scalar>& input,
                 Matrix<Scalar>& output) const;

    /// Sets the gradient of weight and bias, and that of the input unless `d_input` is null.
    /// @param input as it was in `forward`
    /// @param output as it was in `forward`; a linear layer needs none: null
    /// @param d_output (outputs, batch), zeroed where the ReLU was; a linear layer leaves it as it is
    void backward(const Vector<Scalar>& parameters, const MatrixView<Scalar>& input,
                  const Matrix<Scalar>* output, Matrix<Scalar>& d_output, Vector<Scalar>& gradient,
                  Matrix<Scalar>* d_input) const;

private:
    Eigen::Index inputs_;
    Eigen::Index outputs_;
    std::size_t weight_;  ///< offsets into the parameters and the gradient
    std::size_t bias_;
    Activation activation_;
};

extern template class Dense<float>;
extern template class Dense<double>;

}  // namespace footfall::train
