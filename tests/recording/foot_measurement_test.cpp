// What is collected of one foot.
#include "footfall/recording/foot_measurement.h"

#include <gtest/gtest.h>

#include "tests/recording/gait_sketch.h"

namespace footfall {
namespace {

FootMeasurement empty_measurement() {
    Recording recording;
    recording.feet.resize(1);
    recording.feet[0].foot = Foot::right;
    recording.feet[0].rate_hz = 100.0;
    const RecordingSource source = source_of(std::move(recording));
    return {*source.feet[0], TrackSurvey{}};
}

AnsweredSample said(int time_ms, SampleState state, float probability = 1.0F) {
    AnsweredSample sample;
    sample.time = time_ms * kMs;
    sample.state = state;
    sample.answer.phase = 1;
    sample.answer.probability[1] = probability;
    return sample;
}

void walk(FootMeasurement& foot, int from_ms, int to_ms, float probability = 1.0F) {
    for (int time = from_ms; time < to_ms; time += 10) {
        foot.add(said(time, SampleState::walking, probability));
    }
}

TEST(FootMeasurement, ConfidenceIsTheMeanWithinTheStride) {
    FootMeasurement foot = empty_measurement();
    walk(foot, 0, 1000, 0.2F);
    walk(foot, 1000, 1500, 0.9F);
    walk(foot, 1500, 2000, 0.8F);
    walk(foot, 2000, 2060, 0.1F);  // known by the time the stride is reported
    foot.add(Stride{1000 * kMs, 1600 * kMs, 2000 * kMs});
    const FootFindings found = foot.take();
    ASSERT_EQ(found.foot.strides.size(), 1U);
    EXPECT_NEAR(found.foot.strides[0].confidence, 0.85, 1e-6);
    EXPECT_EQ(found.foot.foot, Foot::right);
    EXPECT_EQ(found.foot.gait.strides(), 1);
}

TEST(FootMeasurement, AStopOrAGapBreaksAStretchAMissedContactDoesNot) {
    FootMeasurement foot = empty_measurement();
    walk(foot, 0, 2060);
    foot.add(Stride{1000 * kMs, 1600 * kMs, 2000 * kMs});
    walk(foot, 2060, 4060);
    foot.add(Stride{3000 * kMs, 3600 * kMs, 4000 * kMs});  // one is missing before
    foot.add(said(4060, SampleState::not_walking));
    walk(foot, 4070, 6060);
    foot.add(Stride{5000 * kMs, 5600 * kMs, 6000 * kMs});
    foot.add(said(6060, SampleState::unknown));
    walk(foot, 6070, 8060);
    foot.add(Stride{7000 * kMs, 7600 * kMs, 8000 * kMs});
    const FootFindings found = foot.take();
    ASSERT_EQ(found.foot.strides.size(), 4U);
    EXPECT_EQ(found.foot.strides[0].bout, 0U);
    EXPECT_EQ(found.foot.strides[1].bout, 0U);
    EXPECT_EQ(found.foot.strides[2].bout, 1U);
    EXPECT_EQ(found.foot.strides[3].bout, 2U);
}

TEST(FootMeasurement, ASlowStanceIsNoStop) {
    FootMeasurement foot = empty_measurement();
    walk(foot, 0, 2060);
    foot.add(Stride{1000 * kMs, 1600 * kMs, 2000 * kMs});
    foot.add(said(2500, SampleState::not_walking));
    walk(foot, 2510, 3260);
    foot.add(Stride{2000 * kMs, 2800 * kMs, 3200 * kMs});
    EXPECT_EQ(foot.take().foot.strides[1].bout, 0U) << "they share a contact";
}

TEST(FootMeasurement, SwingsAreFromFinalToInitialContact) {
    FootMeasurement foot = empty_measurement();
    foot.add(Event{EventKind::initial_contact, 500 * kMs});
    foot.add(Event{EventKind::final_contact, 1000 * kMs});
    foot.add(Event{EventKind::initial_contact, 1400 * kMs});
    foot.add(Event{EventKind::final_contact, 2000 * kMs});
    foot.add(said(2100, SampleState::not_walking));
    foot.add(Event{EventKind::initial_contact, 2400 * kMs});
    const FootFindings found = foot.take();
    ASSERT_EQ(found.swings.size(), 1U);
    EXPECT_EQ(found.swings[0], (TimeRegion{1000 * kMs, 1400 * kMs}));
}

TEST(FootMeasurement, KnowsWhetherItBeginsAndEndsInWalking) {
    FootMeasurement foot = empty_measurement();
    foot.add(said(0, SampleState::unknown));
    walk(foot, 10, 100);
    foot.add(said(100, SampleState::not_walking));
    foot.add(said(110, SampleState::unknown));
    const FootFindings found = foot.take();
    EXPECT_TRUE(found.foot.walks_at_start);
    EXPECT_FALSE(found.foot.walks_at_end);
    EXPECT_EQ(found.said, (TimeRegion{10 * kMs, 100 * kMs}));
}

TEST(FootMeasurement, MotionGoesToItsStride) {
    FootMeasurement foot = empty_measurement();
    const Stride first{1000 * kMs, 1600 * kMs, 2000 * kMs};
    const Stride second{2000 * kMs, 2600 * kMs, 3000 * kMs};
    foot.add(first);
    foot.add(second);
    StrideMotion motion;
    motion.length_m = {1.25, 0.02};
    foot.add(second, motion);
    const FootFindings found = foot.take();
    EXPECT_FALSE(found.foot.strides[0].motion.length_m.known());
    EXPECT_EQ(found.foot.strides[1].motion.length_m.value, 1.25);
}

TEST(FootMeasurement, KeepsTheLongestWayThinned) {
    FootMeasurement foot = empty_measurement();
    foot.add(Stride{0, 600 * kMs, 900 * kMs});
    const auto way = [&](int from_ms, int to_ms) {
        for (int time = from_ms; time < to_ms; time += 10) {
            PathPoint point;
            point.time = time * kMs;
            point.new_world = time == from_ms;
            foot.add(point);
        }
    };
    way(0, 1000);
    foot.add(said(1000, SampleState::not_walking));
    foot.add(Stride{2000 * kMs, 2600 * kMs, 3000 * kMs});
    way(2000, 6000);
    way(7000, 7500);
    const FootFindings found = foot.take();
    EXPECT_EQ(found.foot.path.front().time, 2000 * kMs);
    EXPECT_EQ(found.foot.path.size(), 200U);
    EXPECT_EQ(found.foot.path_bout, 1U);
}

}  // namespace
}  // namespace footfall
