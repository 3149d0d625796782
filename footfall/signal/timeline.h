// Puts a sensor's samples on a uniform grid in time: lost packets interpolated, long gaps kept as gaps,
// doubled samples undone, and any rate brought to the model's.
#pragma once

#include <optional>

#include "footfall/core/imu_sample.h"
#include "footfall/signal/clipping_watch.h"

namespace footfall {

/// One sample of the uniform grid. `index` counts grid periods since time 0.
struct GridSample {
    SampleIndex index = 0;
    Imu<SensorFrame> imu;
    bool after_gap = false;  ///< nothing is known between the grid sample before and this one
    bool bridged = false;    ///< packets were lost about it: it lies on a straight line between others
    bool clipped = false;    ///< the sensor said the most it can say: it may have felt more
};

/// Streaming, constant memory, no allocation. Feed samples with `push` and after each take grid samples with
/// `pull` until it has none: those not taken before the next `push` are lost, as in a gap. What happens to
/// imperfect input:
/// - a sample that is not finite, whose time is beyond 36 years, or that is not later than the one before is
///   dropped as if its packet had been lost;
/// - a sample equal to its predecessor in all six channels is a repetition (real noise never repeats) and is
///   dropped too, which brings a doubled recording back to its true rate;
/// - between samples at most `longest_interpolated` apart the signal is taken as linear;
/// - a longer distance is a gap: no grid sample lies in it, and the first one after it says so.
/// Input faster than the grid is averaged over each grid period (a box filter on the linear interpolation:
/// its first zero lies at the grid's rate), so that what the grid can't hold does not alias into it.
class Timeline {
public:
    struct Options {
        Nanoseconds grid_period = kNanosecondsPerSecond / 100;
        /// The longest loss seen in voisard2023 is 12 packets, 130 ms between the samples that remain.
        Nanoseconds longest_interpolated = 150'000'000;
        bool average = false;  ///< input is faster than the grid
        /// Samples further apart than this have lost some between them.
        Nanoseconds shortest_loss = 15 * kNanosecondsPerSecond / 1000;
    };

    /// Options for input at `input_rate_hz`.
    [[nodiscard]] static Options options_for(double input_rate_hz, double grid_rate_hz) noexcept;

    explicit Timeline(Options options) noexcept : options_(options) {}

    void push(const ImuSample& sample) noexcept;
    [[nodiscard]] std::optional<GridSample> pull() noexcept;

    /// Counts since the start.
    [[nodiscard]] SampleIndex repeated() const noexcept { return repeated_; }
    [[nodiscard]] SampleIndex dropped() const noexcept { return dropped_; }

private:
    struct Sum {
        double channel[kChannels] = {};
    };

    [[nodiscard]] Imu<SensorFrame> interpolate(Nanoseconds at) const noexcept;
    void accumulate(Nanoseconds from, Nanoseconds to) noexcept;
    void start_segment() noexcept;
    [[nodiscard]] bool all_taken() const noexcept;
    [[nodiscard]] bool spans_loss() const noexcept;
    [[nodiscard]] GridSample emit(const Imu<SensorFrame>& imu, bool bridged, bool clipped) noexcept;
    [[nodiscard]] std::optional<GridSample> pull_point() noexcept;
    [[nodiscard]] std::optional<GridSample> pull_average() noexcept;

    Options options_;
    bool has_previous_ = false;  // `previous_` is a sample
    bool has_current_ = false;   // and the signal is known from it to `current_`
    ImuSample previous_;
    ImuSample current_;
    bool previous_clipped_ = false;
    bool current_clipped_ = false;
    ClippingWatch clipping_;
    SampleIndex next_ = 0;  // grid sample to come
    Nanoseconds done_ = 0;  // the signal is summed up to here
    Sum sum_;               // of the cell of `next_`
    bool after_gap_ = true;
    bool bridged_ = false;  // a part of the cell of `next_`
    bool clipped_ = false;  // the same
    SampleIndex repeated_ = 0;
    SampleIndex dropped_ = 0;
};

}  // namespace footfall
