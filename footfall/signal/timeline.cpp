// Puts a sensor's samples on a uniform grid in time.
#include "footfall/signal/timeline.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace footfall {
namespace {

// 36 years; the difference of two times fits in 64 bits with room for rounding to a grid.
constexpr Nanoseconds kLatest = Nanoseconds{1} << 60;

constexpr SampleIndex divide_rounding_up(Nanoseconds numerator, Nanoseconds denominator) noexcept {
    const Nanoseconds quotient = numerator / denominator;
    return quotient + (numerator % denominator > 0 ? 1 : 0);
}

void to_channels(const Imu<SensorFrame>& imu, double (&channel)[kChannels]) noexcept {
    const auto& a = imu.acceleration_mps2;
    const auto& w = imu.angular_rate_radps;
    const float values[kChannels] = {a.x, a.y, a.z, w.x, w.y, w.z};
    for (int i = 0; i < kChannels; ++i) {
        channel[i] = static_cast<double>(values[i]);
    }
}

Imu<SensorFrame> from_channels(const double (&channel)[kChannels]) noexcept {
    const auto value = [&](int i) { return static_cast<float>(channel[i]); };
    return {{value(0), value(1), value(2)}, {value(3), value(4), value(5)}};
}

}  // namespace

Timeline::Options Timeline::options_for(double input_rate_hz, double grid_rate_hz) noexcept {
    Options options;
    options.grid_period =
        static_cast<Nanoseconds>(std::llround(static_cast<double>(kNanosecondsPerSecond) / grid_rate_hz));
    // Within five per cent the rates count as equal: a box filter would blur without protecting from
    // anything.
    options.average = input_rate_hz > 1.05 * grid_rate_hz;
    options.shortest_loss = static_cast<Nanoseconds>(
        std::llround(1.5 * static_cast<double>(kNanosecondsPerSecond) / input_rate_hz));
    return options;
}

void Timeline::push(const ImuSample& sample) noexcept {
    if (!is_finite(sample.imu) || sample.time > kLatest || sample.time < -kLatest) {
        ++dropped_;
        return;
    }
    const bool clipped = clipping_.update(sample.imu);
    if (!has_previous_) {
        previous_ = sample;
        previous_clipped_ = clipped;
        has_previous_ = true;
        start_segment();
        return;
    }
    const ImuSample& last = has_current_ ? current_ : previous_;
    if (sample.time <= last.time) {
        ++dropped_;
        return;
    }
    if (sample.imu == last.imu) {
        ++repeated_;
        return;
    }
    if (has_current_) {
        const bool taken = all_taken();
        previous_ = current_;
        previous_clipped_ = current_clipped_;
        if (!taken) {
            start_segment();
        }
    }
    if (sample.time - previous_.time > options_.longest_interpolated) {
        previous_ = sample;
        previous_clipped_ = clipped;
        has_current_ = false;
        start_segment();
        return;
    }
    current_ = sample;
    current_clipped_ = clipped;
    has_current_ = true;
}

std::optional<GridSample> Timeline::pull() noexcept {
    return options_.average ? pull_average() : pull_point();
}

void Timeline::start_segment() noexcept {
    // The first grid sample whose whole cell (a point without averaging) lies in the segment.
    const Nanoseconds half_cell = options_.average ? options_.grid_period / 2 : 0;
    next_ = std::max(next_, divide_rounding_up(previous_.time + half_cell, options_.grid_period));
    done_ = next_ * options_.grid_period - half_cell;
    sum_ = {};
    bridged_ = false;
    clipped_ = false;
    after_gap_ = true;
}

/// Whether `pull` has used what can't be had any more once `current_` is the sample before.
bool Timeline::all_taken() const noexcept {
    return options_.average ? done_ >= current_.time : next_ * options_.grid_period >= current_.time;
}

/// Whether packets were lost between the samples that the signal is known from.
bool Timeline::spans_loss() const noexcept { return current_.time - previous_.time > options_.shortest_loss; }

GridSample Timeline::emit(const Imu<SensorFrame>& imu, bool bridged, bool clipped) noexcept {
    const GridSample sample{next_, imu, after_gap_, bridged, clipped};
    after_gap_ = false;
    ++next_;
    return sample;
}

std::optional<GridSample> Timeline::pull_point() noexcept {
    const Nanoseconds at = next_ * options_.grid_period;
    if (!has_previous_) {
        return std::nullopt;
    }
    if (!has_current_) {
        // A sample that lies on the grid needs no successor.
        return at == previous_.time ? std::optional(emit(previous_.imu, false, previous_clipped_))
                                    : std::nullopt;
    }
    if (at > current_.time) {
        return std::nullopt;
    }
    const bool clipped =
        (previous_clipped_ && at != current_.time) || (current_clipped_ && at != previous_.time);
    return emit(interpolate(at), at != current_.time && at != previous_.time && spans_loss(), clipped);
}

std::optional<GridSample> Timeline::pull_average() noexcept {
    if (!has_current_) {
        return std::nullopt;
    }
    const Nanoseconds cell_end = next_ * options_.grid_period + options_.grid_period / 2;
    const Nanoseconds until = std::min(cell_end, current_.time);
    if (until > done_) {
        accumulate(std::max(done_, previous_.time), until);
        bridged_ = bridged_ || spans_loss();
        clipped_ = clipped_ || previous_clipped_ || current_clipped_;
        done_ = until;
    }
    if (done_ < cell_end) {
        return std::nullopt;
    }
    const Nanoseconds half_cell = options_.grid_period / 2;
    double mean[kChannels];
    for (int i = 0; i < kChannels; ++i) {
        mean[i] = sum_.channel[i] / static_cast<double>(2 * half_cell);
    }
    sum_ = {};
    done_ = cell_end;
    const GridSample sample =
        emit(from_channels(mean), std::exchange(bridged_, false), std::exchange(clipped_, false));
    // With an odd period, cells are one nanosecond apart: skip it rather than count it twice.
    done_ = std::max(done_, next_ * options_.grid_period - options_.grid_period / 2);
    return sample;
}

Imu<SensorFrame> Timeline::interpolate(Nanoseconds at) const noexcept {
    if (at == current_.time) {
        return current_.imu;
    }
    const double share =
        static_cast<double>(at - previous_.time) / static_cast<double>(current_.time - previous_.time);
    double before[kChannels];
    double after[kChannels];
    to_channels(previous_.imu, before);
    to_channels(current_.imu, after);
    for (int i = 0; i < kChannels; ++i) {
        before[i] += share * (after[i] - before[i]);
    }
    return from_channels(before);
}

void Timeline::accumulate(Nanoseconds from, Nanoseconds to) noexcept {
    // The integral of a line is its length times the value in its middle.
    double middle[kChannels];
    to_channels(interpolate(from + (to - from) / 2), middle);
    for (int i = 0; i < kChannels; ++i) {
        sum_.channel[i] += middle[i] * static_cast<double>(to - from);
    }
}

}  // namespace footfall
