// Simulated walks as a StrideMeter takes them, with the truth's own phases and strides.
#pragma once

#include <cmath>
#include <vector>

#include "footfall/parameters/stride_meter.h"
#include "footfall/signal/clipping_watch.h"
#include "simulate/walk.h"

namespace footfall {

struct Walked {
    simulate::SimulatedRecording simulated;
    Foot foot = Foot::left;
    std::vector<MotionSample> samples;
    std::vector<Stride> strides;
};

inline Nanoseconds nanoseconds_of(double seconds) { return std::llround(seconds * 1e9); }

/// With the noise of a consumer sensor that sits along the foot's axes.
/// @param range_mps2 beyond which the accelerometer clips
inline Walked walked(double speed_mps, int person, Foot foot = Foot::left, double seconds = 40.0,
                     double leg_m = 12.0, double range_mps2 = 157.0) {
    simulate::Walker walker = simulate::draw_walker(
        person, person % 2 == 1 ? simulate::AgeGroup::younger : simulate::AgeGroup::older,
        simulate::Mounting::aligned, 7);
    walker = simulate::at_speed(walker, speed_mps / walker.speed_mps());
    for (simulate::SensorSpec& sensor : walker.sensor) {
        sensor.acceleration_range_mps2 = range_mps2;
    }
    simulate::WalkOptions options;
    options.course.seconds = seconds;
    options.course.leg_m = leg_m;
    Walked result{simulate::simulate_walk(walker, options, static_cast<std::uint64_t>(person)), foot, {}, {}};
    const simulate::Truth& truth = result.simulated.truth;
    for (const simulate::StrideTruth& stride : truth.strides) {
        if (stride.foot == foot) {
            result.strides.push_back({nanoseconds_of(stride.start_s), nanoseconds_of(stride.final_contact_s),
                                      nanoseconds_of(stride.end_s)});
        }
    }
    std::vector<TimeRegion> swings;
    for (const simulate::PlannedStep& step : truth.steps) {
        if (step.motion.foot() == foot) {
            swings.push_back({nanoseconds_of(step.motion.times().final_contact_s),
                              nanoseconds_of(step.motion.times().initial_contact_s)});
        }
    }
    ClippingWatch clipping;
    std::size_t next = 0;
    for (const ImuSample& sample : result.simulated.recording.feet[static_cast<std::size_t>(foot)].samples) {
        MotionSample motion;
        motion.index = (sample.time + 5'000'000) / 10'000'000;
        motion.clipped = clipping.update(sample.imu);
        const auto& a = sample.imu.acceleration_mps2;
        const auto& w = sample.imu.angular_rate_radps;
        motion.imu = {{a.x, a.y, a.z}, {w.x, w.y, w.z}};
        while (next < swings.size() && sample.time >= swings[next].end) {
            ++next;
        }
        motion.stance_probability = next < swings.size() && swings[next].contains(sample.time) ? 0.0F : 1.0F;
        motion.walking = !swings.empty() && sample.time > swings.front().start - 300'000'000 &&
                         sample.time < swings.back().end + 500'000'000;
        result.samples.push_back(motion);
    }
    return result;
}

struct Measurements {
    std::vector<MeasuredMotion> motions;
    std::vector<FootPlace> places;
};

inline StrideMeter meter_for(const StrideMeterOptions& options) { return *StrideMeter::make(options); }

/// All that a meter says; each stride is told of 60 ms after its end, as the stream does.
inline Measurements measured(const std::vector<MotionSample>& samples, const std::vector<Stride>& strides,
                             StrideMeter meter) {
    Measurements result;
    const auto take = [&] {
        result.motions.insert(result.motions.end(), meter.measured().begin(), meter.measured().end());
        result.places.insert(result.places.end(), meter.places().begin(), meter.places().end());
    };
    std::size_t next = 0;
    for (const MotionSample& sample : samples) {
        std::optional<Stride> stride;
        if (next < strides.size() && sample.index * 10'000'000 >= strides[next].end + 60'000'000) {
            stride = strides[next++];
        }
        meter.update(sample, stride);
        take();
    }
    meter.finish();
    take();
    return result;
}

/// The foot's strides as they were.
inline std::vector<simulate::StrideTruth> truths_of(const Walked& walk) {
    std::vector<simulate::StrideTruth> result;
    for (const simulate::StrideTruth& stride : walk.simulated.truth.strides) {
        if (stride.foot == walk.foot) {
            result.push_back(stride);
        }
    }
    return result;
}

inline Measurements measured(const Walked& walk) {
    return measured(walk.samples, walk.strides,
                    meter_for(StrideMeterOptions::for_recordings(walk.foot, 100.0, true)));
}

}  // namespace footfall
