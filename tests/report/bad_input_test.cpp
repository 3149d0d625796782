// What is said of input that can't be measured, or only in part: simulated walks with one thing wrong each.
#include <gmock/gmock.h>

#include <algorithm>
#include <string>

#include "footfall/recording/walk_assembly.h"
#include "footfall/report/walk_remarks.h"
#include "footfall/report/walk_summary.h"
#include "io/model_file.h"
#include "simulate/walk.h"

namespace footfall::report {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

class BadInput : public testing::Test {
protected:
    BadInput() : file_(std::string(FOOTFALL_SOURCE_DIR) + "/models/reference.footfall") {
        options_.course.stand_before_s = 3.0;
        options_.course.stand_after_s = 3.0;
        options_.course.seconds = 28.0;
    }

    [[nodiscard]] Recording recording() const { return simulate::simulate_recording(walker_, options_, 5); }
    [[nodiscard]] MeasuredWalk measured(Recording recording) const {
        return measure(source_of(std::move(recording)), file_.model());
    }
    /// All that is said, warnings marked with an exclamation mark.
    [[nodiscard]] static std::vector<std::string> said(const MeasuredWalk& walk) {
        std::vector<std::string> texts;
        for (const Remark& remark : remarks_on(walk)) {
            texts.push_back((remark.warning ? "! " : "") + remark.text);
        }
        return texts;
    }
    /// Of both feet.
    [[nodiscard]] static std::size_t strides(const MeasuredWalk& walk) {
        std::size_t sum = 0;
        for (const MeasuredFoot& foot : walk.feet) {
            sum += foot.strides.size();
        }
        return sum;
    }

