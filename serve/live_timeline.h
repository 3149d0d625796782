// One foot's readings as they arrive, late, twice or never, to samples in order on one unbroken clock.
#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <optional>

#include "serve/clock_map.h"
#include "serve/sensor_reading.h"

namespace footfall::serve {

/// Sensors' packets that overtake each other do so by less, mostly; longer waits make answers later than 20
/// ms.
inline constexpr Nanoseconds kDefaultPatience = 15'000'000;

/// What became of the readings. received = released + doubled + late + astray + mismatched + those held.
struct TimelineCounts {
    std::uint64_t received = 0;
    std::uint64_t released = 0;    ///< given on, in order
    std::uint64_t doubled = 0;     ///< came again, and were dropped
    std::uint64_t late = 0;        ///< came when later ones had been given on, and were dropped
    std::uint64_t astray = 0;      ///< with a counter or time that is nowhere near, and were dropped
    std::uint64_t mismatched = 0;  ///< of another rate or kind than the stream's first, and were dropped
    std::uint64_t lost = 0;        ///< never came in time; those that came late were lost too
    std::uint64_t reordered = 0;   ///< came after a later one, and were put in their place
    std::uint64_t restarts = 0;    ///< the sensor's clock or counter began anew

    /// Of those received: came, and were of no use.
    [[nodiscard]] std::uint64_t dropped() const noexcept { return doubled + late + astray + mismatched; }
};

/// In order, times strictly rising.
struct TimedSample {
    ImuSample sample;         ///< its time counts from the stream's first sample, on the sensor's clock
    Nanoseconds arrival = 0;  ///< of its packet, on the host's clock
};

/// What follows on the sample before is given on at once. What comes after a missing one is held until that
/// arrives, or until `patience` after the first arrival of anything later, when whatever the network delayed
/// by less than `patience` must be there: then it is lost. The beginning of a stream is held for as long, as
/// the first packet to come need not be the first that was sent. So any permutation by delays below
/// `patience` gives the same samples. A stream whose way keeps the order (StreamKind::ordered) is not held.
///
/// Samples are told apart by their counter, or by their device time where there is no counter: then a sample
/// is missing where two are more than 1.5 periods apart. A counter that wraps is taken to stand nearest to
/// where the time passed since puts it. Times are the device's, or the counter's at the nominal rate.
///
/// A reading whose time or counter lies more than kPlausible before the newest, or as much further beyond it
/// than time has passed, is astray; kRestart of them in a row that follow on each other mean that the sensor
/// has begun anew, and the stream's time goes on by what passed on the host's clock. At most kMostHeld are
/// held: when more come, it waits no longer.
class LiveTimeline {
public:
    static constexpr Nanoseconds kPlausible = 2 * kNanosecondsPerSecond;
    static constexpr int kRestart = 10;
    static constexpr std::size_t kMostHeld = 512;
    static constexpr std::size_t kRemembered = 256;  ///< given on: whether a late one came twice or never

    LiveTimeline(const StreamKind& kind, Nanoseconds patience);

    void push(const SensorReading& reading);
    /// Time passes: what is held for too long is held no more.
    void advance(Nanoseconds now);
    /// The next sample that is ready.
    [[nodiscard]] std::optional<TimedSample> next();

    /// When a moment of the stream was on the host's clock, as far as arrivals tell.
    [[nodiscard]] Nanoseconds to_host(Nanoseconds stream_time) const noexcept;
    /// See ClockMap.
    [[nodiscard]] double drift_ppm() const noexcept { return clock_.drift_ppm(); }

    [[nodiscard]] const TimelineCounts& counts() const noexcept { return counts_; }
    [[nodiscard]] std::size_t held() const noexcept { return held_.size(); }
    [[nodiscard]] const StreamKind& kind() const noexcept { return kind_; }

private:
    /// Of one reading: `key` is its counter, never wrapping, or its device time.
    struct Placed {
        std::int64_t key = 0;
        Nanoseconds device_time = 0;
        Nanoseconds arrival = 0;
        Imu<SensorFrame> imu;
    };

    [[nodiscard]] Placed place(const SensorReading& reading) const noexcept;
    [[nodiscard]] bool is_astray(const Placed& reading, const Placed& than) const noexcept;
    void take_astray(const Placed& reading);
    void restart(const Placed& first);
    void hold(const Placed& reading);
    [[nodiscard]] bool was_given(std::int64_t key) const noexcept;
    [[nodiscard]] std::int64_t missing_before(const Placed& reading) const noexcept;
    [[nodiscard]] Nanoseconds waited_until() const noexcept;
    [[nodiscard]] Nanoseconds time_of(const Placed& reading) const noexcept;
    void give_first();
    void give_what_follows();

    StreamKind kind_;
    Nanoseconds patience_;
    double period_ns_;
    bool by_counter_ = false;
    bool timed_ = false;  // has device times
    bool any_ = false;
    Placed newest_;                // the furthest that was taken
    std::optional<Placed> given_;  // last
    std::deque<Placed> held_;      // by key
    std::array<std::int64_t, kRemembered> given_keys_{};
    std::size_t given_count_ = 0;
    Placed last_astray_;
    int astray_in_a_row_ = 0;
    Placed zero_;  // whose time is epoch_
    Nanoseconds epoch_ = 0;
    std::optional<Placed> before_restart_;
    Nanoseconds last_time_ = -1;  // of the stream, given
    ClockMap clock_;
    std::deque<TimedSample> ready_;
    TimelineCounts counts_;
};

}  // namespace footfall::serve
