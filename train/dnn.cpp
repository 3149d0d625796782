// The compact DNN's backbone: dense layers with ReLU, the last of which is the embedding.
#include <utility>
#include <vector>

#include "train/backbone.h"

namespace footfall::train {
namespace {

template <class Scalar>
class Dnn final : public Backbone<Scalar> {
public:
    Dnn(const NetworkSpec& spec, TensorIterator& next) : inputs_of_(spec.hidden.size()) {
        for (std::size_t i = 0; i < spec.hidden.size(); ++i) {
            layers_.emplace_back(next, Activation::relu);
        }
    }

    void forward(const Vector<Scalar>& parameters, const MatrixView<Scalar>& input,
                 Matrix<Scalar>& embedding) override {
        // Copied, so that the caller's may go, and so that its alignment can't change the order of any sum.
        inputs_of_[0] = input;
        for (std::size_t i = 0; i < layers_.size(); ++i) {
            Matrix<Scalar>& output = i + 1 < layers_.size() ? inputs_of_[i + 1] : embedding;
            layers_[i].forward(parameters, inputs_of_[i], output);
        }
    }

    void backward(const Vector<Scalar>& parameters, const Matrix<Scalar>& embedding,
                  Matrix<Scalar>& d_embedding, Vector<Scalar>& gradient) override {
        Matrix<Scalar>* d_output = &d_embedding;
        const Matrix<Scalar>* output = &embedding;
        for (std::size_t i = layers_.size(); i-- > 0;) {
            Matrix<Scalar>* d_input = i > 0 ? &d_inputs_[i % 2] : nullptr;
            layers_[i].backward(parameters, inputs_of_[i], output, *d_output, gradient, d_input);
            d_output = d_input;
            output = &inputs_of_[i];
        }
    }

private:
    std::vector<Dense<Scalar>> layers_;
    std::vector<Matrix<Scalar>>
        inputs_of_;               ///< each layer's input; the output of one is the input of the next
    Matrix<Scalar> d_inputs_[2];  ///< used in turn
};

}  // namespace

template <class Scalar>
std::unique_ptr<Backbone<Scalar>> make_dnn(const NetworkSpec& spec, TensorIterator& next) {
    return std::make_unique<Dnn<Scalar>>(spec, next);
}

template std::unique_ptr<Backbone<float>> make_dnn(const NetworkSpec&, TensorIterator&);
template std::unique_ptr<Backbone<double>> make_dnn(const NetworkSpec&, TensorIterator&);

}  // namespace footfall::train
