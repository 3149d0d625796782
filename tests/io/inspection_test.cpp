// Each thing that can be wrong with a recording, and a sound one.
#include "io/inspection.h"

#include <gmock/gmock.h>

#include "io/copied_reference.h"
#include "io/inspection_json.h"
#include "tests/io/fixtures.h"

namespace footfall::io {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;

/// Walks, and stands for its second half.
Recording recording() {
    Recording made = test::walking_recording("1-1", 100.0, label_definition::kEventPairs);
    for (FootTrack& track : made.feet) {
        for (std::size_t i = 200; i < track.samples.size(); ++i) {
            const float noise = 0.001F * static_cast<float>(i % 7);
            track.samples[i].imu = {{-9.81F + noise, 0.1F, noise}, {noise, 0.0F, 0.0F}};
        }
    }
    return made;
}

FootInspection left_of(const Recording& made) { return inspect(made).feet.at(0); }

TEST(Inspection, ASoundRecording) {
    const Inspection inspection = inspect(recording());
    EXPECT_THAT(inspection.warnings, IsEmpty());
    const FootInspection& foot = inspection.feet[0];
    EXPECT_EQ(foot.samples, 400U);
    EXPECT_DOUBLE_EQ(foot.duration_s, 3.99);
    EXPECT_EQ(foot.true_rate_hz, 100.0);
    EXPECT_EQ(foot.lost, 0U);
    EXPECT_NEAR(foot.rest_acceleration_mps2.value(), 9.81, 0.01);
    EXPECT_NEAR(foot.mounting[0], -1.0, 0.01);
    EXPECT_EQ(foot.events, 6U);
    EXPECT_EQ(foot.strides, 2U);
    EXPECT_EQ(foot.implausible_strides, 0U);
}

TEST(Inspection, LostPacketsAndGaps) {
    Recording made = recording();
    auto& samples = made.feet[0].samples;
    samples.erase(samples.begin() + 50, samples.begin() + 62);  // 120 ms
    samples.erase(samples.begin() + 20);
    const FootInspection foot = left_of(made);
    EXPECT_EQ(foot.lost, 13U);
    EXPECT_DOUBLE_EQ(foot.lost_share, 13.0 / 400.0);
    EXPECT_EQ(foot.longest_loss, 12U);
    EXPECT_EQ(foot.gaps, 1U);
    EXPECT_THAT(inspect(made).warnings,
                Contains(HasSubstr("left: 3.2 % of samples lost, up to 12 in a row (120 ms)")));
}

TEST(Inspection, DoubledSamplesShowTheTrueRate) {
    Recording made = recording();
    auto& samples = made.feet[0].samples;
    for (std::size_t i = 1; i < samples.size(); i += 2) {
        samples[i].imu = samples[i - 1].imu;
    }
    const FootInspection foot = left_of(made);
    EXPECT_EQ(foot.true_rate_hz, 50.0);
    EXPECT_NEAR(foot.doubled_share, 0.5, 0.02);
    EXPECT_THAT(foot.warnings, Contains(HasSubstr("really 50.0 Hz")));
}

TEST(Inspection, ClippedSamples) {
    Recording made = recording();
    for (const std::size_t i : {20U, 21U, 22U, 80U}) {
        made.feet[0].samples[i].imu.acceleration_mps2.y = -60.0F;
    }
    made.feet[1].samples[10].imu.acceleration_mps2.z = static_cast<float>(8.0 * 9.80665);  // full scale
    const Inspection inspection = inspect(made);
    EXPECT_EQ(inspection.feet[0].acceleration_clipping.samples, 4);
    EXPECT_DOUBLE_EQ(inspection.feet[0].acceleration_clipping.level, 60.0);
    EXPECT_EQ(inspection.feet[1].acceleration_clipping.samples, 1);
    EXPECT_EQ(inspection.feet[0].angular_rate_clipping.samples, 0);
}

TEST(Inspection, UnitsThatLookWrong) {
    Recording in_g = recording();
    Recording in_degrees = recording();
    Recording still = recording();
    Recording said_removed = recording();
    for (std::size_t i = 0; i < in_g.feet[0].samples.size(); ++i) {
        auto& a = in_g.feet[0].samples[i].imu.acceleration_mps2;
        a = a * (1.0F / 9.80665F);
        auto& w = in_degrees.feet[0].samples[i].imu.angular_rate_radps;
        w = w * 57.29578F;
        auto& s = still.feet[0].samples[i].imu.angular_rate_radps;
        s = s * 0.01F;
    }
    said_removed.feet[0].gravity = Gravity::removed;
    EXPECT_THAT(left_of(in_g).warnings, Contains(HasSubstr("it looks like g")));
    EXPECT_THAT(left_of(in_degrees).warnings, Contains(HasSubstr("it looks like deg/s")));
    EXPECT_THAT(left_of(still).warnings, Contains(HasSubstr("no walking")));
    EXPECT_THAT(left_of(said_removed).warnings, Contains(HasSubstr("gravity is not removed")));
}

TEST(Inspection, ImplausibleStridesAndNoReference) {
    Recording made = recording();
    made.feet[0].reference = {{EventKind::initial_contact, 0},
                              {EventKind::initial_contact, 100'000'000},
                              {EventKind::initial_contact, 3'900'000'000}};
    EXPECT_EQ(left_of(made).strides, 0U);
    EXPECT_EQ(left_of(made).implausible_strides, 2U);
    EXPECT_THAT(inspect(made).warnings, Contains(HasSubstr("2 of 2 reference strides are implausible")));
    made.label_definition.clear();
    EXPECT_THAT(inspect(made).warnings, Contains(HasSubstr("no reference")));
}

TEST(Inspection, AFootWithoutSamplesOrRest) {
    Recording made = test::walking_recording("1-1", 100.0, label_definition::kNone);
    EXPECT_EQ(left_of(made).rest_acceleration_mps2, std::nullopt);
    made.feet[0].samples.clear();
    EXPECT_THAT(left_of(made).warnings, Contains("no samples"));
}

TEST(Inspection, JsonHasEverything) {
    Recording made = recording();
    made.person.age_years.reset();
    const nlohmann::json json = to_json(inspect(made));
    EXPECT_EQ(json["recording"], "1-1");
    EXPECT_TRUE(json["age_years"].is_null());
    EXPECT_EQ(json["feet"].size(), 2U);
    EXPECT_EQ(json["feet"][0]["samples"], 400);
    EXPECT_EQ(json["feet"][1]["foot"], "right");
}

TEST(CopiedReferences, AreFoundOnce) {
    CopiedReferences seen;
    Recording first = recording();
    for (Nanoseconds time = 3'500'000'000; time < 3'600'000'000; time += 20'000'000) {
        first.feet[0].reference.push_back({EventKind::initial_contact, time});
    }
    Recording second = first;
    second.id = "1-2";
    EXPECT_EQ(seen.earlier_with_same(first), std::nullopt);
    EXPECT_EQ(seen.earlier_with_same(first), std::nullopt);  // itself
    EXPECT_EQ(seen.earlier_with_same(second), "1-1");
}

}  // namespace
}  // namespace footfall::io
