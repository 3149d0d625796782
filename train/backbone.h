// What carries a window to its embedding, whichever kind of network it is.
#pragma once

#include <memory>

#include "footfall/nn/network_spec.h"
#include "train/dense.h"
#include "train/matrix.h"

namespace footfall::train {

/// Keeps the activations of the last `forward`, which `backward` needs.
template <class Scalar>
class Backbone {
public:
    virtual ~Backbone() = default;

    /// input (inputs, batch), normalised -> embedding (E, batch)
    virtual void forward(const Vector<Scalar>& parameters, const MatrixView<Scalar>& input,
                         Matrix<Scalar>& embedding) = 0;

    /// Sets the backbone's part of the gradient.
    /// @param embedding as `forward` gave it
    /// @param d_embedding (E, batch), overwritten
    virtual void backward(const Vector<Scalar>& parameters, const Matrix<Scalar>& embedding,
                          Matrix<Scalar>& d_embedding, Vector<Scalar>& gradient) = 0;
};

/// For a valid spec; takes the backbone's tensors from its layout.
template <class Scalar>
[[nodiscard]] std::unique_ptr<Backbone<Scalar>> make_dnn(const NetworkSpec& spec, TensorIterator& next);
template <class Scalar>
[[nodiscard]] std::unique_ptr<Backbone<Scalar>> make_transformer(const NetworkSpec& spec,
                                                                 TensorIterator& next);

}  // namespace footfall::train
