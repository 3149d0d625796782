// The transformer's backbone: patches as tokens, pre-norm encoder blocks, mean and answered token as the
// embedding.
#include "footfall/recording/error.h"
#include "train/backbone.h"
namespace footfall::train {
template <class Scalar>
std::unique_ptr<Backbone<Scalar>> make_transformer(const NetworkSpec&, TensorIterator&) {
    throw Error("network: the transformer's backward pass is not part of this build");
}
template std::unique_ptr<Backbone<float>> make_transformer(const NetworkSpec&, TensorIterator&);
template std::unique_ptr<Backbone<double>> make_transformer(const NetworkSpec&, TensorIterator&);
}  // namespace footfall::train
