// Simulates the walk that the example plays, and writes it as a source file: make_walk OUT
#include <fmt/format.h>

#include <cstdio>
#include <fstream>
#include <optional>

#include "footfall/signal/alignment.h"
#include "footfall/signal/timeline.h"
#include "simulate/walk.h"
#include "simulate/walker.h"

namespace {

using namespace footfall;

constexpr double kRateHz = 100.0;

/// The left foot of somebody who stands, walks there and back and stands, the sensor mounted any way.
FootTrack simulated_foot() {
    simulate::Walker walker =
        simulate::draw_walker(5, simulate::AgeGroup::younger, simulate::Mounting::any, 21);
    walker.sensor.front().lost_share = 0.02;
    walker.sensor.front().clock_offset_s = 0.0;
    simulate::WalkOptions options;
    options.rate_hz = kRateHz;
    options.course.seconds = 30.0;
    options.course.stand_before_s = 3.0;
    options.course.stand_after_s = 3.0;
    options.course.leg_m = 8.0;
    return simulate::simulate_walk(walker, options, 2).recording.feet.front();
}

std::optional<Alignment> alignment_of(const FootTrack& track) {
    AlignmentEstimator estimator(true);
    Timeline timeline(Timeline::options_for(kRateHz, AlignmentEstimator::kRateHz));
    for (const ImuSample& sample : track.samples) {
        timeline.push(sample);
        while (const auto on_grid = timeline.pull()) {
            estimator.update(on_grid->imu, on_grid->after_gap);
        }
    }
    const Result<Alignment> alignment = estimator.estimate();
    return alignment ? std::optional(*alignment) : std::nullopt;
}

template <class Frame>
std::string text_of(const Vec3<Frame>& v) {
    return fmt::format("{{{:a}F, {:a}F, {:a}F}}", v.x, v.y, v.z);
}

}  // namespace

int main(int count, char** arguments) {
    if (count != 2) {
        std::fputs("usage: make_walk OUT\n", stderr);
        return 2;
    }
    const FootTrack track = simulated_foot();
    const auto alignment = alignment_of(track);
    if (!alignment) {
        std::fputs("make_walk: the walk shows no alignment\n", stderr);
        return 1;
    }
    std::ofstream out(arguments[1]);
    out << "// A simulated walk, written by firmware/make_walk.cpp.\n#include \"firmware/walk.h\"\n\n"
           "namespace footfall::firmware {\n\n"
        << fmt::format("const double kWalkRateHz = {:.1f};\n", kRateHz)
        << fmt::format("const std::size_t kWalkSamples = {};\n", track.samples.size())
        << fmt::format("const Alignment kWalkAlignment = {{{{{{{}, {}, {}}}}}}};\n",
                       text_of(alignment->rows[0]), text_of(alignment->rows[1]), text_of(alignment->rows[2]))
        << "[[gnu::section(\".walk\")]] const ImuSample kWalk[] = {\n";
    for (const ImuSample& sample : track.samples) {
        out << fmt::format("    {{{}, {{{}, {}}}}},\n", sample.time, text_of(sample.imu.acceleration_mps2),
                           text_of(sample.imu.angular_rate_radps));
    }
    out << "};\n\n}  // namespace footfall::firmware\n";
    out.close();
    return out ? 0 : 1;
}
