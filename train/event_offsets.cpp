// What another label definition calls the same event, as one constant offset for each kind.
#include "train/event_offsets.h"

#include <cmath>

namespace footfall::train {

EventOffsets offsets_from(const std::vector<Tally>& people) {
    if (people.empty()) {
        return {};
    }
    Tally sum(people.front().phases);
    for (const Tally& tally : people) {
        sum.add(tally);
    }
    const Scores scores = scores_of(sum);
    const auto against = [](double bias_ms) { return std::isnan(bias_ms) ? 0.0 : -bias_ms / 1000.0; };
    return {against(scores.initial_contact.bias_ms), against(scores.final_contact.bias_ms)};
}

}  // namespace footfall::train
