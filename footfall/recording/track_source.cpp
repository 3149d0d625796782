// Plays a track that is in memory.
#include "footfall/recording/track_source.h"

#include <utility>

namespace footfall {
namespace {

class LoadedTrack final : public TrackSource {
public:
    explicit LoadedTrack(FootTrack track) : track_(std::move(track)) {}

    [[nodiscard]] Foot foot() const override { return track_.foot; }
    [[nodiscard]] double rate_hz() const override { return track_.rate_hz; }
    [[nodiscard]] Gravity gravity() const override { return track_.gravity; }

    void play(const Sink& sink) const override {
        const auto count = static_cast<double>(track_.samples.size());
        double played = 0.0;
        for (const ImuSample& sample : track_.samples) {
            played += 1.0;
            sink(sample, played / count);
        }
    }

private:
    FootTrack track_;
};

}  // namespace

RecordingSource source_of(Recording recording) {
    RecordingSource source{recording.data_set, recording.id, recording.person, {}, recording.one_clock};
    for (FootTrack& track : recording.feet) {
        source.feet.push_back(std::make_unique<LoadedTrack>(std::move(track)));
    }
    return source;
}

}  // namespace footfall
