// One recording of one person: what the sensors said, and what a reference says about it. SI units
// throughout.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "footfall/core/event.h"
#include "footfall/core/foot.h"
#include "footfall/core/imu_sample.h"
#include "footfall/core/region.h"

namespace footfall {

/// Whether the accelerometer's signal holds gravity (a raw sensor) or had it taken out (some vendors'
/// export).
enum class Gravity : unsigned char { included, removed };

struct Person {
    std::string id;         ///< unique within its data set
    std::string split_key;  ///< people who may be one share it; no split may part them. Equals `id` for most.
    std::optional<double> age_years;
    std::string group;  ///< as the data set names it: "healthy", "elderly", ...; empty when unknown
};

/// How a reference was made. Models carry the name; a mismatch is said aloud.
namespace label_definition {
inline constexpr const char* kNone = "";
inline constexpr const char* kEventPairs = "event_pairs";  ///< annotated [toe-off, heel-strike] pairs
inline constexpr const char* kToeHeelPressure =
    "toe_heel_pressure";                                         ///< in-shoe pressure, thresholds adapted
inline constexpr const char* kFootActivity = "foot_activity";    ///< active intervals, heel-off to foot-flat
inline constexpr const char* kStrideBorders = "stride_borders";  ///< initial contacts only: no phases
inline constexpr const char* kSimulated = "simulated";           ///< the simulator's exact truth
}  // namespace label_definition

/// One foot's sensor, as recorded: samples in time order, unevenly spaced where packets were lost.
struct FootTrack {
    Foot foot = Foot::left;
    double rate_hz = 0.0;  ///< nominal, as the file states it or its time column shows
    Gravity gravity = Gravity::included;
    std::vector<ImuSample> samples;
    std::vector<float> toe_pressure;   ///< raw counts, one a sample; empty without such a sensor
    std::vector<float> heel_pressure;  ///< raw counts, one a sample; empty without such a sensor
    std::vector<Event> reference;      ///< in time order; empty without a reference
};

struct Recording {
    std::string data_set;  ///< name of the data set it is from
    std::string id;        ///< the file's path below the data set, without its ending
    Person person;
    std::string label_definition;    ///< one of namespace label_definition
    std::vector<FootTrack> feet;     ///< at most one a foot
    bool one_clock = false;          ///< the files count both feet on one clock
    std::optional<TimeRegion> walk;  ///< from the first to the last annotated movement, where stated
    std::vector<TimeRegion> turns;
};

}  // namespace footfall
