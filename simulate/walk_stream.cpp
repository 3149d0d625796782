// A walk of any length, sample by sample.
#include "simulate/walk_stream.h"

#include <cmath>
#include <string>
#include <utility>

#include "footfall/recording/error.h"

namespace footfall::simulate {
namespace {

enum Substream : std::uint64_t {
    planning = 0,
    left_sensor = 1,
    right_sensor = 2,
    left_shoe = 3,
    right_shoe = 4
};

void expect(bool holds, const char* option, const char* expected, double found) {
    if (!holds) {
        throw Error("simulate", option, expected, std::to_string(found));
    }
}

const WalkOptions& checked(const WalkOptions& options) {
    const Course& course = options.course;
    expect(options.rate_hz >= 10.0 && options.rate_hz <= 10000.0, "rate", "10 to 10000 Hz", options.rate_hz);
    expect(options.speed_factor >= 0.5 && options.speed_factor <= 1.6, "speed factor", "0.5 to 1.6",
           options.speed_factor);
    expect(course.stand_before_s >= 0.5, "standing before the walk", "at least 0.5 s", course.stand_before_s);
    expect(course.stand_after_s >= 0.5, "standing after the walk", "at least 0.5 s", course.stand_after_s);
    expect(course.leg_m >= 2.0, "leg", "at least 2 m", course.leg_m);
    expect(course.seconds > course.stand_before_s + course.stand_after_s, "seconds",
           "more than the standing before and after", course.seconds);
    return options;
}

}  // namespace

Nanoseconds sample_time(SampleIndex index, double rate_hz) noexcept {
    return std::llround(static_cast<double>(index) * (static_cast<double>(kNanosecondsPerSecond) / rate_hz));
}

WalkStream::WalkStream(const Walker& walker, const WalkOptions& options, std::uint64_t seed, StepSink on_step)
    : options_(checked(options)),
      on_step_(std::move(on_step)),
      planner_(at_speed(walker, options.speed_factor), options.course, Random(seed).fork(planning)),
      feet_{FootPlay{Sensor(walker.sensor[0], options.rate_hz, Random(seed).fork(left_sensor)),
                     draw_pressure(Random(seed).fork(left_shoe)),
                     Random(seed).fork(left_shoe).fork(1),
                     planner_.start()[0],
                     {},
                     {}},
            FootPlay{Sensor(walker.sensor[1], options.rate_hz, Random(seed).fork(right_sensor)),
                     draw_pressure(Random(seed).fork(right_shoe)),
                     Random(seed).fork(right_shoe).fork(1),
                     planner_.start()[1],
                     {},
                     {}}},
      samples_(static_cast<SampleIndex>(std::floor(options.course.seconds * options.rate_hz))) {}

std::optional<WalkSample> WalkStream::next() {
    if (index_ >= samples_) {
        return std::nullopt;
    }
    WalkSample sample{index_, sample_time(index_, options_.rate_hz), {}};
    const double clock_s = static_cast<double>(index_) / options_.rate_hz;
    for (std::size_t foot = 0; foot < feet_.size(); ++foot) {
        sample.reading[foot] = read(foot, clock_s + feet_[foot].sensor.spec().clock_offset_s);
    }
    ++index_;
    return sample;
}

void WalkStream::advance(std::size_t foot, double time_s) {
    FootPlay& play = feet_[foot];
    while (true) {
        if (!play.coming.empty()) {
            if (play.coming.front().times().foot_flat_s > time_s) {
                return;
            }
            play.landed = play.coming.front();
            play.coming.pop_front();
        } else if (planned_out_) {
            return;
        } else if (const std::optional<PlannedStep> step = planner_.next()) {
            if (on_step_) {
                on_step_(*step);
            }
            feet_[static_cast<std::size_t>(step->motion.foot())].coming.push_back(step->motion);
        } else {
            planned_out_ = true;
        }
    }
}

std::optional<FootReading> WalkStream::read(std::size_t foot, double time_s) {
    advance(foot, time_s);
    FootPlay& play = feet_[foot];
    const FootStep* landed = play.landed ? &*play.landed : nullptr;
    const FootStep* coming = play.coming.empty() ? nullptr : &play.coming.front();
    FootState state;
    if (coming != nullptr) {
        state = coming->at(time_s);
    } else {
        state = standing(landed != nullptr ? landed->to() : play.start);
    }
    FootReading reading;
    if (options_.pressure) {
        const Load load = load_at(time_s, landed, coming);
        reading.toe_pressure = counts(play.pressure.toe, load.toe, play.pressure_noise);
        reading.heel_pressure = counts(play.pressure.heel, load.heel, play.pressure_noise);
    }
    const std::optional<Imu<SensorFrame>> imu = play.sensor.measure(state);
    if (!imu) {
        return std::nullopt;
    }
    reading.imu = *imu;
    return reading;
}

}  // namespace footfall::simulate
