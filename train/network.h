// A whole network with its gradients: a backbone and two linear heads on its embedding, cycle position and
// phase.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "footfall/nn/network_spec.h"
#include "train/backbone.h"
#include "train/dense.h"
#include "train/matrix.h"

namespace footfall::train {

/// How far `Network::backward` goes: to every parameter, or no further than the two heads.
enum class Reach : unsigned char { everything, heads };

/// Instantiated for float (training) and double (checks of the gradients).
template <class Scalar>
class Network {
public:
    /// Biases 0, norm scales 1, positions N(0, 0.02²), weights normal: variance 2/inputs before a ReLU
    /// (He et al. 2015), 2/(inputs+outputs) elsewhere (Glorot & Bengio 2010). Throws Error on an impossible
    /// spec.
    Network(const NetworkSpec& spec, std::uint64_t seed);

    struct Output {
        Matrix<Scalar> embedding;  ///< (E, batch)
        Matrix<Scalar> cycle;      ///< (2, batch): cos and sin, not normalised to length 1
        Matrix<Scalar> phase;      ///< (phases, batch): logits
    };

    /// input (inputs, batch), normalised. Valid until the next call; keeps what `backward` needs.
    const Output& forward(const MatrixView<Scalar>& input);

    /// The heads alone, on embeddings (E, batch) computed before; only `Reach::heads` may follow.
    const Output& forward_heads(const MatrixView<Scalar>& embedding);

    /// Sets `gradient()` after a forward pass of the same batch; with `Reach::heads` the backbone's part
    /// keeps what it held.
    /// @param d_cycle (2, batch) and d_phase (phases, batch): the loss's gradient by that output. A matrix
    /// without
    ///        columns stands for zeros; that head's gradient becomes zero.
    void backward(const MatrixView<Scalar>& d_cycle, const MatrixView<Scalar>& d_phase,
                  Reach reach = Reach::everything);

    [[nodiscard]] const NetworkSpec& spec() const noexcept { return spec_; }
    /// All tensors, as laid out in network_spec.h.
    [[nodiscard]] const std::vector<ParameterTensor>& layout() const noexcept { return layout_; }
    [[nodiscard]] const ParameterRanges& ranges() const noexcept { return ranges_; }
    [[nodiscard]] Vector<Scalar>& parameters() noexcept { return parameters_; }
    [[nodiscard]] const Vector<Scalar>& parameters() const noexcept { return parameters_; }
    [[nodiscard]] const Vector<Scalar>& gradient() const noexcept { return gradient_; }

private:
    void apply_heads();
    void backward_head(const Dense<Scalar>& head, const ParameterRange& range,
                       const MatrixView<Scalar>& d_output, Matrix<Scalar>* d_embedding);

    NetworkSpec spec_;
    std::vector<ParameterTensor> layout_;
    ParameterRanges ranges_;
    TensorIterator next_;  ///< walks the layout while the members below take their tensors
    std::unique_ptr<Backbone<Scalar>> backbone_;
    Dense<Scalar> cycle_head_;
    Dense<Scalar> phase_head_;
    Vector<Scalar> parameters_;
    Vector<Scalar> gradient_;
    Output output_;
    Matrix<Scalar> d_head_output_;
    Matrix<Scalar> d_embedding_;
    Matrix<Scalar> d_embedding_of_head_;
};

extern template class Network<float>;
extern template class Network<double>;

}  // namespace footfall::train
