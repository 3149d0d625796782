// One sample of one person's foot as a source delivers it, before anybody has put it in order.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "footfall/core/foot.h"
#include "footfall/core/imu_sample.h"
#include "footfall/recording/recording.h"

namespace footfall::serve {

inline constexpr std::size_t kLongestPersonCode = 32;

/// 1 to kLongestPersonCode of letters, digits, '-', '_' and '.': a code, not a name, and safe wherever it is
/// shown.
[[nodiscard]] bool is_person_code(std::string_view text) noexcept;

/// Rates that are taken from a live sensor, Hz. The upper one bounds what one foot can cost.
inline constexpr double kLowestLiveRateHz = 10.0;
inline constexpr double kHighestLiveRateHz = 1000.0;

/// Device times are within +-146 years, so that differences of two fit in 64 bits.
inline constexpr Nanoseconds kLatestDeviceTime = Nanoseconds{1} << 62;
/// Counters are below 2^53, which text and JSON hold exactly.
inline constexpr std::int64_t kLargestCounter = std::int64_t{1} << 53;

struct StreamId {
    std::string person;
    Foot foot = Foot::left;

    friend bool operator==(const StreamId&, const StreamId&) = default;
};

/// How a stream is to be read; the same in all readings of one stream.
struct StreamKind {
    double rate_hz = 100.0;  ///< nominal; a period is one step of the counter
    Gravity gravity = Gravity::included;
    int counter_bits = 0;  ///< 16 or 32: the counter starts again at 0 after so many bits; 0: never
    bool ordered = false;  ///< the way here keeps the order (TCP, a cable): nothing to wait for
    double speed = 1.0;    ///< device seconds in one second here: other than 1 in a recording replayed faster

    friend bool operator==(const StreamKind&, const StreamKind&) = default;
};

/// Has a counter, a device time, or both.
struct SensorReading {
    StreamId stream;
    StreamKind kind;
    std::optional<std::int64_t> counter;     ///< of samples, from 0 to kLargestCounter
    std::optional<Nanoseconds> device_time;  ///< on the sensor's own clock, from any moment on
    Nanoseconds arrival = 0;                 ///< host_now() when its packet came
    Imu<SensorFrame> imu;
};

}  // namespace footfall::serve
