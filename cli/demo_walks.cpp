// Simulated walks to try the live view with.
#include "cli/demo_walks.h"

#include <functional>
#include <string>

#include "simulate/walk.h"

namespace footfall::cli {
namespace {

constexpr double kSeconds = 120.0;
constexpr double kLeg_m = 20.0;
constexpr std::uint64_t kSeed = 1;

using Change = std::function<void(simulate::Walker&)>;

serve::Replayable demo(int number, std::string name, simulate::AgeGroup age, const Change& change) {
    return {std::move(name), [=] {
                simulate::Walker walker =
                    simulate::draw_walker(number, age, simulate::Mounting::instep, kSeed);
                change(walker);
                simulate::WalkOptions options;
                options.rate_hz = 100.0;
                options.course.seconds = kSeconds;
                options.course.leg_m = kLeg_m;
                return simulate::simulate_recording(walker, options, kSeed);
            }};
}

void lose(simulate::Walker& walker, double share) {
    for (simulate::SensorSpec& sensor : walker.sensor) {
        sensor.lost_share = share;
    }
}

}  // namespace

serve::ReplaySet demo_walks() {
    using simulate::AgeGroup;
    using simulate::Walker;
    return {
        "demo",
        {demo(1, "steady walk", AgeGroup::younger, [](Walker& walker) { lose(walker, 0.0); }),
         demo(2, "slow walk", AgeGroup::older,
              [](Walker& walker) {
                  walker = simulate::at_speed(walker, 0.7);
                  lose(walker, 0.0);
              }),
         demo(3, "limping walk", AgeGroup::older,
              [](Walker& walker) {
                  walker.step_time_asymmetry = 0.08;
                  walker.stance_asymmetry = -0.035;
                  lose(walker, 0.0);
              }),
         demo(4, "walk with lost packets", AgeGroup::younger, [](Walker& walker) { lose(walker, 0.08); })}};
}

}  // namespace footfall::cli
