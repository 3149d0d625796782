// A walk of any length, sample by sample, in memory that does not grow with it.
#pragma once

#include <array>
#include <deque>
#include <functional>
#include <optional>

#include "simulate/pressure.h"
#include "simulate/sensor.h"
#include "simulate/step_planner.h"
#include "simulate/walker.h"

namespace footfall::simulate {

struct WalkOptions {
    double rate_hz = 100.0;
    double speed_factor = 1.0;  ///< of the walker's own speed
    Course course;
    bool pressure = false;  ///< with toe and heel pressure
};

/// What one foot's sensors say in one sample period; empty where the packet was lost.
struct FootReading {
    Imu<SensorFrame> imu;
    float toe_pressure = 0.0F;  ///< counts; 0 when pressure is not asked for
    float heel_pressure = 0.0F;
};

struct WalkSample {
    SampleIndex index = 0;
    Nanoseconds time = 0;                               ///< on the sensors' own clocks
    std::array<std::optional<FootReading>, 2> reading;  ///< by foot: left, right
};

class WalkStream {
public:
    /// Called once for every step, in order of initial contact, before the first sample that feels it.
    using StepSink = std::function<void(const PlannedStep&)>;

    /// The same arguments give the same walk. Throws footfall::Error when an option is out of range.
    WalkStream(const Walker& walker, const WalkOptions& options, std::uint64_t seed, StepSink on_step = {});

    /// Empty after course.seconds.
    [[nodiscard]] std::optional<WalkSample> next();

    [[nodiscard]] const std::array<Foothold, 2>& start() const noexcept { return planner_.start(); }

private:
    struct FootPlay {
        Sensor sensor;
        PressureSpec pressure;
        Random pressure_noise;
        Foothold start;
        std::optional<FootStep> landed;
        std::deque<FootStep> coming;  ///< planned, not yet flat again; at most a few
    };

    void advance(std::size_t foot, double time_s);
    [[nodiscard]] std::optional<FootReading> read(std::size_t foot, double time_s);

    WalkOptions options_;
    StepSink on_step_;
    StepPlanner planner_;
    std::array<FootPlay, 2> feet_;
    bool planned_out_ = false;
    SampleIndex index_ = 0;
    SampleIndex samples_ = 0;
};

/// When sample `index` is taken, on the sensor's clock.
[[nodiscard]] Nanoseconds sample_time(SampleIndex index, double rate_hz) noexcept;

}  // namespace footfall::simulate
