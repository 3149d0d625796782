// A cohort is the same for a seed, differs between people, and lies in the ranges that gait laboratories
// report.
#include "simulate/cohort.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "footfall/recording/error.h"

namespace footfall::simulate {
namespace {

CohortOptions small() {
    CohortOptions options;
    options.people = 4;
    options.recordings_per_person = 3;
    return options;
}

double size(Vec3<SensorFrame> v) { return std::sqrt(static_cast<double>(dot(v, v))); }

TEST(Cohort, IsTheSameForTheSameSeedInAnyOrder) {
    const Cohort first(small());
    const Cohort second(small());
    (void)second.recording(7);
    const Recording a = first.recording(2).recording;
    const Recording b = second.recording(2).recording;
    ASSERT_EQ(a.feet[0].samples.size(), b.feet[0].samples.size());
    for (std::size_t i = 0; i < a.feet[0].samples.size(); ++i) {
        ASSERT_EQ(a.feet[0].samples[i].imu, b.feet[0].samples[i].imu);
    }
    EXPECT_EQ(a.feet[1].reference, b.feet[1].reference);
    CohortOptions other = small();
    other.seed = 2;
    EXPECT_NE(Cohort(other).walkers()[0].stride_time_s, first.walkers()[0].stride_time_s);
}

TEST(Cohort, IsTheSameOnEveryPlatform) {
    // Written down once; a change here changes every simulated data set.
    const SimulatedRecording simulated = Cohort(CohortOptions{}).recording(5);
    EXPECT_EQ(simulated.truth.strides.size(), 53U);
    EXPECT_NEAR(simulated.truth.end_s, 35.591525897, 1e-6);
    const FootTrack& right = simulated.recording.feet[1];
    ASSERT_EQ(right.samples.size(), 3961U);
    const Imu<SensorFrame>& late = right.samples[2000].imu;
    EXPECT_NEAR(static_cast<double>(late.acceleration_mps2.x), -6.257071, 1e-4);
    EXPECT_NEAR(static_cast<double>(late.angular_rate_radps.y), 2.826365, 1e-4);
}

TEST(Cohort, PeopleAreNamedAndGrouped) {
    const Cohort cohort(small());
    ASSERT_EQ(cohort.size(), 12U);
    std::set<std::string> ids;
    for (std::size_t i = 0; i < cohort.size(); ++i) {
        const Recording recording = cohort.recording(i).recording;
        ids.insert(recording.id);
        EXPECT_EQ(recording.label_definition, label_definition::kSimulated);
        EXPECT_EQ(recording.person.split_key, recording.person.id);
        EXPECT_EQ(recording.person.group, *recording.person.age_years < 55.0 ? "younger" : "older");
    }
    EXPECT_EQ(ids.size(), 12U);
    EXPECT_TRUE(ids.contains("P01-1"));
    EXPECT_TRUE(ids.contains("P04-3"));
}

TEST(Cohort, GaitIsPlausible) {
    CohortOptions options;
    options.recordings_per_person = 3;
    const Cohort cohort(options);
    for (std::size_t index = 0; index < cohort.size(); ++index) {
        const SimulatedRecording simulated = cohort.recording(index);
        for (const FootTrack& track : simulated.recording.feet) {
            EXPECT_NEAR(size(track.samples[50].imu.acceleration_mps2), 9.81, 0.8);
        }
        const std::string& id = simulated.recording.id;
        double fastest_radps = 0.0;
        for (int i = 0; 0.02 * i < simulated.truth.end_s; ++i) {
            const double time_s = 0.02 * i;
            fastest_radps =
                std::max(fastest_radps, norm(simulated.truth.foot_at(Foot::left, time_s).angular_rate_radps));
        }
        EXPECT_GT(fastest_radps, radians(250.0)) << id;
        EXPECT_LT(fastest_radps, radians(700.0)) << id;
        EXPECT_GE(simulated.truth.turns.size(), 1U) << id;
        for (const StrideTruth& stride : simulated.truth.strides) {
            EXPECT_GT(stride.end_s - stride.start_s, 0.75) << id;
            EXPECT_LT(stride.end_s - stride.start_s, 1.7) << id;
            EXPECT_GT(stride.stance_share(), 0.5) << id;
            EXPECT_LT(stride.stance_share(), 0.75) << id;
            EXPECT_GE(stride.toe_clearance_m, 0.0) << id;
            EXPECT_LT(stride.length_m, 2.0) << id;
            EXPECT_GT(stride.heel_off_s, stride.foot_flat_s) << id;
        }
    }
}

TEST(Cohort, PeopleDifferMoreThanStrides) {
    CohortOptions options;
    options.recordings_per_person = 1;
    const Cohort cohort(options);
    double sum = 0.0;
    double squares = 0.0;
    for (const Walker& walker : cohort.walkers()) {
        sum += walker.stride_time_s;
        squares += walker.stride_time_s * walker.stride_time_s;
        EXPECT_GT(walker.variation.stride_time, 0.01);
    }
    const auto people = static_cast<double>(cohort.walkers().size());
    const double mean_s = sum / people;
    EXPECT_GT(std::sqrt(squares / people - mean_s * mean_s), 0.03);
}

TEST(Cohort, LosesPacketsAsAsked) {
    CohortOptions options = small();
    options.lost_share = 0.1;
    const Recording recording = Cohort(options).recording(0).recording;
    const double kept = static_cast<double>(recording.feet[0].samples.size()) / 4000.0;
    EXPECT_NEAR(kept, 0.9, 0.03);
    EXPECT_EQ(recording.feet[0].samples.front().time, 0);
}

TEST(Cohort, ImpossibleOptionsAreRefused) {
    CohortOptions options;
    options.people = 0;
    EXPECT_THROW(Cohort{options}, Error);
    options = {};
    options.seconds = 10.0;
    EXPECT_THROW(Cohort{options}, Error);
    options = {};
    options.lost_share = 1.0;
    EXPECT_THROW(Cohort{options}, Error);
}

}  // namespace
}  // namespace footfall::simulate
