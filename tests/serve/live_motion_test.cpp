// Stride lengths live: against the simulator's truth, soon after each stride, and in the store.
#include <gtest/gtest.h>

#include <cmath>

#include "serve/live_engine.h"
#include "simulate/walk.h"
#include "tests/serve/played_walk.h"
#include "tests/serve/readings.h"

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
    EXPECT_LT(std::sqrt(squares / compared), 0.03) << "of " << compared;
}

}  // namespace
}  // namespace footfall::serve
