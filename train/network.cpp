// A whole network: initialisation, and the heads around the backbone.
#include "train/network.h"

#include <cmath>

#include "footfall/core/random.h"
#include "footfall/recording/error.h"

namespace footfall::train {
namespace {

const NetworkSpec& checked(const NetworkSpec& spec) {
    if (const auto failure = validate(spec)) {
        throw Error(std::string("network: ") + failure->reason);
    }
    return spec;
}

double initial_deviation(const ParameterTensor& tensor) {
    switch (tensor.role) {
        case TensorRole::weight_before_relu: return std::sqrt(2.0 / tensor.cols);
        case TensorRole::weight: return std::sqrt(2.0 / (tensor.rows + tensor.cols));
        case TensorRole::positions: return 0.02;
        case TensorRole::bias:
        case TensorRole::norm_scale: break;
    }
    return 0.0;
}

template <class Scalar>
Vector<Scalar> initial_parameters(const std::vector<ParameterTensor>& layout, std::size_t count,
                                  std::uint64_t seed) {
    Vector<Scalar> parameters(static_cast<Eigen::Index>(count));
    Random random(seed);
    for (const ParameterTensor& tensor : layout) {
        auto values = parameters.segment(static_cast<Eigen::Index>(tensor.offset),
                                         static_cast<Eigen::Index>(tensor.size()));
        const double deviation = initial_deviation(tensor);
        if (deviation > 0.0) {
            for (Scalar& value : values) {
                value = static_cast<Scalar>(deviation * random.normal());
            }
        } else {
            values.setConstant(tensor.role == TensorRole::norm_scale ? Scalar(1) : Scalar(0));
        }
    }
    return parameters;
}

template <class Scalar>
std::unique_ptr<Backbone<Scalar>> make_backbone(const NetworkSpec& spec, TensorIterator& next) {
    return spec.kind == NetworkKind::dnn ? make_dnn<Scalar>(spec, next)
                                         : make_transformer<Scalar>(spec, next);
}

}  // namespace

template <class Scalar>
Network<Scalar>::Network(const NetworkSpec& spec, std::uint64_t seed)
    : spec_(checked(spec)),
      layout_(parameter_layout(spec_)),
      ranges_(parameter_ranges(spec_)),
      next_(layout_.cbegin()),
      backbone_(make_backbone<Scalar>(spec_, next_)),
      cycle_head_(next_, Activation::linear),
      phase_head_(next_, Activation::linear),
      parameters_(initial_parameters<Scalar>(layout_, ranges_.all.size, seed)),
      gradient_(Vector<Scalar>::Zero(parameters_.size())) {}

template <class Scalar>
const typename Network<Scalar>::Output& Network<Scalar>::forward(const MatrixView<Scalar>& input) {
    eigen_assert(input.rows() == spec_.inputs());
    backbone_->forward(parameters_, input, output_.embedding);
    apply_heads();
    return output_;
}

template <class Scalar>
const typename Network<Scalar>::Output& Network<Scalar>::forward_heads(const MatrixView<Scalar>& embedding) {
    eigen_assert(embedding.rows() == spec_.embedding());
    output_.embedding = embedding;
    apply_heads();
    return output_;
}

template <class Scalar>
void Network<Scalar>::apply_heads() {
    cycle_head_.forward(parameters_, output_.embedding, output_.cycle);
    phase_head_.forward(parameters_, output_.embedding, output_.phase);
}

template <class Scalar>
void Network<Scalar>::backward(const MatrixView<Scalar>& d_cycle, const MatrixView<Scalar>& d_phase,
                               Reach reach) {
    const bool further = reach == Reach::everything;
    if (further) {
        d_embedding_.setZero(output_.embedding.rows(), output_.embedding.cols());
    }
    Matrix<Scalar>* d_embedding = further ? &d_embedding_ : nullptr;
    backward_head(cycle_head_, ranges_.cycle_head, d_cycle, d_embedding);
    backward_head(phase_head_, ranges_.phase_head, d_phase, d_embedding);
    if (further) {
        backbone_->backward(parameters_, output_.embedding, d_embedding_, gradient_);
    }
}

template <class Scalar>
void Network<Scalar>::backward_head(const Dense<Scalar>& head, const ParameterRange& range,
                                    const MatrixView<Scalar>& d_output, Matrix<Scalar>* d_embedding) {
    if (d_output.cols() == 0) {
        gradient_.segment(static_cast<Eigen::Index>(range.offset), static_cast<Eigen::Index>(range.size))
            .setZero();
        return;
    }
    eigen_assert(d_output.rows() == head.outputs() && d_output.cols() == output_.embedding.cols());
    d_head_output_ = d_output;
    head.backward(parameters_, output_.embedding, nullptr, d_head_output_, gradient_,
                  d_embedding != nullptr ? &d_embedding_of_head_ : nullptr);
    if (d_embedding != nullptr) {
        *d_embedding += d_embedding_of_head_;
    }
}

template class Network<float>;
template class Network<double>;

}  // namespace footfall::train
