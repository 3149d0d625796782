// AdamW: Adam with weight decay that acts on the weights themselves (Loshchilov & Hutter 2019).
#pragma once

#include <vector>

#include "footfall/nn/network_spec.h"
#include "train/matrix.h"

namespace footfall::train {

struct AdamWOptions {
    double beta1 = 0.9;
    double beta2 = 0.999;
    double epsilon = 1e-8;
    double weight_decay = 0.01;  ///< of weights only, not of biases, norms or positions
    double largest_norm = 0.0;   ///< a gradient longer than this is scaled down to it; 0: never
};

/// Steps one range of a network's parameters and leaves the rest alone: with the heads' range a frozen
/// backbone stays frozen. A new stage of training starts with a new optimizer.
template <class Scalar>
class AdamW {
public:
    /// @param layout the network's tensors; `range` begins and ends where tensors do
    AdamW(const std::vector<ParameterTensor>& layout, ParameterRange range, const AdamWOptions& options = {});

    /// @param parameters, gradient  whole, of the network's size. A gradient that is not finite changes
    /// nothing.
    /// @return length of the range's gradient before it was scaled down; not finite when it was not
    double step(Vector<Scalar>& parameters, const Vector<Scalar>& gradient, double learning_rate);

private:
    struct Stretch {
        Eigen::Index offset;  ///< in the whole vector
        Eigen::Index size;
        bool decays;
    };

    AdamWOptions options_;
    Eigen::Index offset_;
    Vector<Scalar> mean_;    ///< of the range's gradient
    Vector<Scalar> square_;  ///< mean of its square
    std::vector<Stretch> stretches_;
    double beta1_power_ = 1.0;  ///< beta1 to the number of steps
    double beta2_power_ = 1.0;
};

extern template class AdamW<float>;
extern template class AdamW<double>;

}  // namespace footfall::train
