// A transformer's encoder block, pre-norm: self-attention, then a two-layer ReLU MLP, each beside the main
// stream.
#pragma once

#include "train/dense.h"
#include "train/layer_norm.h"
#include "train/matrix.h"
#include "train/self_attention.h"

namespace footfall::train {

/// Keeps the activations of the last `forward`.
template <class Scalar>
class EncoderBlock {
public:
    /// Takes norm1, attention.in, attention.out, norm2, mlp.up, mlp.down.
    EncoderBlock(TensorIterator& next, Eigen::Index tokens, Eigen::Index heads);

    /// stream (width, tokens * batch), in place: += attention(norm1(stream)), then += mlp(norm2(stream)).
    void forward(const Vector<Scalar>& parameters, Matrix<Scalar>& stream);

    /// Sets the gradient of the block's tensors; turns that of the stream after the block into that before
    /// it.
    void backward(const Vector<Scalar>& parameters, Matrix<Scalar>& d_stream, Vector<Scalar>& gradient);

private:
    LayerNorm<Scalar> norm1_;
    SelfAttention<Scalar> attention_;
    LayerNorm<Scalar> norm2_;
    Dense<Scalar> up_;
    Dense<Scalar> down_;
    Matrix<Scalar> norm1_output_;
    Matrix<Scalar> norm2_output_;
    Matrix<Scalar> up_output_;
    Matrix<Scalar> branch_;  ///< what a side branch adds to the stream; not kept
    Matrix<Scalar> d_up_output_;
    Matrix<Scalar> d_norm_output_;
};

extern template class EncoderBlock<float>;
extern template class EncoderBlock<double>;

}  // namespace footfall::train
