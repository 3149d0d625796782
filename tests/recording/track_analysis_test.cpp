// The second pass says of a walk what the stream says, whether windows are batched or not.
#include "footfall/recording/track_analysis.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "footfall/recording/foot_signal.h"
#include "footfall/recording/stream.h"
#include "io/model_file.h"
#include "tests/phase/walks.h"

namespace footfall {
namespace {

struct Found {
    std::vector<AnsweredSample> samples;
    std::vector<Event> events;
    std::vector<Stride> strides;
    std::vector<Stride> motions;
    std::vector<double> lengths_m;
    std::vector<PathPoint> path;
    AnalysisOutcome outcome;
};

Found found_in(const Recording& recording, std::size_t foot, const Model& model) {
    const RecordingSource source = source_of(recording);
    const TrackSurvey known = survey(*source.feet[foot], model.preprocessing, [](double) {});
    Found found;
    found.outcome = analyze(*source.feet[foot], known, model,
                            {[&](const AnsweredSample& sample) { found.samples.push_back(sample); },
                             [&](const Event& event) { found.events.push_back(event); },
                             [&](const Stride& stride) { found.strides.push_back(stride); }, [](double) {},
                             [&](const Stride& stride, const StrideMotion& motion) {
                                 found.motions.push_back(stride);
                                 found.lengths_m.push_back(motion.length_m.value);
                             },
                             [&](const PathPoint& point) { found.path.push_back(point); }});
    return found;
}

TEST(Survey, LearnsTheAlignmentThatTheOfflineChainLearnsAndCountsLosses) {
    Recording recording = simulated_walk();
    auto& samples = recording.feet[0].samples;
    samples.erase(samples.begin() + 100, samples.begin() + 103);
    samples.erase(samples.begin() + 500, samples.begin() + 530);
    const Alignment expected = learn_alignment(recording, recording.feet[0], {});
    const std::size_t left = samples.size();
    const RecordingSource source = source_of(recording);
    const TrackSurvey known = survey(*source.feet[0], {}, [](double) {});
    ASSERT_TRUE(known.alignment) << known.no_alignment;
    EXPECT_EQ(known.alignment->rows, expected.rows);
    EXPECT_TRUE(known.walks);
    EXPECT_EQ(known.samples, static_cast<std::int64_t>(left));
    EXPECT_EQ(known.lost, 33);
    EXPECT_EQ(known.longest_loss, 30);
    EXPECT_EQ(known.gaps, 1);
}

TEST(Survey, SaysWhyThereIsNoAlignment) {
    Recording recording = simulated_walk();
    recording.feet[0].samples.resize(200);  // standing
    const RecordingSource source = source_of(recording);
    const TrackSurvey known = survey(*source.feet[0], {}, [](double) {});
    EXPECT_FALSE(known.alignment);
    EXPECT_FALSE(known.walks);
    EXPECT_NE(known.no_alignment, "");
}

TEST(Analyze, SaysOfEverySampleWhatTheStreamSays) {
    const SmallModel small;
    Recording recording = simulated_walk();
    auto& samples = recording.feet[1].samples;
    samples.erase(samples.begin() + 700, samples.begin() + 704);    // bridged
    samples.erase(samples.begin() + 1200, samples.begin() + 1250);  // a gap
    const Found found = found_in(recording, 1, small.model());

    std::vector<PhaseEstimate> expected;
    const FootTrack& track = recording.feet[1];
    for_each_estimate(track, small.model(), learn_alignment(recording, track, {}),
                      [&](const PhaseEstimate& estimate) { expected.push_back(estimate); });
    std::size_t next = 0;
    Nanoseconds last = -1;
    for (const AnsweredSample& sample : found.samples) {
        EXPECT_GT(sample.time, last);
        last = sample.time;
        if (sample.state == SampleState::unknown) {
            continue;
        }
        ASSERT_LT(next, expected.size());
        EXPECT_EQ(sample.time, expected[next].sample.index * 10'000'000);
        EXPECT_EQ(sample.state == SampleState::walking, expected[next].walking);
        EXPECT_TRUE(same(sample.answer, expected[next].sample)) << next;
        ++next;
    }
    EXPECT_EQ(next, expected.size());
    EXPECT_EQ(found.samples.size(), track.samples.size() + 4) << "lost samples are given, gaps are not";
}

TEST(Analyze, EveryStrideIsGivenOnceMoreWithItsMotion) {
    const io::ModelFile file(std::filesystem::path(FOOTFALL_SOURCE_DIR) / "models" / "wearable.footfall");
    const simulate::Walker walker =
        simulate::draw_walker(5, simulate::AgeGroup::younger, simulate::Mounting::any, 21);
    simulate::WalkOptions options;
    options.course.seconds = 40.0;
    const auto walk = simulate::simulate_walk(walker, options, 2);
    const Found found = found_in(walk.recording, 1, file.model());
    EXPECT_EQ(found.outcome.no_motion, "");
    ASSERT_GT(found.strides.size(), 20U);
    EXPECT_EQ(found.motions, found.strides);
    double found_m = 0.0;
    double true_m = 0.0;
    std::size_t next = 0;
    for (const simulate::StrideTruth& stride : walk.truth.strides) {
        if (stride.foot != Foot::right) {
            continue;
        }
        while (next < found.motions.size() &&
               static_cast<double>(found.motions[next].end) < 1e9 * (stride.end_s - 0.1)) {
            ++next;
        }
        if (next < found.motions.size() &&
            static_cast<double>(found.motions[next].end) < 1e9 * (stride.end_s + 0.1)) {
            found_m += found.lengths_m[next];
            true_m += stride.length_m;
        }
    }
    EXPECT_GT(true_m, 25.0);
    EXPECT_NEAR(found_m / true_m, 1.0, 0.01);
    ASSERT_GT(found.path.size(), 2000U);
    for (std::size_t i = 1; i < found.path.size(); ++i) {
        EXPECT_EQ(found.path[i].time - found.path[i - 1].time, 10'000'000);
    }
}

TEST(Analyze, WithoutGravityNoMotionIsMeasuredAndItSaysWhy) {
    const SmallModel small;
    Recording recording = simulated_walk();
    recording.feet[0].gravity = Gravity::removed;
    const Found found = found_in(recording, 0, small.model());
    EXPECT_NE(found.outcome.no_motion.find("no gravity"), std::string::npos);
    EXPECT_EQ(found.motions, found.strides);
    EXPECT_TRUE(found.path.empty());
}

TEST(Analyze, AFootThatNeverWalksIsSaidNotToWalk) {
    const SmallModel small;
    Recording recording = simulated_walk();
    recording.feet[0].samples.resize(250);
    const Found found = found_in(recording, 0, small.model());
    EXPECT_EQ(found.samples.size(), 250U);
    int standing = 0;
    for (const AnsweredSample& sample : found.samples) {
        EXPECT_NE(sample.state, SampleState::walking);
        standing += sample.state == SampleState::not_walking ? 1 : 0;
    }
    EXPECT_GT(standing, 200);
    EXPECT_TRUE(found.events.empty());
}

}  // namespace
}  // namespace footfall
