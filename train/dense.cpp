// A dense layer, forward and backward.
#include "train/dense.h"

#include <algorithm>

namespace footfall::train {
namespace {

// Plain loops over the columns: they vectorise, which Eigen's select does not.

/// d_output zeroed where the ReLU was, and d_bias the sum of its columns, in one pass over memory.
template <class Scalar>
void mask_and_sum(const Matrix<Scalar>& output, Matrix<Scalar>& d_output, Scalar* d_bias) {
    const Eigen::Index rows = d_output.rows();
    std::fill_n(d_bias, rows, Scalar(0));
    for (Eigen::Index column = 0; column < d_output.cols(); ++column) {
        const Scalar* y = output.data() + column * rows;
        Scalar* dy = d_output.data() + column * rows;
        for (Eigen::Index row = 0; row < rows; ++row) {
            dy[row] = y[row] > Scalar(0) ? dy[row] : Scalar(0);
            d_bias[row] += dy[row];
        }
    }
}

template <class Scalar>
void sum(const Matrix<Scalar>& d_output, Scalar* d_bias) {
    const Eigen::Index rows = d_output.rows();
    std::fill_n(d_bias, rows, Scalar(0));
    for (Eigen::Index column = 0; column < d_output.cols(); ++column) {
        const Scalar* dy = d_output.data() + column * rows;
        for (Eigen::Index row = 0; row < rows; ++row) {
            d_bias[row] += dy[row];
        }
    }
}

}  // namespace

template <class Scalar>
Dense<Scalar>::Dense(TensorIterator& next, Activation activation)
    : inputs_(next->cols), outputs_(next->rows), weight_(next->offset), bias_(0), activation_(activation) {
    ++next;
    bias_ = next->offset;
    ++next;
}

template <class Scalar>
void Dense<Scalar>::forward(const Vector<Scalar>& parameters, const MatrixView<Scalar>& input,
                            Matrix<Scalar>& output) const {
    const Eigen::Map<const Matrix<Scalar>> weight(parameters.data() + weight_, outputs_, inputs_);
    const Eigen::Map<const Vector<Scalar>> bias(parameters.data() + bias_, outputs_);
    output.resize(outputs_, input.cols());
    output.colwise() = bias;
    output.noalias() += weight * input;
    if (activation_ == Activation::relu) {
        output = output.cwiseMax(Scalar(0));
    }
}

template <class Scalar>
void Dense<Scalar>::backward(const Vector<Scalar>& parameters, const MatrixView<Scalar>& input,
                             const Matrix<Scalar>* output, Matrix<Scalar>& d_output, Vector<Scalar>& gradient,
                             Matrix<Scalar>* d_input) const {
    Scalar* d_bias = gradient.data() + bias_;
    if (activation_ == Activation::relu) {
        mask_and_sum(*output, d_output, d_bias);
    } else {
        sum(d_output, d_bias);
    }
    Eigen::Map<Matrix<Scalar>> d_weight(gradient.data() + weight_, outputs_, inputs_);
    d_weight.noalias() = d_output * input.transpose();
    if (d_input != nullptr) {
        const Eigen::Map<const Matrix<Scalar>> weight(parameters.data() + weight_, outputs_, inputs_);
        d_input->resize(inputs_, input.cols());
        d_input->noalias() = weight.transpose() * d_output;
    }
}

template class Dense<float>;
template class Dense<double>;

}  // namespace footfall::train
