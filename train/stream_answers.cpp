// A model's answers as it gives them when it runs.
#include "train/stream_answers.h"

#include <algorithm>

#include "footfall/nn/decode.h"

namespace footfall::train {

std::vector<PhaseSample> stream(Inference& inference, const Model& model, const CorpusFoot& foot) {
    const auto phases = static_cast<std::size_t>(model.network.phases);
    std::vector<PhaseSample> answers;
    for (const SignalSegment& segment : foot.signal.segments) {
        inference.reset();
        for (std::size_t i = 0; i < segment.length(); ++i) {
            NetworkSample sample;
            std::copy_n(segment.channels.begin() + static_cast<std::ptrdiff_t>(i * kChannels), kChannels,
                        sample.begin());
            if (const auto output = inference.update(sample)) {
                answers.push_back(
                    decode(output->cycle[0], output->cycle[1], {output->phase.data(), phases},
                           segment.first + static_cast<SampleIndex>(i) - model.network.look_ahead));
            }
        }
    }
    return answers;
}

std::vector<FootAnswers> ask(Inference& inference, const Model& model, const Corpus& corpus,
                             std::size_t person) {
    std::vector<FootAnswers> answered;
    for (std::size_t foot = 0; foot < corpus.feet.size(); ++foot) {
        if (corpus.feet[foot].person == person) {
            answered.push_back({foot, stream(inference, model, corpus.feet[foot])});
        }
    }
    return answered;
}

}  // namespace footfall::train
