// The matrices of training: column-major, one column a sample (or a token), one row a feature.
#pragma once

#include <Eigen/Core>

namespace footfall::train {

template <class Scalar>
using Matrix = Eigen::Matrix<Scalar, Eigen::Dynamic, Eigen::Dynamic>;

template <class Scalar>
using Vector = Eigen::Matrix<Scalar, Eigen::Dynamic, 1>;

/// A read-only (feature, batch) argument: a matrix, or columns of one, without a copy.
template <class Scalar>
using MatrixView = Eigen::Ref<const Matrix<Scalar>>;

template <class Scalar>
using VectorView = Eigen::Ref<const Vector<Scalar>>;

}  // namespace footfall::train