    simulate::Walker walker_ =
        simulate::draw_walker(1, simulate::AgeGroup::younger, simulate::Mounting::instep, 1);
    simulate::WalkOptions options_;

private:
    io::ModelFile file_;
};

/// Keeps what lies within, on a clock that starts with it.
void cut(Recording& recording, double from_s, double to_s) {
    const auto ns = [](double seconds) { return std::llround(seconds * 1e9); };
    for (FootTrack& track : recording.feet) {
        std::erase_if(track.samples, [&](const ImuSample& sample) {
            return sample.time < ns(from_s) || sample.time >= ns(to_s);
        });
        for (ImuSample& sample : track.samples) {
            sample.time -= ns(from_s);
        }
        track.reference.clear();
    }
}

TEST_F(BadInput, NothingIsSaidOfAGoodWalk) {
    const MeasuredWalk walk = measured(recording());
    EXPECT_THAT(said(walk), IsEmpty());
    EXPECT_EQ(walk.clocks.kind, ClockRelation::Kind::common);
    EXPECT_THAT(walk.bouts, SizeIs(1));
    EXPECT_THAT(walk.turns, Not(IsEmpty()));
    EXPECT_GT(strides(walk), 25U);
}

TEST_F(BadInput, StandingOnly) {
    Recording standing = recording();
    cut(standing, 0.0, 2.5);
    const MeasuredWalk walk = measured(std::move(standing));
    EXPECT_THAT(said(walk), Contains(HasSubstr("! The left foot does not walk")));
    EXPECT_THAT(said(walk), Contains(HasSubstr("! The right foot does not walk")));
    EXPECT_THAT(walk.bouts, IsEmpty());
    EXPECT_TRUE(std::isnan(summarise(walk).all.walking_s));
}

TEST_F(BadInput, OneStride) {
    const simulate::SimulatedRecording simulated = simulate::simulate_walk(walker_, options_, 5);
    const auto& strides_of_truth = simulated.truth.strides;
    Recording one = simulated.recording;
    // Until after the second foot's second contact: a stride each.
    cut(one, 0.0, strides_of_truth[1].end_s + 0.4);
    const MeasuredWalk walk = measured(std::move(one));
    EXPECT_EQ(strides(walk), 2U);
    EXPECT_THAT(said(walk), Contains(HasSubstr("! Only 1 steady stride of the left foot")));
    const WalkSummary summary = summarise(walk);
    EXPECT_TRUE(summary.all.of(Figure::stride_time).mean.known());
    EXPECT_FALSE(summary.all.of(Figure::stride_time).mean.has_bounds());
    EXPECT_FALSE(summary.all.of(Figure::stride_time).enough_for_mean);
}

TEST_F(BadInput, OneFootOnly) {
    Recording one = recording();
    one.feet.pop_back();
    const MeasuredWalk walk = measured(std::move(one));
    EXPECT_THAT(said(walk), Contains(HasSubstr("! Only the left foot was measured")));
    ASSERT_FALSE(walk.feet[0].strides.empty());
    EXPECT_TRUE(std::isnan(walk.feet[0].strides[3].step_time_s));
    EXPECT_TRUE(std::isnan(walk.feet[0].strides[3].double_support_s));
    EXPECT_EQ(walk.clocks.kind, ClockRelation::Kind::one_foot);
}

TEST_F(BadInput, UpsideDown) {
    const std::size_t upright = strides(measured(recording()));
    Recording turned = recording();
    for (ImuSample& sample : turned.feet[0].samples) {
        for (Vec3<SensorFrame>* v : {&sample.imu.acceleration_mps2, &sample.imu.angular_rate_radps}) {
            v->y = -v->y;
            v->z = -v->z;
        }
    }
    const MeasuredWalk walk = measured(std::move(turned));
    EXPECT_EQ(strides(walk), upright);
    EXPECT_THAT(said(walk), Contains(HasSubstr("The left foot's sensor is upside down")));
}

TEST_F(BadInput, BeginsAndEndsInWalking) {
    Recording part = recording();
    cut(part, 7.3, 20.0);
    const MeasuredWalk walk = measured(std::move(part));
    EXPECT_THAT(said(walk), Contains(HasSubstr("The recording begins while the left foot walks")));
    EXPECT_THAT(said(walk), Contains(HasSubstr("The recording ends while the left foot walks")));
    EXPECT_GT(strides(walk), 12U);
}

TEST_F(BadInput, AFifthOfThePacketsLost) {
    const std::size_t whole = strides(measured(recording()));
    for (simulate::SensorSpec& sensor : walker_.sensor) {
        sensor.lost_share = 0.2;
    }
    const MeasuredWalk walk = measured(recording());
    EXPECT_THAT(said(walk), Contains(HasSubstr("of the left foot's samples are missing")));
    EXPECT_THAT(said(walk), Contains(HasSubstr("! ")));
    EXPECT_GT(strides(walk), whole * 8 / 10);
    EXPECT_LE(strides(walk), whole);
}

TEST_F(BadInput, FiftyHertz) {
    const std::size_t at_hundred = strides(measured(recording()));
    options_.rate_hz = 50.0;
    const MeasuredWalk walk = measured(recording());
    EXPECT_THAT(said(walk), Contains(HasSubstr("! The left foot was measured at 50 Hz")));
    EXPECT_NEAR(static_cast<double>(strides(walk)), static_cast<double>(at_hundred), 2.0);
}

TEST_F(BadInput, DoubledSamples) {
    walker_.sensor[0].doubled = true;
    EXPECT_THAT(said(measured(recording())),
                Contains(HasSubstr("! The left foot was measured at 50 Hz (samples are repeated)")));
}

TEST_F(BadInput, SaturatedImpacts) {
    for (simulate::SensorSpec& sensor : walker_.sensor) {
        sensor.acceleration_range_mps2 = 2.0 * 9.80665;
    }
    const MeasuredWalk walk = measured(recording());
    EXPECT_GT(walk.feet[0].data.acceleration_clipping.samples, 10);
    EXPECT_THAT(said(walk),
                Contains(HasSubstr("! The left foot's accelerometer reached the end of its range")));
}

TEST_F(BadInput, WithoutGravity) {
    for (simulate::SensorSpec& sensor : walker_.sensor) {
        sensor.gravity = Gravity::removed;
    }
    const MeasuredWalk walk = measured(recording());
    EXPECT_THAT(said(walk), Contains(HasSubstr("! Gravity was taken out of the left foot's acceleration")));
    for (const MeasuredFoot& foot : walk.feet) {
        for (const MeasuredStride& stride : foot.strides) {
            EXPECT_FALSE(stride.motion.length_m.known());
        }
    }
}

TEST_F(BadInput, SensorsOnTheWrongFeet) {
    Recording exchanged = recording();
    std::swap(exchanged.feet[0].samples, exchanged.feet[1].samples);
    const MeasuredWalk walk = measured(std::move(exchanged));
    EXPECT_THAT(said(walk), Contains(HasSubstr("! The sensors look as if they were on the wrong feet")));
}

TEST_F(BadInput, ClocksThatAreNotOne) {
    options_.course.seconds = 70.0;
    walker_.sensor[1].clock_offset_s = 0.7;
    Recording apart = recording();
    apart.one_clock = false;
    MeasuredWalk walk = measured(apart);
    ASSERT_EQ(walk.clocks.kind, ClockRelation::Kind::estimated) << walk.clocks.how;
    EXPECT_LE(walk.clocks.offset_s.low, 0.7);
    EXPECT_GE(walk.clocks.offset_s.high, 0.7);
    EXPECT_THAT(said(walk), Contains(HasSubstr("! The feet's clocks are not one: the right")));
    EXPECT_TRUE(std::isnan(walk.feet[0].strides[3].step_time_s));
    EXPECT_FALSE(std::isnan(walk.feet[0].strides[3].double_support_s));

    apart.one_clock = true;
    EXPECT_THAT(said(measured(apart)), Contains(HasSubstr("not one, though the file says so")));
}

}  // namespace
}  // namespace footfall::report
