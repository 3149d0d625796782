// What a model says of recordings when they are played through the estimator that runs on the device.
#include "cli/streamed_answers.h"

#include <algorithm>
#include <span>

#include "footfall/recording/error.h"
#include "footfall/recording/stream.h"

namespace footfall::cli {

void StreamedAnswers::add(const Recording& recording, const train::Corpus& corpus, std::size_t first_foot) {
    constexpr std::size_t kBatch = 96;
    for (std::size_t i = first_foot; i < corpus.feet.size(); ++i) {
        const train::CorpusFoot& foot = corpus.feet[i];
        const auto track = std::find_if(recording.feet.begin(), recording.feet.end(),
                                        [&](const FootTrack& each) { return each.foot == foot.signal.foot; });
        StreamOptions options = stream_options(*track, foot.signal.alignment);
        options.batch = kBatch;
        Result<PhaseEstimator> estimator = PhaseEstimator::make(model_, options);
        if (!estimator) {
            throw Error("model", "", "one that can be run sample by sample", estimator.reason());
        }
        GateMarker marker(recording, *track, corpus.phases);
        train::FootAnswers answered{i, {}};
        const auto take = [&](std::span<const PhaseEstimate> estimates) {
            for (const PhaseEstimate& estimate : estimates) {
                answered.answers.push_back(estimate.sample);
                marker.mark(estimate.sample.index * foot.signal.grid_period, estimate.walking);
            }
        };
        for (const ImuSample& sample : track->samples) {
            take(estimator->update(sample));
        }
        take(estimator->finish());
        gate_[corpus.people[foot.person].key].add(marker.tally());
        answers_.push_back(std::move(answered));
    }
}

}  // namespace footfall::cli
