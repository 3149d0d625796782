// What toe and heel pressure sensors in the shoe count.
#include "simulate/pressure.h"

#include <algorithm>
#include <cmath>

namespace footfall::simulate {
namespace {

double risen(double time_s, double start_s, double duration_s) noexcept {
    const double s = std::clamp((time_s - start_s) / duration_s, 0.0, 1.0);
    return s * s * (3.0 - 2.0 * s);
}

PressureChannel draw_channel(Random& random) noexcept {
    PressureChannel channel;
    channel.rest = random.uniform(0.0, 40.0);
    channel.span = random.uniform(500.0, 900.0);
    if (random.below(6) == 0) {
        channel.span = random.uniform(60.0, 150.0);
    }
    if (random.below(6) == 0) {
        channel.rest = random.uniform(100.0, 250.0);
    }
    channel.noise = random.uniform(1.0, 6.0);
    return channel;
}

}  // namespace

Load load_at(double time_s, const FootStep* landed, const FootStep* coming) noexcept {
    Load load{0.6, 0.8};
    if (landed != nullptr) {
        const StepTimes& times = landed->times();
        load.heel *= risen(time_s, times.initial_contact_s, 0.1);
        load.toe *= risen(time_s, 0.5 * (times.initial_contact_s + times.foot_flat_s), 0.15);
    }
    if (coming != nullptr) {
        const StepTimes& times = coming->times();
        if (time_s > times.initial_contact_s) {
            // Landing already: the sole comes down as it will after this step has landed.
            return load_at(time_s, coming, nullptr);
        }
        const double roll_off_s = times.final_contact_s - times.heel_off_s;
        load.heel *= 1.0 - risen(time_s, times.heel_off_s - 0.08, 0.1);
        // The forefoot carries most while the foot rolls off.
        load.toe += 0.4 * risen(time_s, times.heel_off_s, 0.5 * roll_off_s) * (load.toe / 0.6);
        load.toe *= 1.0 - risen(time_s, times.final_contact_s - 0.06, 0.06);
    }
    return load;
}

PressureSpec draw_pressure(Random random) noexcept {
    PressureSpec spec;
    spec.toe = draw_channel(random);
    spec.heel = draw_channel(random);
    return spec;
}

float counts(const PressureChannel& channel, double load, Random& noise) noexcept {
    const double value = channel.rest + channel.span * load + channel.noise * noise.normal();
    return static_cast<float>(std::max(0.0, std::round(value)));
}

}  // namespace footfall::simulate
