// Collects what the second pass over one foot's samples finds.
#include "footfall/recording/foot_measurement.h"

#include <utility>

#include "footfall/events/stride.h"

namespace footfall {
namespace {

/// A stride is reported some hundredths of a second after it has ended.
constexpr Nanoseconds kRemembered = StrideDetector::kLongest + kNanosecondsPerSecond;

constexpr Nanoseconds kPathStep = 19'000'000;
constexpr std::size_t kMostPathPoints = std::size_t{180} * 50;

/// Longer swings hold a stop.
constexpr Nanoseconds kLongestSwing = 2 * kNanosecondsPerSecond;

}  // namespace

FootMeasurement::FootMeasurement(const TrackSource& track, TrackSurvey data) {
    findings_.foot.foot = track.foot();
    findings_.foot.rate_hz = track.rate_hz();
    findings_.foot.gravity = track.gravity();
    findings_.foot.data = std::move(data);
}

void FootMeasurement::add(const AnsweredSample& sample) {
    findings_.foot.gait.add(sample);
    const bool walking = sample.state == SampleState::walking;
    if (sample.state != SampleState::unknown) {
        if (!std::exchange(any_said_, true)) {
            findings_.said.start = sample.time;
            findings_.foot.walks_at_start = walking;
        }
        findings_.said.end = sample.time;
        findings_.foot.walks_at_end = walking;
    }
    if (!walking) {
        last_break_ = sample.time;
        in_swing_.reset();
        return;
    }
    while (!said_.empty() && said_.front().time < sample.time - kRemembered) {
        said_.pop_front();
    }
    said_.push_back(
        {sample.time,
         static_cast<double>(sample.answer.probability[static_cast<std::size_t>(sample.answer.phase)])});
}

void FootMeasurement::add(const Event& event) {
    if (event.kind == EventKind::final_contact) {
        in_swing_ = event.time;
    } else if (event.kind == EventKind::initial_contact) {
        if (in_swing_ && event.time > *in_swing_ && event.time - *in_swing_ <= kLongestSwing) {
            findings_.swings.push_back({*in_swing_, event.time});
        }
        in_swing_.reset();
    }
}

void FootMeasurement::add(const Stride& stride) {
    std::vector<MeasuredStride>& strides = findings_.foot.strides;
    if (!strides.empty()) {
        const Nanoseconds before = strides.back().time.end;
        // A contact that was missed or refused leaves a hole in the strides but does not end the walk.
        const bool goes_on = stride.start == before ||
                             (last_break_ < before && stride.start - before <= StrideDetector::kLongest);
        stretch_ += goes_on ? 0 : 1;
    }
    MeasuredStride measured;
    measured.time = stride;
    measured.bout = stretch_;
    measured.confidence = confidence_within({stride.start, stride.end});
    strides.push_back(measured);
    findings_.foot.gait.add(stride);
}

double FootMeasurement::confidence_within(TimeRegion time) {
    while (!said_.empty() && said_.front().time < time.start) {
        said_.pop_front();
    }
    RunningMean mean;
    for (const Said& said : said_) {
        if (said.time >= time.end) {
            break;
        }
        mean.add(said.probability);
    }
    return mean.mean();
}

void FootMeasurement::add(const Stride& stride, const StrideMotion& motion) {
    std::vector<MeasuredStride>& strides = findings_.foot.strides;
    while (moved_ < strides.size() && strides[moved_].time.start < stride.start) {
        ++moved_;
    }
    if (moved_ < strides.size() && strides[moved_].time == stride) {
        strides[moved_].motion = motion;
    }
}

void FootMeasurement::add(const PathPoint& point) {
    if (point.new_world) {
        end_way();
    }
    if (!way_.empty() && point.time - way_.back().time < kPathStep) {
        return;
    }
    if (way_.size() < kMostPathPoints) {
        way_.push_back(point);
    }
}

void FootMeasurement::add(const AnalysisOutcome& outcome) {
    findings_.foot.no_motion = outcome.no_motion;
    findings_.foot.sidedness = outcome.sidedness;
}

void FootMeasurement::end_way() {
    if (way_.size() > findings_.foot.path.size()) {
        findings_.foot.path = way_;
    }
    way_.clear();
}

FootFindings FootMeasurement::take() {
    end_way();
    const std::vector<PathPoint>& path = findings_.foot.path;
    for (const MeasuredStride& stride : findings_.foot.strides) {
        if (!path.empty() && stride.time.end > path.front().time) {
            findings_.foot.path_bout = stride.bout;
            break;
        }
    }
    return std::move(findings_);
}

}  // namespace footfall
