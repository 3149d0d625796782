// The first of two passes over a foot's samples.
#include "footfall/recording/track_survey.h"

#include "footfall/signal/timeline.h"

namespace footfall {

TrackSurvey survey(const TrackSource& track, const Preprocessing& how,
                   const std::function<void(double share)>& watch) {
    LossCounter losses(track.rate_hz());
    Timeline timeline(Timeline::options_for(track.rate_hz(), AlignmentEstimator::kRateHz));
    AlignmentEstimator estimator(track.gravity() == Gravity::included);
    ClippingCounter acceleration = ClippingCounter::of_acceleration();
    ClippingCounter angular_rate = ClippingCounter::of_angular_rate();
    Nanoseconds last = 0;
    track.play([&](const ImuSample& sample, double share) {
        watch(share);
        losses.add(sample.time);
        last = sample.time;
        if (!is_measurable(sample.imu)) {
            return;
        }
        acceleration.add(sample.imu.acceleration_mps2);
        angular_rate.add(sample.imu.angular_rate_radps);
        timeline.push(sample);
        while (const auto on_grid = timeline.pull()) {
            estimator.update(on_grid->imu, on_grid->after_gap);
        }
    });
    TrackSurvey found;
    found.samples = losses.samples();
    found.lost = losses.lost();
    found.longest_loss = losses.longest();
    found.gaps = losses.gaps();
    found.repeated = timeline.repeated();
    found.acceleration_clipping = acceleration.found();
    found.angular_rate_clipping = angular_rate.found();
    found.duration_s = static_cast<double>(last) / static_cast<double>(kNanosecondsPerSecond);
    found.walks = estimator.has_walked();
    if (!how.align) {
        found.alignment = Alignment::identity();
    } else if (const auto alignment = estimator.estimate()) {
        found.alignment = *alignment;
    } else {
        found.no_alignment = alignment.reason();
    }
    return found;
}

}  // namespace footfall
