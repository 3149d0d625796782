// What one foot's answers come to.
#include "footfall/recording/gait_summary.h"

namespace footfall {
namespace {

double seconds(Nanoseconds time) noexcept {
    return static_cast<double>(time) / static_cast<double>(kNanosecondsPerSecond);
}

double share(std::int64_t part, std::int64_t all) noexcept {
    return all > 0 ? static_cast<double>(part) / static_cast<double>(all) : kUnknown;
}

}  // namespace

void GaitSummary::add(const AnsweredSample& sample) noexcept {
    ++samples_;
    if (sample.state == SampleState::walking) {
        ++walking_;
        confidence_.add(
            static_cast<double>(sample.answer.probability[static_cast<std::size_t>(sample.answer.phase)]));
    } else if (sample.state == SampleState::not_walking) {
        ++not_walking_;
    }
}

void GaitSummary::add(const Stride& stride) noexcept {
    stride_time_s_.add(seconds(stride.stride_time()));
    stance_time_s_.add(seconds(stride.stance_time()));
    swing_time_s_.add(seconds(stride.swing_time()));
    stance_percent_.add(100.0 * stride.stance_share());
}

double GaitSummary::walking_share() const noexcept { return share(walking_, walking_ + not_walking_); }

double GaitSummary::unknown_share() const noexcept {
    return share(samples_ - walking_ - not_walking_, samples_);
}

}  // namespace footfall
