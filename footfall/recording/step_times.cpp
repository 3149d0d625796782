// What takes both feet.
#include "footfall/recording/step_times.h"

#include <algorithm>

namespace footfall {
namespace {

double seconds(Nanoseconds time) noexcept {
    return static_cast<double>(time) / static_cast<double>(kNanosecondsPerSecond);
}

void measure(std::vector<MeasuredStride>& strides, const std::vector<TimeRegion>& others, Nanoseconds offset,
             BothFeet what) {
    // The first swing that ends after the stride's start; strides are in order, so it only moves on.
    auto other = others.begin();
    for (MeasuredStride& stride : strides) {
        const Stride& time = stride.time;
        while (other != others.end() && other->end + offset <= time.start) {
            ++other;
        }
        if (other == others.end()) {
            return;
        }
        const TimeRegion swing{other->start + offset, other->end + offset};
        const bool another = std::next(other) != others.end() && std::next(other)->end + offset < time.end;
        if (swing.end >= time.end || another) {
            continue;
        }
        const Nanoseconds alone = std::min(time.final_contact, swing.end) - std::max(time.start, swing.start);
        stride.double_support_s = seconds(time.stance_time() - std::max<Nanoseconds>(0, alone));
        if (what == BothFeet::double_support_and_steps) {
            stride.step_time_s = seconds(time.end - swing.end);
        }
    }
}

}  // namespace

void measure_both_feet(std::vector<FootFindings>& feet, Nanoseconds right_offset, BothFeet what) {
    if (feet.size() != 2 || what == BothFeet::nothing) {
        return;
    }
    measure(feet[0].foot.strides, feet[1].swings, right_offset, what);
    measure(feet[1].foot.strides, feet[0].swings, -right_offset, what);
}

}  // namespace footfall
