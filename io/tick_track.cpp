// Tracks that are read off their files anew each time they are played.
#include "io/tick_track.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace footfall::io {
namespace {

class PlayedTrack final : public TrackSource {
public:
    PlayedTrack(TickTrack track, const SampleClock& clock, std::int64_t origin, double rate_hz)
        : track_(std::move(track)), clock_(clock), origin_(origin), rate_hz_(rate_hz) {}

    [[nodiscard]] Foot foot() const override { return track_.foot; }
    [[nodiscard]] double rate_hz() const override { return rate_hz_; }
    [[nodiscard]] Gravity gravity() const override { return track_.gravity; }

    void play(const Sink& sink) const override {
        track_.play([&](std::int64_t tick, const Imu<SensorFrame>& imu, double share) {
            sink({clock_.time_of(tick - origin_), imu}, share);
            return true;
        });
    }

private:
    TickTrack track_;
    SampleClock clock_;
    std::int64_t origin_;
    double rate_hz_;
};

std::int64_t first_tick_of(const TickTrack& track) {
    std::int64_t first = 0;
    track.play([&](std::int64_t tick, const Imu<SensorFrame>&, double) {
        first = tick;
        return false;
    });
    return first;
}

double rate_shown_by(const TickTrack& track, const SampleClock& clock) {
    if (clock.source != SampleClock::Source::time || clock.rate_hz > 0.0) {
        return clock.rate_hz;
    }
    RateMeter meter;
    track.play([&](std::int64_t tick, const Imu<SensorFrame>&, double) {
        meter.add(clock.time_of(tick));
        return true;
    });
    return meter.rate_hz();
}

}  // namespace

std::vector<std::unique_ptr<TrackSource>> on_one_clock(std::vector<TickTrack> feet,
                                                       const SampleClock& clock) {
    std::vector<std::int64_t> first;
    first.reserve(feet.size());
    for (const TickTrack& track : feet) {
        first.push_back(first_tick_of(track));
    }
    const std::vector<std::int64_t> turns = counter_turns(first, clock);
    std::optional<std::int64_t> origin;
    for (std::size_t i = 0; i < feet.size(); ++i) {
        origin = std::min(origin.value_or(first[i] + turns[i]), first[i] + turns[i]);
    }
    std::vector<std::unique_ptr<TrackSource>> tracks;
    for (std::size_t i = 0; i < feet.size(); ++i) {
        const double rate_hz = rate_shown_by(feet[i], clock);
        check_rate(rate_hz, feet[i].foot, feet[i].file);
        tracks.push_back(
            std::make_unique<PlayedTrack>(std::move(feet[i]), clock, *origin - turns[i], rate_hz));
    }
    return tracks;
}

}  // namespace footfall::io
