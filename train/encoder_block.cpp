// A transformer's encoder block, forward and backward.
#include "train/encoder_block.h"

namespace footfall::train {

template <class Scalar>
EncoderBlock<Scalar>::EncoderBlock(TensorIterator& next, Eigen::Index tokens, Eigen::Index heads)
    : norm1_(next),
      attention_(next, tokens, heads),
      norm2_(next),
      up_(next, Activation::relu),
      down_(next, Activation::linear) {}

template <class Scalar>
void EncoderBlock<Scalar>::forward(const Vector<Scalar>& parameters, Matrix<Scalar>& stream) {
    norm1_.forward(parameters, stream, norm1_output_);
    attention_.forward(parameters, norm1_output_, branch_);
    stream += branch_;
    norm2_.forward(parameters, stream, norm2_output_);
    up_.forward(parameters, norm2_output_, up_output_);
    down_.forward(parameters, up_output_, branch_);
    stream += branch_;
}

template <class Scalar>
void EncoderBlock<Scalar>::backward(const Vector<Scalar>& parameters, Matrix<Scalar>& d_stream,
                                    Vector<Scalar>& gradient) {
    // Linear layers end both branches: they leave d_stream as it is, and the norms that begin them add to it.
    down_.backward(parameters, up_output_, nullptr, d_stream, gradient, &d_up_output_);
    up_.backward(parameters, norm2_output_, &up_output_, d_up_output_, gradient, &d_norm_output_);
    norm2_.backward(parameters, d_norm_output_, gradient, d_stream);
    attention_.backward(parameters, norm1_output_, d_stream, gradient, d_norm_output_);
    norm1_.backward(parameters, d_norm_output_, gradient, d_stream);
}

template class EncoderBlock<float>;
template class EncoderBlock<double>;

}  // namespace footfall::train
