// Remembers the event times of each foot.
#include "io/copied_reference.h"

namespace footfall::io {

std::optional<std::string> CopiedReferences::earlier_with_same(const Recording& recording) {
    constexpr std::size_t kFewestEvents = 8;
    std::optional<std::string> earlier;
    for (const FootTrack& track : recording.feet) {
        if (track.reference.size() < kFewestEvents) {
            continue;
        }
        std::vector<Nanoseconds> times;
        times.reserve(track.reference.size());
        for (const Event& event : track.reference) {
            times.push_back(event.time);
        }
        const auto [place, is_new] = recording_of_.try_emplace(std::move(times), recording.id);
        if (!is_new && place->second != recording.id) {
            earlier = place->second;
        }
    }
    return earlier;
}

}  // namespace footfall::io
