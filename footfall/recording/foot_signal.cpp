// One foot of one recording as a network sees it.
#include "footfall/recording/foot_signal.h"

#include <algorithm>

#include "footfall/recording/error.h"
#include "footfall/recording/pressure_events.h"
#include "footfall/signal/timeline.h"

namespace footfall {
namespace {

/// Plays the track through a timeline at this rate, in order.
template <class Sink>
void play(const FootTrack& track, double rate_hz, Sink&& sink) {
    Timeline timeline(Timeline::options_for(track.rate_hz, rate_hz));
    for (const ImuSample& sample : track.samples) {
        if (!is_measurable(sample.imu)) {
            continue;
        }
        timeline.push(sample);
        while (const auto on_grid = timeline.pull()) {
            sink(*on_grid);
        }
    }
}

void append(SignalSegment& segment, const Imu<FootFrame>& imu) {
    const auto& a = imu.acceleration_mps2;
    const auto& w = imu.angular_rate_radps;
    segment.channels.insert(segment.channels.end(), {a.x, a.y, a.z, w.x, w.y, w.z});
}

}  // namespace

Alignment learn_alignment(const Recording& recording, const FootTrack& track, const Preprocessing& how) {
    if (!how.align) {
        return Alignment::identity();
    }
    AlignmentEstimator estimator(track.gravity == Gravity::included);
    play(track, AlignmentEstimator::kRateHz,
         [&](const GridSample& sample) { estimator.update(sample.imu, sample.after_gap); });
    const Result<Alignment> alignment = estimator.estimate();
    if (!alignment) {
        throw Error(recording.id, std::string(to_string(track.foot)) + " foot",
                    "walking to learn the mounting from", alignment.reason());
    }
    return *alignment;
}

FootSignal prepare(const Recording& recording, const FootTrack& track, const Preprocessing& how,
                   const PhaseSet& phases) {
    FootSignal signal;
    signal.foot = track.foot;
    signal.grid_period = Timeline::options_for(track.rate_hz, how.rate_hz).grid_period;
    signal.alignment = learn_alignment(recording, track, how);
    // A recording may have pressure and be labelled by something better.
    const bool by_pressure = recording.label_definition == label_definition::kToeHeelPressure;
    signal.cycles = cycles_from(by_pressure ? events_from_pressure(track) : track.reference, phases,
                                plausibility_of(recording.label_definition));

    play(track, how.rate_hz, [&](const GridSample& sample) {
        if (sample.after_gap || signal.segments.empty()) {
            signal.segments.emplace_back().first = sample.index;
        }
        const Imu<FootFrame> in_foot_frame = signal.alignment.apply(sample.imu);
        append(signal.segments.back(), track.foot == Foot::left ? mirrored(in_foot_frame) : in_foot_frame);
    });

    for (SignalSegment& segment : signal.segments) {
        const std::size_t length = segment.channels.size() / kChannels;
        segment.labels = label_samples(signal.cycles, segment.first, length, signal.grid_period);
        segment.turning.resize(length);
        for (std::size_t i = 0; i < length; ++i) {
            const Nanoseconds time = (segment.first + static_cast<SampleIndex>(i)) * signal.grid_period;
            segment.turning[i] = std::any_of(recording.turns.begin(), recording.turns.end(),
                                             [&](const TimeRegion& turn) { return turn.contains(time); });
        }
    }
    return signal;
}

}  // namespace footfall
