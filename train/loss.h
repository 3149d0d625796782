// What training lowers: each loss with its gradient, a weight a sample, so that an unknown label weighs
// nothing.
#pragma once

#include <span>

#include "train/matrix.h"

namespace footfall::train {

/// Weighted mean over the batch of the mean squared difference of a column; 0 when nothing has weight.
/// @param prediction, target (rows, batch)
/// @param weight (batch), not negative; 0: this column's target is unknown, and may be anything
/// @param[out] gradient (rows, batch) by `prediction`
template <class Scalar>
double mean_squared_error(const MatrixView<Scalar>& prediction, const MatrixView<Scalar>& target,
                          const VectorView<Scalar>& weight, Matrix<Scalar>& gradient);

/// Weighted mean over the batch of the cross-entropy between softmax(logits) and the label; 0 when nothing
/// has weight.
/// @param logits (classes, batch)
/// @param label (batch), each in [0, classes) where its weight is not 0
/// @param weight (batch), not negative; 0: this column's label is unknown, and may be anything
/// @param smoothing share of the label spread evenly over all classes, in [0, 1)
/// @param[out] gradient (classes, batch) by `logits`
template <class Scalar>
double cross_entropy(const MatrixView<Scalar>& logits, std::span<const int> label,
                     const VectorView<Scalar>& weight, double smoothing, Matrix<Scalar>& gradient);

extern template double mean_squared_error<float>(const MatrixView<float>&, const MatrixView<float>&,
                                                 const VectorView<float>&, Matrix<float>&);
extern template double mean_squared_error<double>(const MatrixView<double>&, const MatrixView<double>&,
                                                  const VectorView<double>&, Matrix<double>&);
extern template double cross_entropy<float>(const MatrixView<float>&, std::span<const int>,
                                            const VectorView<float>&, double, Matrix<float>&);
extern template double cross_entropy<double>(const MatrixView<double>&, std::span<const int>,
                                             const VectorView<double>&, double, Matrix<double>&);

}  // namespace footfall::train
