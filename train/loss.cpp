// The losses and their gradients, column by column: a sum's order never depends on where its data lie.
#include "train/loss.h"

#include <cmath>
#include <cstddef>

namespace footfall::train {
namespace {

template <class Scalar>
double total(const VectorView<Scalar>& weight) {
    double sum = 0.0;
    for (const Scalar value : weight) {
        sum += static_cast<double>(value);
    }
    return sum;
}

}  // namespace

template <class Scalar>
double mean_squared_error(const MatrixView<Scalar>& prediction, const MatrixView<Scalar>& target,
                          const VectorView<Scalar>& weight, Matrix<Scalar>& gradient) {
    eigen_assert(prediction.rows() == target.rows() && prediction.cols() == target.cols());
    eigen_assert(prediction.cols() == weight.size());
    gradient.setZero(prediction.rows(), prediction.cols());
    const double weights = total<Scalar>(weight);
    if (weights <= 0.0) {
        return 0.0;
    }
    double loss = 0.0;
    for (Eigen::Index column = 0; column < prediction.cols(); ++column) {
        const auto share =
            static_cast<double>(weight[column]) / (weights * static_cast<double>(prediction.rows()));
        if (share == 0.0) {
            continue;
        }
        for (Eigen::Index row = 0; row < prediction.rows(); ++row) {
            const auto difference =
                static_cast<double>(prediction(row, column)) - static_cast<double>(target(row, column));
            loss += share * difference * difference;
            gradient(row, column) = static_cast<Scalar>(2.0 * share * difference);
        }
    }
    return loss;
}

template <class Scalar>
double cross_entropy(const MatrixView<Scalar>& logits, std::span<const int> label,
                     const VectorView<Scalar>& weight, double smoothing, Matrix<Scalar>& gradient) {
    eigen_assert(logits.cols() == weight.size() && label.size() == static_cast<std::size_t>(weight.size()));
    gradient.setZero(logits.rows(), logits.cols());
    const double weights = total<Scalar>(weight);
    if (weights <= 0.0) {
        return 0.0;
    }
    const double elsewhere = smoothing / static_cast<double>(logits.rows());
    double loss = 0.0;
    for (Eigen::Index column = 0; column < logits.cols(); ++column) {
        const double share = static_cast<double>(weight[column]) / weights;
        if (share == 0.0) {
            continue;
        }
        const int wanted = label[static_cast<std::size_t>(column)];
        eigen_assert(wanted >= 0 && wanted < logits.rows());
        // The largest logit is taken off first, so that no exponential overflows.
        const auto largest = static_cast<double>(logits.col(column).maxCoeff());
        double sum = 0.0;
        for (Eigen::Index row = 0; row < logits.rows(); ++row) {
            sum += std::exp(static_cast<double>(logits(row, column)) - largest);
        }
        const double log_sum = largest + std::log(sum);
        for (Eigen::Index row = 0; row < logits.rows(); ++row) {
            const double log_probability = static_cast<double>(logits(row, column)) - log_sum;
            const double truth = elsewhere + (row == wanted ? 1.0 - smoothing : 0.0);
            loss -= share * truth * log_probability;
            gradient(row, column) = static_cast<Scalar>(share * (std::exp(log_probability) - truth));
        }
    }
    return loss;
}

template double mean_squared_error<float>(const MatrixView<float>&, const MatrixView<float>&,
                                          const VectorView<float>&, Matrix<float>&);
template double mean_squared_error<double>(const MatrixView<double>&, const MatrixView<double>&,
                                           const VectorView<double>&, Matrix<double>&);
template double cross_entropy<float>(const MatrixView<float>&, std::span<const int>, const VectorView<float>&,
                                     double, Matrix<float>&);
template double cross_entropy<double>(const MatrixView<double>&, std::span<const int>,
                                      const VectorView<double>&, double, Matrix<double>&);

}  // namespace footfall::train
