// Multi-head self-attention, forward and backward: projections for the whole batch, then small products a
// window.
#include "train/self_attention.h"

#include <cmath>

namespace footfall::train {

template <class Scalar>
SelfAttention<Scalar>::SelfAttention(TensorIterator& next, Eigen::Index tokens, Eigen::Index heads)
    : in_(next, Activation::linear),
      out_(next, Activation::linear),
      tokens_(tokens),
      heads_(heads),
      width_(out_.outputs()),
      head_width_(width_ / heads),
      scale_(Scalar(1) / std::sqrt(static_cast<Scalar>(head_width_))),
      d_share_(tokens, tokens) {}

template <class Scalar>
void SelfAttention<Scalar>::forward(const Vector<Scalar>& parameters, const Matrix<Scalar>& input,
                                    Matrix<Scalar>& output) {
    in_.forward(parameters, input, projected_);
    mixed_.resize(width_, input.cols());
    share_.resize(tokens_, heads_ * input.cols());
    for (Eigen::Index window = 0; window < input.cols() / tokens_; ++window) {
        attend(window);
    }
    out_.forward(parameters, mixed_, output);
}

template <class Scalar>
void SelfAttention<Scalar>::attend(Eigen::Index window) {
    auto shares = share_.middleCols(window * heads_ * tokens_, heads_ * tokens_);
    const auto projected = projected_.middleCols(window * tokens_, tokens_);
    for (Eigen::Index head = 0; head < heads_; ++head) {
        const auto query = projected.middleRows(head * head_width_, head_width_);
        const auto key = projected.middleRows(width_ + head * head_width_, head_width_);
        shares.middleCols(head * tokens_, tokens_).noalias() = key.transpose() * query;
    }
    // Softmax by column; the largest is taken off first, so that no exponential overflows.
    for (Eigen::Index column = 0; column < shares.cols(); ++column) {
        auto share = shares.col(column).array();
        share = scale_ * (share - share.maxCoeff());
    }
    shares = shares.array().exp();
    for (Eigen::Index column = 0; column < shares.cols(); ++column) {
        shares.col(column) /= shares.col(column).sum();
    }
    auto mixed = mixed_.middleCols(window * tokens_, tokens_);
    for (Eigen::Index head = 0; head < heads_; ++head) {
        const auto value = projected.middleRows(2 * width_ + head * head_width_, head_width_);
        mixed.middleRows(head * head_width_, head_width_).noalias() =
            value * shares.middleCols(head * tokens_, tokens_);
    }
}

template <class Scalar>
void SelfAttention<Scalar>::backward(const Vector<Scalar>& parameters, const Matrix<Scalar>& input,
                                     Matrix<Scalar>& d_output, Vector<Scalar>& gradient,
                                     Matrix<Scalar>& d_input) {
    out_.backward(parameters, mixed_, nullptr, d_output, gradient, &d_mixed_);
    d_projected_.resize(projected_.rows(), projected_.cols());
    for (Eigen::Index window = 0; window < input.cols() / tokens_; ++window) {
        attend_backward(window);
    }
    in_.backward(parameters, input, nullptr, d_projected_, gradient, &d_input);
}

template <class Scalar>
void SelfAttention<Scalar>::attend_backward(Eigen::Index window) {
    const auto projected = projected_.middleCols(window * tokens_, tokens_);
    auto d_projected = d_projected_.middleCols(window * tokens_, tokens_);
    for (Eigen::Index head = 0; head < heads_; ++head) {
        const auto share = share_.middleCols((window * heads_ + head) * tokens_, tokens_);
        const Eigen::Index query = head * head_width_;
        const Eigen::Index key = width_ + query;
        const Eigen::Index value = width_ + key;
        const auto d_mixed = d_mixed_.block(query, window * tokens_, head_width_, tokens_);

        d_projected.middleRows(value, head_width_).noalias() = d_mixed * share.transpose();
        d_share_.noalias() = projected.middleRows(value, head_width_).transpose() * d_mixed;
        // Through the softmax and the scale before it, in place.
        for (Eigen::Index column = 0; column < tokens_; ++column) {
            auto d = d_share_.col(column).array();
            const auto p = share.col(column).array();
            const Scalar mean = (p * d).sum();
            d = scale_ * p * (d - mean);
        }
        d_projected.middleRows(query, head_width_).noalias() =
            projected.middleRows(key, head_width_) * d_share_;
        d_projected.middleRows(key, head_width_).noalias() =
            projected.middleRows(query, head_width_) * d_share_.transpose();
    }
}

template class SelfAttention<float>;
template class SelfAttention<double>;

}  // namespace footfall::train
