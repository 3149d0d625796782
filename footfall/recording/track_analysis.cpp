// The second of two passes over a foot's samples.
#include "footfall/recording/track_analysis.h"

#include <cmath>
#include <limits>
#include <optional>
#include <span>
#include <utility>

#include "footfall/parameters/stride_meter.h"
#include "footfall/recording/error.h"
#include "footfall/recording/event_finder.h"
#include "footfall/recording/sidedness.h"

namespace footfall {
namespace {

/// Windows computed at once: enough for weights to be read seldom, and for their sums to stay in the second
/// cache.
constexpr std::size_t kBatch = 96;

/// Motion from estimates and strides.
class MotionFinder {
public:
    MotionFinder(const Model& model, Nanoseconds grid_period, StrideMeter meter, const Alignment& alignment,
                 const AnalysisSinks& sinks)
        : model_(model),
          period_(grid_period),
          meter_(std::move(meter)),
          alignment_(alignment),
          sinks_(sinks) {}

    void answer(const PhaseEstimate& estimate, const std::optional<Stride>& stride) {
        MotionSample sample;
        sample.index = estimate.sample.index;
        sample.imu = alignment_.apply(estimate.imu);
        sample.walking = estimate.walking;
        sample.after_gap = estimate.after_gap;
        sample.bridged = estimate.bridged;
        sample.clipped = estimate.clipped;
        for (std::size_t phase = 0; phase < model_.phases.phases.size(); ++phase) {
            // Every phase but the one that the final contact opens is on the ground.
            if (model_.phases.phases[phase].begins_with != EventKind::final_contact) {
                sample.stance_probability += estimate.sample.probability[phase];
            }
        }
        meter_.update(sample, stride);
        give();
    }

    void finish() {
        meter_.finish();
        give();
    }

    [[nodiscard]] const char* unmeasurable() const { return meter_.unmeasurable(); }

private:
    void give() {
        if (sinks_.motion) {
            for (const MeasuredMotion& measured : meter_.measured()) {
                sinks_.motion(measured.stride, measured.motion);
            }
        }
        if (sinks_.path) {
            for (const FootPlace& at : meter_.places()) {
                sinks_.path({at.index * period_, at.place_m, at.pitch_rad, at.stance, at.new_world});
            }
        }
    }

    const Model& model_;
    Nanoseconds period_;
    StrideMeter meter_;
    Alignment alignment_;
    const AnalysisSinks& sinks_;
};

/// The sample after `last` that the packets' loss left out, where the timeline knows the signal there.
template <class Use>
void for_each_lost(Nanoseconds last, Nanoseconds now, double rate_hz, Nanoseconds longest, Use&& use) {
    const double period_ns = static_cast<double>(kNanosecondsPerSecond) / rate_hz;
    if (now - last > longest) {
        return;
    }
    const auto steps = std::llround(static_cast<double>(now - last) / period_ns);
    for (auto step = 1LL; step < steps; ++step) {
        use(last + std::llround(static_cast<double>(now - last) * static_cast<double>(step) /
                                static_cast<double>(steps)));
    }
}

}  // namespace

AnalysisOutcome analyze(const TrackSource& track, const TrackSurvey& known, const Model& model,
                        const AnalysisSinks& sinks) {
    StreamOptions options;
    options.foot = track.foot();
    options.input_rate_hz = track.rate_hz();
    options.gravity_included = track.gravity() == Gravity::included;
    options.alignment = known.alignment;
    options.batch = kBatch;
    Result<PhaseEstimator> estimator = PhaseEstimator::make(model, options);
    if (!estimator) {
        throw Error("model", "", "one that can be run sample by sample", estimator.reason());
    }
    const Timeline::Options timeline = Timeline::options_for(track.rate_hz(), model.preprocessing.rate_hz);
    EventFinder events(model);
    Result<StrideMeter> meter = StrideMeter::make(StrideMeterOptions::for_recordings(
        track.foot(), model.preprocessing.rate_hz, track.gravity() == Gravity::included));
    if (!meter) {
        throw Error("model", "", "one whose grid strides can be measured on", meter.reason());
    }
    MotionFinder motion(model, timeline.grid_period, std::move(*meter),
                        known.alignment.value_or(Alignment::identity()), sinks);
    OwnSamples samples(timeline.grid_period, static_cast<int>(model.phases.phases.size()), sinks.sample);
    const Vec3<SensorFrame> left = known.alignment.value_or(Alignment::identity()).rows[1];
    const auto answer = [&](std::span<const PhaseEstimate> estimates) {
        for (const PhaseEstimate& estimate : estimates) {
            samples.answer(estimate);
            const FoundEvents found = events.answer(estimate);
            if (found.event) {
                sinks.event(*found.event);
            }
            if (found.stride) {
                sinks.stride(*found.stride);
            }
            motion.answer(estimate, found.stride);
        }
    };
    Sidedness side;
    const bool tells_sides = known.alignment && track.gravity() == Gravity::included;
    std::optional<Nanoseconds> last;
    track.play([&](const ImuSample& sample, double share) {
        sinks.watch(share);
        if (last) {
            for_each_lost(
                *last, sample.time, track.rate_hz(), timeline.longest_interpolated,
                [&](Nanoseconds time) { samples.add(time, std::numeric_limits<float>::quiet_NaN()); });
        }
        last = sample.time;
        samples.add(sample.time, dot(left, sample.imu.angular_rate_radps));
        if (tells_sides && is_measurable(sample.imu)) {
            const Imu<FootFrame> turned = known.alignment->apply(sample.imu);
            side.add(track.foot() == Foot::left ? mirrored(turned) : turned);
        }
        answer(estimator->update(sample));
    });
    answer(estimator->finish());
    samples.finish();
    motion.finish();
    const char* reason = motion.unmeasurable();
    return {reason != nullptr ? reason : "", known.walks ? side.score() : kUnknown};
}

}  // namespace footfall
