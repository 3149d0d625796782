// The second of two passes over a foot's samples.
#include "footfall/recording/track_analysis.h"

#include <cmath>
#include <limits>
#include <optional>
#include <span>
#include <utility>

#include "footfall/recording/error.h"
#include "footfall/recording/event_finder.h"
#include "footfall/recording/motion_finder.h"
#include "footfall/recording/sidedness.h"

namespace footfall {
namespace {

/// Windows computed at once: enough for weights to be read seldom, and for their sums to stay in the second
/// cache.
constexpr std::size_t kBatch = 96;

/// What became known of the foot's motion, to those who want it.
void give(const MotionFinder& motion, Nanoseconds grid_period, const AnalysisSinks& sinks) {
    if (sinks.motion) {
        for (const MeasuredMotion& measured : motion.measured()) {
            sinks.motion(measured.stride, measured.motion);
        }
    }
    if (sinks.path) {
        for (const FootPlace& at : motion.places()) {
            sinks.path({at.index * grid_period, at.place_m, at.pitch_rad, at.stance, at.new_world});
        }
    }
}

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
    MotionFinder motion(model,
                        StrideMeterOptions::for_recordings(track.foot(), model.preprocessing.rate_hz,
                                                           track.gravity() == Gravity::included),
                        known.alignment.value_or(Alignment::identity()));
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
            motion.update(estimate, found.stride);
            give(motion, timeline.grid_period, sinks);
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
    give(motion, timeline.grid_period, sinks);
    const char* reason = motion.unmeasurable();
    return {reason != nullptr ? reason : "", known.walks ? side.score() : kUnknown};
}

}  // namespace footfall
