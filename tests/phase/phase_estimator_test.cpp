// The stream against the offline chain, bit for bit, and what it does with imperfect input.
#include "footfall/phase/phase_estimator.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <thread>

#include "footfall/nn/decode.h"
#include "footfall/recording/foot_signal.h"
#include "footfall/recording/labels.h"
#include "tests/phase/walks.h"

namespace footfall {
namespace {

/// What the offline chain says: the whole signal prepared, then each window on its own.
std::vector<PhaseSample> offline(const Recording& recording, const FootTrack& track, const Model& model) {
    const FootSignal signal = prepare(recording, track, model.preprocessing, model.phases);
    Result<Inference> inference = Inference::make(model);
    std::vector<PhaseSample> answers;
    const auto window = static_cast<std::size_t>(model.network.window);
    for (const SignalSegment& segment : signal.segments) {
        for (std::size_t first = 0; first + window <= segment.length(); ++first) {
            const NetworkOutput output =
                inference->whole({segment.channels.data() + first * kChannels, window * kChannels});
            const auto index =
                segment.first + static_cast<SampleIndex>(first + window - 1) - model.network.look_ahead;
            answers.push_back(decode(output.cycle[0], output.cycle[1], {output.phase.data(), 2}, index));
        }
    }
    return answers;
}

PhaseEstimator stream_of(const Model& model, const StreamOptions& options) {
    Result<PhaseEstimator> made = PhaseEstimator::make(model, options);
    EXPECT_TRUE(made) << made.reason();
    return std::move(*made);
}

Alignment alignment_of(const Recording& recording, const FootTrack& track) {
    return learn_alignment(recording, track, {});
}

void expect_same(const std::vector<PhaseEstimate>& found, const std::vector<PhaseSample>& expected) {
    ASSERT_EQ(found.size(), expected.size());
    for (std::size_t i = 0; i < found.size(); ++i) {
        ASSERT_TRUE(same(found[i].sample, expected[i])) << expected[i].index;
    }
}

TEST(PhaseEstimator, SaysWhatTheOfflineChainSays) {
    for (const double model_rate_hz : {100.0, 64.0}) {
        const SmallModel small(20, 5, model_rate_hz);
        for (const double rate_hz : {50.0, 100.0, 204.8}) {
            const Recording recording = simulated_walk(rate_hz);
            for (const FootTrack& track : recording.feet) {
                const Alignment alignment = alignment_of(recording, track);
                PhaseEstimator stream = stream_of(small.model(), options_of(track, alignment));
                const auto found = answers_to(track.samples, stream);
                expect_same(found, offline(recording, track, small.model()));
                EXPECT_GT(found.size(), static_cast<std::size_t>(23.0 * model_rate_hz));
                EXPECT_TRUE(found.front().after_gap);
                EXPECT_EQ(std::count_if(found.begin(), found.end(),
                                        [](const PhaseEstimate& one) { return one.after_gap; }),
                          1);
            }
        }
    }
}

}  // namespace
}  // namespace footfall
