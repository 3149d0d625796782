// What is said while somebody walks, and who wants to hear it.
#pragma once

#include <array>
#include <cstdint>
#include <string>

#include "footfall/core/event.h"
#include "footfall/core/foot.h"
#include "footfall/core/interval.h"
#include "footfall/core/stride.h"
#include "footfall/parameters/stride_motion.h"
#include "serve/live_timeline.h"

namespace footfall::serve {

/// About one moment of the model's grid, which lies the model's look-ahead behind the newest sample.
struct LiveSample {
    Foot foot = Foot::left;
    Nanoseconds time = 0;         ///< on the host's clock, as far as arrivals tell; the same for both feet
    Nanoseconds stream_time = 0;  ///< on the sensor's clock, since its first sample
    Nanoseconds arrival = 0;      ///< of the packet that made this known
    Imu<SensorFrame> imu;
    bool mounting_known = false;          ///< false: not enough strides yet to say anything of the cycle
    bool walking = false;                 ///< false: neither cycle nor phase means anything
    float cycle = 0.0F;                   ///< in [0, 1)
    int phase = 0;                        ///< of the model's phase set
    float confidence = 0.0F;              ///< probability of that phase
    bool after_gap = false;               ///< nothing is known about the time since the sample before
    bool bridged = false;                 ///< packets were lost about it
    double drift_ppm = kUnknown;          ///< of the sensor's clock, see FootHealth
    Gravity gravity = Gravity::included;  ///< of `imu`
};

struct LiveEvent {
    Foot foot = Foot::left;
    EventKind kind = EventKind::initial_contact;
    Nanoseconds time = 0;         ///< on the host's clock
    Nanoseconds stream_time = 0;  ///< on the sensor's
};

struct LiveStride {
    Foot foot = Foot::left;
    Nanoseconds start = 0;  ///< on the host's clock
    Stride stride;          ///< on the sensor's clock, which no network disturbs
    StrideMotion motion;    ///< unknown when the stride ends: the foothold it ended in comes first
};

/// Over the latest strides; what isn't known is NaN.
struct LiveGait {
    std::array<int, 2> strides{};  ///< that it is from, by foot: left, right
    std::array<double, 2> stride_time_s = {kUnknown, kUnknown};
    std::array<double, 2> stance_share = {kUnknown, kUnknown};  ///< in (0, 1)
    double cadence_steps_per_min = kUnknown;                    ///< of both feet: two steps a stride
    double speed_mps = kUnknown;                                ///< of both feet, by stride time
    /// Of stance times, Robinson's symmetry index: (left - right) / half their sum, in percent.
    double stance_symmetry_percent = kUnknown;
};

enum class FootState : unsigned char { never, sending, gone };

/// How one foot's stream fares.
struct FootHealth {
    FootState state = FootState::never;
    StreamKind kind;
    TimelineCounts counts;
    std::uint64_t too_fast = 0;    ///< readings beyond the rate that its kind allows, dropped
    double drift_ppm = kUnknown;   ///< its clock gains on the host's
    double delay_s = kUnknown;     ///< of the latest packet, beyond the least delay
    Nanoseconds last_arrival = 0;  ///< of the latest packet that was of use
    bool mounting_known = false;
};

/// Called on the engine's thread; must neither block nor throw. `person` is valid during the call.
class LiveSink {
public:
    virtual ~LiveSink() = default;

    virtual void sample(const std::string& person, const LiveSample& sample) = 0;
    virtual void event(const std::string& person, const LiveEvent& event) = 0;
    virtual void stride(const std::string& person, const LiveStride& stride) = 0;
    /// The same stride once more, some tenths of a second later, if its motion could be measured.
    virtual void motion(const std::string& person, const LiveStride& stride) = 0;
    /// With each stride, and when it has become too old to speak for now.
    virtual void gait(const std::string& person, const LiveGait& gait) = 0;
    /// When a foot has begun to send, has gone, or is back.
    virtual void health(const std::string& person, Foot foot, const FootHealth& health) = 0;
    /// Whether a person of whom nothing comes just now must not be forgotten to make room for another.
    [[nodiscard]] virtual bool needs(const std::string& /*person*/) const { return false; }
};

}  // namespace footfall::serve
