// Stride lengths live: against the simulator's truth, soon after each stride, and in the store.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "serve/live_engine.h"
#include "serve/session_store.h"
#include "serve/watched_walk.h"
#include "simulate/walk.h"
#include "tests/serve/played_walk.h"
#include "tests/serve/readings.h"
#include "tests/serve/store_fixtures.h"

namespace footfall::serve {
namespace {

class LiveMotion : public testing::Test {
protected:
    static simulate::SimulatedRecording walk() {
        simulate::Walker walker =
            simulate::draw_walker(8, simulate::AgeGroup::older, simulate::Mounting::any, 3);
        for (simulate::SensorSpec& sensor : walker.sensor) {
            sensor.lost_share = 0.0;
            sensor.clock_offset_s = 0.0;
        }
        simulate::WalkOptions options;
        options.rate_hz = 100.0;
        options.course.seconds = 60.0;
        options.course.leg_m = 20.0;
        return simulate::simulate_walk(walker, options, 2);
    }
};

TEST_F(LiveMotion, LengthsAreTheTrueOnes) {
    const simulate::SimulatedRecording walked = walk();
    Listener listener;
    LiveEngine engine(shipped(), {}, listener);
    play(engine, readings_of(walked.recording, "P01"), kNanosecondsPerSecond);
    double squares = 0.0;
    int compared = 0;
    for (const LiveStride& live : listener.motions) {
        const double start_s = 1e-9 * static_cast<double>(live.start - kStart);
        for (const simulate::StrideTruth& truth : walked.truth.strides) {
            if (truth.foot == live.foot && std::abs(truth.start_s - start_s) < 0.1) {
                squares += std::pow(live.motion.length_m.value - truth.length_m, 2);
                ++compared;
            }
        }
    }
    EXPECT_GT(compared, 60);
    const double rms_m = std::sqrt(squares / compared);
    EXPECT_LT(rms_m, 0.03) << "of " << compared;
    RecordProperty("rms_mm", static_cast<int>(std::lround(1000.0 * rms_m)));
}

/// Puts strides into a session as a server does, and keeps how long after each stride its length came.
class Keeping final : public LiveSink {
public:
    Keeping(SessionStore& store, SessionId session)
        : walk_(store, shipped().phases, session, kStart, false) {}

    void sample(const std::string& /*person*/, const LiveSample& sample) override {
        newest_[sample.foot == Foot::left ? 0 : 1] = sample.stream_time;
        walk_.sample(sample, {});
    }
    void event(const std::string& /*person*/, const LiveEvent& /*event*/) override {}
    void stride(const std::string& /*person*/, const LiveStride& stride) override { walk_.stride(stride); }
    void motion(const std::string& /*person*/, const LiveStride& stride) override {
        delays.push_back(newest_[stride.foot == Foot::left ? 0 : 1] - stride.stride.end);
        walk_.motion(stride);
    }
    void gait(const std::string& /*person*/, const LiveGait& /*gait*/) override {}
    void health(const std::string& /*person*/, Foot /*foot*/, const FootHealth& /*health*/) override {}

    std::vector<Nanoseconds> delays;

private:
    WatchedWalk walk_;
    std::array<Nanoseconds, 2> newest_{};
};

TEST_F(LiveMotion, LengthsComeSoonAndAreKeptWithoutTheSamples) {
    const TestFolder folder;
    SessionStore store(folder.store(), only_by_hand());
    const SessionId session = store.begin(session_of(store.add_person({"P-1", {}, {}})), {});
    Keeping keeping(store, session);
    LiveEngine engine(shipped(), {}, keeping);
    play(engine, readings_of(walk().recording, "P01"), kNanosecondsPerSecond);
    store.end(session, {});
    ASSERT_GT(keeping.delays.size(), 60U);
    EXPECT_LT(*std::max_element(keeping.delays.begin(), keeping.delays.end()), kNanosecondsPerSecond);
    const std::vector<StrideOfFoot> kept = store.strides(session);
    const auto measured = std::count_if(kept.begin(), kept.end(), [](const StrideOfFoot& stride) {
        return stride.stride.motion.length_m.known();
    });
    EXPECT_EQ(static_cast<std::size_t>(measured), keeping.delays.size());
    EXPECT_TRUE(store.samples(session).empty());
}

}  // namespace
}  // namespace footfall::serve
