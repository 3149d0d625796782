// The transformer's backbone: patches as tokens, pre-norm encoder blocks, mean and answered token as the
// embedding.
#include <vector>

#include "train/backbone.h"
#include "train/encoder_block.h"
#include "train/layer_norm.h"
#include "train/patch_embedding.h"

namespace footfall::train {
namespace {

template <class Scalar>
class Transformer final : public Backbone<Scalar> {
public:
    Transformer(const NetworkSpec& spec, TensorIterator& next)
        : tokens_(spec.tokens()),
          answered_(spec.answered_token()),
          width_(spec.width),
          patches_(next),
          blocks_(take_blocks(spec, next)),
          norm_(next) {}

    void forward(const Vector<Scalar>& parameters, const MatrixView<Scalar>& input,
                 Matrix<Scalar>& embedding) override {
        patches_.forward(parameters, input, stream_);
        for (EncoderBlock<Scalar>& block : blocks_) {
            block.forward(parameters, stream_);
        }
        norm_.forward(parameters, stream_, norm_output_);
        embedding.resize(2 * width_, input.cols());
        for (Eigen::Index window = 0; window < input.cols(); ++window) {
            const auto tokens = norm_output_.middleCols(window * tokens_, tokens_);
            embedding.col(window).head(width_) = tokens.rowwise().mean();
            embedding.col(window).tail(width_) = tokens.col(answered_);
        }
    }

    void backward(const Vector<Scalar>& parameters, const Matrix<Scalar>& /*embedding*/,
                  Matrix<Scalar>& d_embedding, Vector<Scalar>& gradient) override {
        d_norm_output_.resize(width_, norm_output_.cols());
        for (Eigen::Index window = 0; window < d_embedding.cols(); ++window) {
            auto d_tokens = d_norm_output_.middleCols(window * tokens_, tokens_);
            d_tokens.colwise() = d_embedding.col(window).head(width_) / static_cast<Scalar>(tokens_);
            d_tokens.col(answered_) += d_embedding.col(window).tail(width_);
        }
        d_stream_.setZero(width_, norm_output_.cols());
        norm_.backward(parameters, d_norm_output_, gradient, d_stream_);
        for (auto block = blocks_.rbegin(); block != blocks_.rend(); ++block) {
            block->backward(parameters, d_stream_, gradient);
        }
        patches_.backward(parameters, d_stream_, gradient);
    }

private:
    static std::vector<EncoderBlock<Scalar>> take_blocks(const NetworkSpec& spec, TensorIterator& next) {
        std::vector<EncoderBlock<Scalar>> blocks;
        for (int i = 0; i < spec.layers; ++i) {
            blocks.emplace_back(next, spec.tokens(), spec.heads);
        }
        return blocks;
    }

    Eigen::Index tokens_;
    Eigen::Index answered_;
    Eigen::Index width_;
    PatchEmbedding<Scalar> patches_;
    std::vector<EncoderBlock<Scalar>> blocks_;
    LayerNorm<Scalar> norm_;
    Matrix<Scalar> stream_;       ///< (width, tokens * batch)
    Matrix<Scalar> norm_output_;  ///< (width, tokens * batch)
    Matrix<Scalar> d_stream_;
    Matrix<Scalar> d_norm_output_;
};

}  // namespace

template <class Scalar>
std::unique_ptr<Backbone<Scalar>> make_transformer(const NetworkSpec& spec, TensorIterator& next) {
    return std::make_unique<Transformer<Scalar>>(spec, next);
}

template std::unique_ptr<Backbone<float>> make_transformer(const NetworkSpec&, TensorIterator&);
template std::unique_ptr<Backbone<double>> make_transformer(const NetworkSpec&, TensorIterator&);

}  // namespace footfall::train
